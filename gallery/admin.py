from django import forms
from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gallery.forms import PhotoForm
from gallery.models import Award, Contest, Entry, Photo
from gallery.templatetags.pictures import picture_url
from publishing.admin.languages import TranslatedInline, listed
from publishing.admin.links import InternalLinksMixin
from publishing.admin.pieces import PieceAdmin, in_all_languages
from publishing.admin.records import RecordAdmin


@admin.register(Photo)
class PhotoAdmin(RecordAdmin):
    form = PhotoForm
    style_sheets = (*RecordAdmin.style_sheets, "desk")
    modules = (*RecordAdmin.modules, "focal")
    checkbox_fields = ["themes"]
    fieldsets = [
        (None, {"fields": ["file", "focal_point", ("focal_x", "focal_y")]}),
        (gettext_lazy("In words"), {"fields": ["title", "alt", "caption", "place"]}),
        (gettext_lazy("Whose it is"), {"fields": ["credit", "licence", "is_illustration", "stands_for"]}),
        (gettext_lazy("What it shows"), {"fields": ["date", "region", "themes"]}),
    ]
    readonly_fields = ["focal_point", *RecordAdmin.readonly_fields]
    name_field = "title"
    list_display = ["small", "called", "credit", "in_themes", "changed_at"]
    list_display_links = ["small", "called"]
    list_filter = ["licence", "is_illustration", ("themes", admin.RelatedOnlyFieldListFilter)]
    ordering = ["-pk"]
    search_fields = ["credit", "stands_for", *in_all_languages("title", "alt", "caption", "place")]
    search_help_text = gettext_lazy("Searches titles, descriptions, captions, places and makers in all languages.")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("themes")

    def image_url(self, photo):
        """Return the address of the picture as lists and choosers show it."""
        return picture_url(photo, 320)

    @admin.display(description=gettext_lazy("picture"))
    def small(self, photo):
        return format_html(
            '<img class="thumbnail" src="{}" alt="{}" loading="lazy">', self.image_url(photo), str(photo)
        )

    @admin.display(description=gettext_lazy("themes"))
    def in_themes(self, photo):
        return listed(photo.themes.all(), "title")

    @admin.display(description=gettext_lazy("what must stay in view"))
    def focal_point(self, photo):
        if not photo.pk:
            return _("Once the picture is saved you can point at it here.")
        return format_html(
            '<div class="focal" data-focal="{}"><img src="{}" alt="" width="{}" height="{}"></div>',
            _("Move the focal point: click on the picture, or use the arrow keys."),
            picture_url(photo, 640),
            photo.width,
            photo.height,
        )

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if form.removed:
            removed = get_text_list([str(what) for what in form.removed], _("and"))
            self.message_user(request, _("Removed from the file: %(removed)s.") % {"removed": removed}, messages.INFO)


class AwardInline(TranslatedInline):
    model = Award
    fields = ["body", "name", "ordering"]


class EntryForm(InternalLinksMixin, forms.ModelForm):
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
        entries = [(reverse("admin:gallery_entry_change", args=[entry.pk]), entry) for entry in contest.entries.all()]
        add = format_html(
            '<a href="{}?contest={}">{}</a>', reverse("admin:gallery_entry_add"), contest.pk, _("Add an entry")
        )
        return format_html("<ul>{}</ul>{}", format_html_join("", '<li><a href="{}">{}</a></li>', entries), add)
