"""The press in the admin: what was printed, to be read only."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from publishing import clock, languages
from publishing.admin.choosers import ChoosableMixin
from publishing.admin.instants import in_zones
from publishing.admin.pieces import in_all_languages
from publishing.admin.read_only import ReadOnlyMixin
from publishing.admin.trash import OnDeskMixin
from publishing.models import Edition, Piece
from publishing.templatetags.admin_forms import form_address


class EditionLanguageFilter(admin.SimpleListFilter):
    title = _("language")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        return languages.choices()

    def queryset(self, request, queryset):
        return queryset.filter(language=self.value()) if self.value() else queryset


@admin.register(Edition)
class EditionAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """Nobody adds, changes or deletes an edition here; publishing/press.py is the only way."""

    list_display = ["shown_title", "shown_language", "now", "begins", "ends", "printed_by"]
    list_filter = [EditionLanguageFilter, "kind"]
    list_select_related = ["piece", "printed_by"]
    search_fields = ["title", "slug", *(f"piece__{name}" for name in in_all_languages("title"))]
    ordering = ["-public_from", "-pk"]
    fields = ["piece", "shown_language", "title", "slug", "lead", "now", "begins", "ends", "printed_at", "printed_by"]
    readonly_fields = fields

    def get_queryset(self, request):
        return super().get_queryset(request).defer("body", "search_text")

    @admin.display(description=_("title"))
    def shown_title(self, edition):
        return edition.title or edition.piece

    @admin.display(description=_("language"), ordering="language")
    def shown_language(self, edition):
        return languages.native_name(edition.language)

    @admin.display(description=_("what it is now"))
    def now(self, edition):
        instant = clock.now()
        if edition.public_until <= instant:
            return _("past")
        if edition.public_from > instant:
            return _("planned end") if edition.blank else _("planned")
        return (
            _("withdrawn")
            if edition.blank
            else format_html('<a href="{}">{}</a>', edition.get_absolute_url(), _("public"))
        )

    @admin.display(description=_("from"), ordering="public_from")
    def begins(self, edition):
        return in_zones(edition.public_from)

    @admin.display(description=_("until"), ordering="public_until")
    def ends(self, edition):
        return _("further notice") if edition.public_until == clock.FOREVER else in_zones(edition.public_until)


@admin.register(Piece)
class AnyPieceAdmin(ChoosableMixin, OnDeskMixin, admin.ModelAdmin):
    """Pieces of all kinds together, to choose from; each is edited under its own kind."""

    search_fields = in_all_languages("title", "lead", "slug")
    ordering = ["-changed_at", "-pk"]

    def choice_label(self, piece):
        return f"{piece} ({piece.get_kind_display()})"

    def has_module_permission(self, request):
        return False

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        return HttpResponseRedirect(reverse(f"{self.admin_site.name}:index"))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Lead to the form of the piece's own kind."""
        piece = self.get_object(request, unquote(object_id))
        if piece is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return HttpResponseRedirect(form_address(piece.specific))
