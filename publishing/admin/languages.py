"""Forms with a field per language. static/admin_peru50/languages.js shows one language, or two side by side."""

from django.contrib import admin
from django.forms import Media
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from js_asset import Script
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from publishing import languages
from publishing.admin.choosers import ChooserMixin
from publishing.admin.csp import NonceMixin


def codes():
    """Return [(code, native name)] in the order of the switcher."""
    return [(code, languages.native_name(code)) for code in languages.stored()]


def is_right_to_left(code):
    return get_language_info(code)["bidi"]


# The text editor's own words are in English only; prose.js puts these in their places.
PROSE_WORDS = {
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

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            self._name(field, db_field)
        return field

    def _name(self, field, db_field):
        original = getattr(db_field, "translated_field", db_field)
        label = capfirst(self.labels.get(original.name, original.verbose_name))
        field.label = label
        field.help_text = self.help_texts.get(original.name, original.help_text)
        if original.name in self.required:
            field.required = True
        if language := getattr(db_field, "language", None):
            field.label = f"{label} ({languages.native_name(language)})"
            self._mark(field.widget.attrs, original.name, language)

    def _mark(self, attrs, name, language):
        attrs |= {"lang": language, "data-language": language, "data-field": name}
        if is_right_to_left(language):
            attrs["dir"] = "rtl"


class TranslatedAdmin(NonceMixin, ChooserMixin, TranslatedFieldsMixin, TranslationAdmin):
    """A form with all languages of a record."""

    style_sheets = ("languages", "choose")
    modules = ("languages", "choose", "prose")

    @property
    def media(self):
        # ModelAdmin's and ours, not what content_editor adds: its question before deleting is in English only.
        own = Media(
            css={"all": [f"admin_peru50/{name}.css" for name in self.style_sheets]},
            js=[Script(f"admin_peru50/{name}.js", type="module") for name in self.modules],
        )
        return admin.ModelAdmin.media.fget(self) + own

    def render_change_form(self, request, context, **kwargs):
        context.setdefault("form_languages", [{"code": code, "name": name} for code, name in codes()])
        context["prose_words"] = {key: str(word) for key, word in PROSE_WORDS.items()}
        return super().render_change_form(request, context, **kwargs)


class TranslatedInline(ChooserMixin, TranslatedFieldsMixin, TranslationStackedInline):
    extra = 0
