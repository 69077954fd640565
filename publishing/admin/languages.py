"""Forms with a field per language. static/admin_peru50/languages.js shows one language, or two side by side."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import F, TimeField, URLField, Value
from django.db.models.functions import Coalesce, NullIf
from django.forms import Media, TimeInput
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from js_asset import Script
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline
from modeltranslation.utils import build_localized_fieldname

from publishing import languages
from publishing.admin.choosers import ChooserMixin
from publishing.admin.csp import NonceMixin
from publishing.admin.permissions import OwnLanguagesInlineMixin, OwnLanguagesMixin
from publishing.admin.rows import RowsMixin
from publishing.fields import PartialDateField
from publishing.partial_date_forms import PartialDateWidget


def codes():
    """Return [(code, native name)] in the order of the switcher."""
    return [(code, languages.native_name(code)) for code in languages.stored()]


def source_from(language):
    """Return what a new form says of its source language: whoever works in Spanish most likely starts in Spanish."""
    return {"source_language": language} if language in languages.stored() else {}


def in_any_language(record, field, source=None):
    """Write a text in the editor's language, else in another one that says so."""
    text = languages.label(record, field, source)
    return format_html('<span lang="{}">{}</span>', text.lang, text) if text.lang else str(text)


def listed(records, field):
    """Return the names of records in the editor's language, else in another, in one line."""
    return ", ".join(languages.label(record, field) for record in records)


def by_text(field):
    """Return the order of texts as in_any_language shows them."""
    order = sorted(languages.stored(), key=lambda code: code != get_language())
    return Coalesce(*(NullIf(F(build_localized_fieldname(field, code)), Value("")) for code in order))


class NamedList(ChangeList):
    """A list that is sorted by what its column `called` shows."""

    def get_ordering_field(self, field_name):
        name_field = self.model_admin.name_field
        if field_name == "called" and name_field:
            return by_text(name_field)
        return super().get_ordering_field(field_name)


class NamedMixin:
    """For the admin of what has a translated name: lists, searches and choosers know it in every language."""

    name_field = "name"
    list_display = ["called", "changed_at"]
    list_display_links = ["called"]

    def get_changelist(self, request, **kwargs):
        return NamedList

    @admin.display(description=_("name"), ordering="pk")
    def called(self, record):
        return (in_any_language(record, self.name_field) if self.name_field else "") or str(record)

    def choice_label(self, record):
        name = languages.label(record, self.name_field) if self.name_field else ""
        return name or str(record)


# The text editor's and the block editor's own words are in English only, or have gaps; see words.js and prose.js.
FORM_WORDS = {
    "Show": _("open"),
    "Hide": _("close"),
    "heading3": _("Heading"),
    "heading4": _("Small heading"),
    "bulletList": _("List"),
    "orderedList": _("Numbered list"),
    "bold": _("Bold"),
    "italic": _("Italic"),
    "subscript": _("Subscript"),
    "superscript": _("Superscript"),
    "link": _("Link"),
    "unlink": _("Remove the link"),
    "history:undo": _("Undo"),
    "history:redo": _("Redo"),
    "URL": _("Address: of a page of this site, or of any other"),
    "Edit Link": _("Link"),
    "Update": _("Apply"),
    "Cancel": _("Cancel"),
}


class TranslatedFieldsMixin:
    """Mark each field with its language, and let a form name its fields in its own words."""

    labels = {}
    help_texts = {}
    required = ()
    formfield_overrides = {
        PartialDateField: {"widget": PartialDateWidget},
        # Django's speaks of the server's clock; these times are on the clock of their place.
        TimeField: {"widget": TimeInput(attrs={"type": "time"}, format="%H:%M")},
        URLField: {"assume_scheme": "https"},
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            self._say_what_it_is(field, db_field)
        return field

    def _say_what_it_is(self, field, db_field):
        original = getattr(db_field, "translated_field", db_field)
        label = capfirst(self.labels.get(original.name, original.verbose_name))
        field.label = label
        field.help_text = self.help_texts.get(original.name, original.help_text)
        if original.name in self.required:
            field.required = True
        if language := getattr(db_field, "language", None):
            field.label = f"{label} ({languages.native_name(language)})"
            self._mark_language(field.widget.attrs, original.name, language)
        if isinstance(field.widget, PartialDateWidget):
            for part in field.widget.widgets:
                part.attrs["aria-label"] = f"{label}: {part.attrs['aria-label']}"

    def _mark_language(self, attrs, name, language):
        attrs |= {"lang": language, "data-language": language, "data-field": name}
        if languages.is_right_to_left(language):
            attrs["dir"] = "rtl"


class TranslatedAdmin(NonceMixin, OwnLanguagesMixin, NamedMixin, ChooserMixin, TranslatedFieldsMixin, TranslationAdmin):
    """A form with all languages of a record."""

    style_sheets = ("languages", "choose", "paste")
    modules = ("languages", "filled", "choose", "choose-upload", "prose", "paste")

    Media = None  # not what content_editor adds: its question before deleting is in English only

    @property
    def media(self):
        own = Media(
            css={"all": [f"admin_peru50/{name}.css" for name in self.style_sheets]},
            js=[Script(f"admin_peru50/{name}.js", type="module") for name in self.modules],
        )
        return admin.ModelAdmin.media.fget(self) + own

    def render_change_form(self, request, context, **kwargs):
        context.setdefault("form_languages", [{"code": code, "name": name} for code, name in codes()])
        context["form_words"] = {key: str(word) for key, word in FORM_WORDS.items()}
        return super().render_change_form(request, context, **kwargs)


class PartInline(RowsMixin, OwnLanguagesInlineMixin, ChooserMixin, TranslatedFieldsMixin, admin.StackedInline):
    """Parts of a piece, each on one line; unlike Django's table, every field has a label."""

    extra = 0


class TranslatedInline(
    RowsMixin, OwnLanguagesInlineMixin, ChooserMixin, TranslatedFieldsMixin, TranslationStackedInline
):
    extra = 0
