from django.contrib import admin, messages
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gallery.admin.descriptions import DescribeMixin, WithoutAltFilter
from gallery.admin.replacement import ReplaceMixin
from gallery.admin.uploads import UploadMixin
from gallery.duplicates import alike
from gallery.forms import PhotoForm
from gallery.models import Photo
from gallery.templatetags.pictures import picture_url
from publishing import use_counts
from publishing.admin.languages import NamedList, listed
from publishing.admin.pieces import in_all_languages
from publishing.templatetags.admin_forms import form_address
from translations.admin.pieces import RecordAdmin


class UnusedFilter(admin.SimpleListFilter):
    title = gettext_lazy("where it is used")
    parameter_name = "use"

    def lookups(self, request, model_admin):
        return [("none", gettext_lazy("not used anywhere"))]

    def queryset(self, request, queryset):
        return use_counts.unused(queryset) if self.value() == "none" else queryset


class PhotoList(NamedList):
    """A list whose rows know how many use them."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        found = use_counts.counts(self.result_list)
        for photo in self.result_list:
            photo.use_count = found[photo.pk]


@admin.register(Photo)
class PhotoAdmin(UploadMixin, DescribeMixin, ReplaceMixin, RecordAdmin):
    own_pages = (*RecordAdmin.own_pages, "describe")
    form = PhotoForm
    style_sheets = (*RecordAdmin.style_sheets, "focal")
    modules = (*RecordAdmin.modules, "focal")
    checkbox_fields = ["themes"]
    fieldsets = [
        (None, {"fields": ["file", "known", "focal_point", ("focal_x", "focal_y")]}),
        (gettext_lazy("In words"), {"fields": ["title", "alt", "caption", "place"]}),
        (gettext_lazy("Whose it is"), {"fields": ["credit", "licence", "is_illustration", "stands_for"]}),
        (gettext_lazy("What it shows"), {"fields": ["date", "region", "themes"]}),
    ]
    readonly_fields = ["its_file", "focal_point", *RecordAdmin.readonly_fields]
    name_field = "title"
    list_display = ["small", "called", "credit", "in_themes", "times_used", "changed_at"]
    list_display_links = ["small", "called"]
    list_filter = [
        "licence",
        "is_illustration",
        ("themes", admin.RelatedOnlyFieldListFilter),
        WithoutAltFilter,
        UnusedFilter,
    ]
    ordering = ["-pk"]
    search_fields = ["credit", "stands_for", *in_all_languages("title", "alt", "caption", "place")]
    search_help_text = gettext_lazy("Searches titles, descriptions, captions, places and makers in all languages.")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("themes")

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if not obj:
            return fieldsets
        # The file of a picture that is there is replaced on a page of its own, which shows what that changes.
        (name, first), *others = fieldsets
        fields = ["its_file", *(field for field in first["fields"] if field not in ("file", "known"))]
        return [(name, first | {"fields": fields}), *others]

    def image_url(self, photo):
        """Return the address of the picture as lists and choosers show it."""
        return picture_url(photo, 320)

    @admin.display(description=gettext_lazy("picture"))
    def small(self, photo):
        return format_html(
            '<img class="thumbnail" src="{}" alt="{}" loading="lazy">', self.image_url(photo), str(photo)
        )

    def get_changelist(self, request, **kwargs):
        return PhotoList

    @admin.display(description=gettext_lazy("used in"))
    def times_used(self, photo):
        return photo.use_count

    @admin.display(description=gettext_lazy("themes"))
    def in_themes(self, photo):
        return listed(photo.themes.all(), "title")

    @admin.display(description=gettext_lazy("what must stay in view"))
    def focal_point(self, photo):
        if not photo.pk:
            return _("Once the picture is saved you can point at it here.")
        return render_to_string("admin/gallery/photo/focal.html", {"photo": photo, "image": picture_url(photo, 640)})

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change:
            self._warn_of_alike(request, obj)
        if form.removed:
            removed = get_text_list([str(what) for what in form.removed], _("and"))
            self.message_user(request, _("Removed from the file: %(removed)s.") % {"removed": removed}, messages.INFO)

    def _warn_of_alike(self, request, photo):
        if others := alike(photo.perceptual_hash, but=photo):
            links = format_html_join(", ", '<a href="{}">{}</a>', ((form_address(other), other) for other in others))
            text = _("It looks like a picture that is in the library already:")
            self.message_user(request, format_html("{} {}", text, links), messages.WARNING)
