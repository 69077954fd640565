from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from events.models import Event, EventLink
from publishing.admin.languages import TranslatedInline
from publishing.admin.pieces import in_all_languages
from translations.admin.pieces import PieceAdmin


class EventLinkInline(TranslatedInline):
    model = EventLink
    fields = ["label", "url", "ordering"]


@admin.register(Event)
class EventAdmin(PieceAdmin):
    inlines = [EventLinkInline, *PieceAdmin.inlines]
    checkbox_fields = ["themes"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "lead", "place"]}),
        (
            _("When"),
            {"fields": ["status", "start", "start_time", "end", "end_time", "timezone"]},
        ),
        (
            _("What it is"),
            {"fields": ["category", "source_language", "cover", "organisers", "themes", "about_contest"]},
        ),
    ]
    list_display = ["picture", "called", "category", "start", "status", "in_languages", "changed_at"]
    list_filter = ["category", "status", ("themes", admin.RelatedOnlyFieldListFilter)]
    search_fields = [*PieceAdmin.search_fields, *in_all_languages("place")]
