"""The trash in the admin: what editors delete goes there, is read there, and comes back from there."""

from publishing import trash
from publishing.admin.uses import line


class OnDeskMixin:
    """Lists and choosers hold what is on the desk; what is in the trash is still found by its number."""

    def get_queryset(self, request):
        return super().get_queryset(request).on_desk()

    def get_object(self, request, object_id, from_field=None):
        return super().get_object(request, object_id, from_field) or self._in_trash(object_id)

    def _in_trash(self, object_id):
        number = int(object_id) if str(object_id).isdecimal() else None
        return self.model._default_manager.in_trash().filter(pk=number).first()


class TrashMixin(OnDeskMixin):
    """For the admin of a kind of piece or record: deleting puts it in the trash, where it can be read."""

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.trashed_at)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.trashed_at)

    def get_deleted_objects(self, objs, request):
        """Return what Django's pages of deletion ask for: names, counts, lacking permissions and what is in the way."""
        perms_needed = set() if self.has_delete_permission(request) else {self.opts.verbose_name}
        in_the_way = [line(owner, ways, self.admin_site) for owner, ways in trash.in_the_way(objs).items()]
        return [str(record) for record in objs], {self.opts.verbose_name_plural: len(objs)}, perms_needed, in_the_way

    def delete_model(self, request, obj):
        trash.discard(obj, request.user)

    def delete_queryset(self, request, queryset):
        trash.discard_all(list(queryset), request.user)
