from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gallery.models import Award, Contest, Entry, Photo
from publishing.admin.languages import TranslatedInline
from publishing.admin.links import InternalLinksMixin
from publishing.admin.merging import MergingMixin
from publishing.admin.pieces import in_all_languages
from publishing.admin.rows import RowForm
from translations.admin.pieces import PieceAdmin, RecordAdmin
from translations.forms import ReviewedTextsForm


class AwardForm(ReviewedTextsForm, RowForm):
    @property
    def whole(self):
        award = self.instance
        return award.entry if award.entry_id else Entry(), f"awards:{award.pk}:"


class AwardInline(TranslatedInline):
    model = Award
    form = AwardForm
    fields = ["body", "name", "ordering"]


class EntryForm(MergingMixin, InternalLinksMixin, forms.ModelForm):
    pass


@admin.register(Entry)
class EntryAdmin(RecordAdmin):
    form = EntryForm
    inlines = [AwardInline]
    fields = ["contest", "number", "title", "photo", "statement", "entrant", "organisation", "theme", "interview"]
    name_field = "title"
    list_display = ["small", "called", "contest", "number", "entrant", "changed_at"]
    list_display_links = ["small", "called"]
    list_filter = [("contest", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["photo", "contest", "entrant"]
    printed_with = ["contest"]
    search_fields = ["entrant__name", *in_all_languages("title", "statement")]

    @admin.display(description=gettext_lazy("picture"))
    def small(self, entry):
        return self.admin_site.get_model_admin(Photo).small(entry.photo)


@admin.register(Contest)
class ContestAdmin(PieceAdmin):
    checkbox_fields = ["themes"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "lead"]}),
        (gettext_lazy("When"), {"fields": ["start", "end", "result", "its_entries"]}),
        (gettext_lazy("What it is"), {"fields": ["category", "source_language", "cover", "organisers", "themes"]}),
    ]
    list_display = ["picture", "called", "category", "start", "in_languages", "changed_at"]
    list_filter = ["category"]
    readonly_fields = ["its_entries"]

    @admin.display(description=gettext_lazy("entries"))
    def its_entries(self, contest):
        if not contest.pk:
            return _("Once the contest is saved it can have entries.")
        entries = [(reverse("admin:gallery_entry_change", args=[entry.pk]), entry) for entry in contest.entries_on_desk]
        add = format_html(
            '<a href="{}?contest={}">{}</a>', reverse("admin:gallery_entry_add"), contest.pk, _("Add an entry")
        )
        return format_html("<ul>{}</ul>{}", format_html_join("", '<li><a href="{}">{}</a></li>', entries), add)
