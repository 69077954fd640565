"""Reviews in the admin: what was handed in, its page with what would change, and which kinds need approval."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import languages
from publishing.admin.audited import AuditedMixin
from publishing.admin.instants import in_zones
from publishing.admin.pages import PagesMixin
from publishing.admin.read_only import ReadOnlyMixin
from publishing.admin.review_page import ReviewPage
from publishing.models import KindSettings, Review
from publishing.templatetags.admin_forms import form_address


@admin.register(Review)
class ReviewAdmin(ReadOnlyMixin, PagesMixin, admin.ModelAdmin):
    """Read like any record; decided about on its page, by the rules of publishing/reviews.py."""

    list_display = ["called", "kind", "in_languages", "handed_in", "submitted_by", "outcome"]
    list_display_links = ["called"]
    list_filter = ["outcome"]
    list_select_related = ["piece", "submitted_by"]
    list_per_page = 50
    ordering = ["-submitted_at", "-pk"]

    @admin.display(description=gettext_lazy("title"))
    def called(self, review):
        return review.piece

    @admin.display(description=gettext_lazy("kind"))
    def kind(self, review):
        return review.piece.get_kind_display()

    @admin.display(description=gettext_lazy("languages"))
    def in_languages(self, review):
        return languages.names(review.languages)

    @admin.display(description=gettext_lazy("handed in"), ordering="submitted_at")
    def handed_in(self, review):
        return in_zones(review.submitted_at)

    # The page

    def change_view(self, request, object_id, form_url="", extra_context=None):
        review = self.get_object(request, unquote(object_id))
        if review is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, review):
            raise PermissionDenied
        page = ReviewPage(request, review)
        if request.method == "POST" and page.answer():
            return HttpResponseRedirect(request.path)
        context = {"page": page, "form_url": form_address(review.piece)}
        return self.render_page(request, review, "admin/publishing/review.html", _("Review"), **context)


@admin.register(KindSettings)
class KindSettingsAdmin(AuditedMixin, admin.ModelAdmin):
    """A rule for each kind, all on one page."""

    list_display = ["kind", "needs_approval", "without_language"]
    list_editable = ["needs_approval", "without_language"]
    list_display_links = None
    ordering = ["pk"]

    def changelist_view(self, request, extra_context=None):
        rules = [self.opts.get_field(name) for name in self.list_editable]
        return super().changelist_view(request, {**(extra_context or {}), "rules": rules})

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
