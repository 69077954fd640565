"""Reviews in the admin: handing in from a piece, deciding, and which kinds need approval."""

from django.contrib import admin

from publishing.admin.audited import AuditedMixin
from publishing.models import KindSettings


@admin.register(KindSettings)
class KindSettingsAdmin(AuditedMixin, admin.ModelAdmin):
    """A rule for each kind, all on one page."""

    list_display = ["kind", "needs_approval"]
    list_editable = ["needs_approval"]
    list_display_links = None
    ordering = ["pk"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
