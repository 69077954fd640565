"""The admin that all kinds of piece share: their form with a body, their list with states, and publishing."""

from content_editor.admin import ContentEditor
from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from publishing import addresses, languages, states
from publishing.admin.blocks import BLOCK_INLINES
from publishing.admin.checks import CheckMixin
from publishing.admin.choosers import ChoosableMixin
from publishing.admin.comments import CommentsMixin
from publishing.admin.hand_in import HandInMixin
from publishing.admin.history import EditionsMixin
from publishing.admin.languages import TranslatedAdmin, in_any_language, source_from
from publishing.admin.merging import MergingAdminMixin, MergingMixin
from publishing.admin.preview import PreviewMixin
from publishing.admin.preview_links import PreviewLinksMixin
from publishing.admin.publication import PublicationMixin
from publishing.admin.states import LanguageFilter, PieceList, chips
from publishing.admin.swap import SwapMixin
from publishing.admin.trash import TrashMixin
from publishing.models import Piece

# The block editor's own translations have gaps.
EDITOR_WORDS = {
    "createNew": _("Add a block"),
    "empty": _("No blocks yet. Add the first with the plus sign."),
    "newItem": _("new"),
    "collapseAll": _("Close all blocks"),
    "uncollapseAll": _("Open all blocks"),
    "forDeletion": _("will be deleted"),
    "selectMultiple": _("Drag a block by its bar. Ctrl and a click select several."),
}


def in_all_languages(*names):
    """Return the columns of translated fields, for searching in every language at once."""
    return [build_localized_fieldname(name, language) for name in names for language in languages.stored()]


class PieceForm(MergingMixin, forms.ModelForm):
    """A piece needs its title in the language it was first written in, and an address that nobody else has."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for language in languages.stored():
            self._explain_address(self.fields.get(build_localized_fieldname("slug", language)))
        title = self.fields.get(build_localized_fieldname("title", self._source()))
        if title:
            title.required = title.widget.is_required = True

    def _source(self):
        chosen = self.data.get(self.add_prefix("source_language")) if self.is_bound else None
        chosen = chosen or self.initial.get("source_language") or self.instance.source_language
        return chosen if chosen in languages.stored() else self.instance.source_language

    def _explain_address(self, field):
        if field:
            field.error_messages["invalid"] = gettext("Use letters without accents, digits and hyphens: no spaces.")
            for validator in field.validators:
                if getattr(validator, "code", "") == "invalid":
                    validator.message = field.error_messages["invalid"]

    def _post_clean(self):
        # The instance has the new values by now, its kind included.
        super()._post_clean()
        for language in languages.stored():
            self._check_address(language)

    def _check_address(self, language):
        name = build_localized_fieldname("slug", language)
        slug = self.cleaned_data.get(name)
        other = (
            addresses.shown_by_another(self.instance.current_kind(), language, slug, self.instance) if slug else None
        )
        if other:
            text = _("This address belongs to “%(title)s”. Choose another.")
            self.add_error(name, ValidationError(text, code="taken", params={"title": other.title}))


class PieceAdmin(
    PublicationMixin,
    SwapMixin,
    HandInMixin,
    EditionsMixin,
    PreviewMixin,
    PreviewLinksMixin,
    CommentsMixin,
    CheckMixin,
    ChoosableMixin,
    TrashMixin,
    MergingAdminMixin,
    TranslatedAdmin,
    ContentEditor,
):
    """The base of every kind's admin."""

    form = PieceForm
    change_form_template = "admin/publishing/piece_form.html"
    inlines = BLOCK_INLINES
    style_sheets = (*TranslatedAdmin.style_sheets, "desk", "preview", "comments")
    modules = (*TranslatedAdmin.modules, "desk", "ids", "blocks", "duplicate", "comments", "goto")
    list_display = ["picture", "called", "in_languages", "changed_at"]
    list_display_links = ["called"]
    name_field = "title"
    list_select_related = ["cover"]
    list_per_page = 50
    ordering = ["-changed_at", "-pk"]
    search_fields = in_all_languages("title", "lead", "slug")
    search_help_text = _("Searches titles, leads and addresses in all languages.")

    def get_list_filter(self, request):
        return [*self.list_filter, *(LanguageFilter.of(code) for code in languages.stored())]

    def get_changelist(self, request, **kwargs):
        return PieceList

    def get_changeform_initial_data(self, request):
        return source_from(get_language()) | super().get_changeform_initial_data(request)

    # The list

    @admin.display(description=_("picture"))
    def picture(self, piece):
        return self.thumbnail(piece.cover) if piece.cover else ""

    def thumbnail(self, photo):
        photos = self.admin_site.get_model_admin(type(photo))
        return format_html('<img class="thumbnail" src="{}" alt="" loading="lazy">', photos.image_url(photo))

    @admin.display(description=_("title"), ordering="pk")
    def called(self, piece):
        return in_any_language(piece, "title", piece.source_language) or str(piece)

    @admin.display(description=_("languages"))
    def in_languages(self, piece):
        return chips(piece.language_states)

    # The form

    def _content_editor_context(self, request, context):
        found = super()._content_editor_context(request, context)
        found["messages"] |= {key: str(words) for key, words in EDITOR_WORDS.items()}
        found["allowChange"] &= self.own_languages(request) is None
        return found

    # One row for all kinds: publishing/press.py takes the same lock.
    locked_model = Piece

    def save_related(self, request, form, formsets, change):
        if "_clone" in request.POST:
            # The block editor copies blocks between regions, past the form; there is one region.
            raise PermissionDenied
        super().save_related(request, form, formsets, change)

    def settle(self, form):
        states.refresh(form.instance)
