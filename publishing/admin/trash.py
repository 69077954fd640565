"""The trash in the admin: what editors delete goes there, is read there, and comes back from there."""

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from publishing import clock, languages, states, trash
from publishing.admin.ids import sent_id
from publishing.admin.pages import PagesMixin
from publishing.admin.permissions import reads_only
from publishing.admin.states import is_public
from publishing.admin.trash_forms import RestoreForm
from publishing.admin.uses import line
from publishing.models import Edition, Piece
from publishing.templatetags.admin_forms import form_address
from publishing.uses import uses


class OnDeskMixin:
    """Lists and choosers hold what is on the desk; what is in the trash is still found by its number."""

    def get_queryset(self, request):
        return self.with_trash(request).on_desk()

    def with_trash(self, request):
        return super().get_queryset(request)

    def get_object(self, request, object_id, from_field=None):
        if from_field is None and sent_id(object_id) is None:
            return None
        return super().get_object(request, object_id, from_field) or self.in_trash(object_id)

    def in_trash(self, object_id):
        """Return what lies in the trash under this id; None for anything else."""
        return self.model._default_manager.in_trash().filter(pk=sent_id(object_id)).first()


class TrashMixin(PagesMixin, OnDeskMixin):
    """For the admin of a kind of piece or record: deleting puts it in the trash, where its form can be read."""

    delete_confirmation_template = "admin/publishing/discard.html"

    def has_change_permission(self, request, obj=None):
        is_in_trash = obj and obj.trashed_at and not reads_only(request)
        return super().has_change_permission(request, obj) and not is_in_trash

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.trashed_at)

    def get_urls(self):
        pages = {"restore": self.restore_view, "purge": self.purge_view}
        return [
            path(f"<path:object_id>/{page}/", self.admin_site.admin_view(view), name=self.url_name(page))
            for page, view in pages.items()
        ] + super().get_urls()

    # The form

    def _changeform_view(self, request, object_id, form_url, extra_context):
        record = self.in_trash(unquote(object_id)) if object_id else None
        if record and request.method != "POST":  # saving it is refused with what was typed: see merging.py
            request.reads_only = self.has_view_permission(request)
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, **kwargs):
        context["goes_to_trash"] = True
        if context["original"] and context["original"].trashed_at:
            context |= {"in_trash": row(request, context["original"]), "preview_url": ""}
        return super().render_change_form(request, context, **kwargs)

    # To the trash

    def get_deleted_objects(self, objs, request):
        """Return what Django's page of deletion asks for: names, counts, lacking permissions and what is in the way."""
        perms_needed = set() if self.has_delete_permission(request) else {self.opts.verbose_name}
        return [str(record) for record in objs], {}, perms_needed, self.in_the_way(objs)

    def in_the_way(self, records):
        return [line(owner, ways, self.admin_site) for owner, ways in trash.in_the_way(records).items()]

    def render_delete_form(self, request, context):
        context |= {"title": _("Put in the trash"), "effects": effects(context["object"])}
        return super().render_delete_form(request, context)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except ValidationError as error:  # somebody else has begun to use it just now
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def delete_model(self, request, obj):
        trash.discard(obj, request.user)

    def delete_queryset(self, request, queryset):
        trash.discard_all(list(queryset), request.user)

    def log_deletions(self, request, queryset):
        return [self.log_change(request, record, _("Put in the trash.")) for record in queryset]

    def response_delete(self, request, obj_display, obj_id):
        text = _("“%(name)s” is in the trash now, and can be restored from there.")
        self.message_user(request, text % {"name": obj_display}, messages.SUCCESS)
        return HttpResponseRedirect(self.address("changelist"))

    def get_actions(self, request):
        found = super().get_actions(request)
        if "delete_selected" in found:
            found["delete_selected"] = (discard_selected, "delete_selected", gettext_lazy("Put in the trash"))
        return found

    # From the trash

    def _trashed(self, request, object_id):
        record = self.in_trash(unquote(object_id))
        if record is None:
            raise Http404
        return record

    def restore_view(self, request, object_id):
        record = self._trashed(request, object_id)
        along = trash.coming_along(record)
        if not all(may_restore(request, each) for each in (record, *along)):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else None
        form = RestoreForm(data, pieces=[each for each in (record, *along) if isinstance(each, Piece)])
        if form.is_valid():
            try:
                back = self.restore(request, record, form.slugs)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return HttpResponseRedirect(self._say_restored(request, back))
        context = {"form": form, "along": [row(request, each) for each in along]}
        return self.render_page(request, record, "admin/publishing/restore.html", _("Restore"), **context)

    def restore(self, request, record, slugs):
        back = trash.restore(record, request.user, slugs)
        for each in back:
            self.log_change(request, each, _("Restored from the trash."))
        return back

    def _say_restored(self, request, back):
        """Say what came back; return the address to go on to."""
        record, *along = back
        text = _("“%(name)s” is back on the desk.")
        if isinstance(record, Piece):
            text = _("“%(name)s” is back on the desk. Visitors see it once it is published again.")
        self.message_user(request, text % {"name": record}, messages.SUCCESS)
        if along:
            names = ", ".join(f"“{each}”" for each in along)
            self.message_user(request, _("With it came back: %(names)s.") % {"names": names}, messages.SUCCESS)
        return form_address(record)

    def purge_view(self, request, object_id):
        record = self._trashed(request, object_id)
        if not may_purge(request):
            raise PermissionDenied
        needed = [line(owner, ways, self.admin_site) for owner, ways in uses(record).items()]
        if request.method == "POST":
            return HttpResponseRedirect(self._purge(request, record))
        return self.render_page(request, record, "admin/publishing/purge.html", _("Delete for good"), needed=needed)

    def _purge(self, request, record):
        name = str(record)
        try:
            trash.delete_for_good(record, request.user)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        else:
            self.message_user(request, _("“%(name)s” was deleted for good.") % {"name": name}, messages.SUCCESS)
        return reverse("trash")


def discard_selected(model_admin, request, queryset):
    """Ask about the records that are ticked in a list, then put them in the trash together."""
    records = _discardable(model_admin, request, queryset)
    if not records:
        return None
    in_the_way = model_admin.in_the_way(records)
    if "post" in request.POST and not in_the_way:
        _discard(model_admin, request, records)
        return None
    return model_admin.render_page(
        request,
        None,
        "admin/publishing/discard_selected.html",
        _("Put in the trash"),
        records=[{"record": record, "effects": effects(record)} for record in records],
        protected=in_the_way,
        action_checkbox_name=helpers.ACTION_CHECKBOX_NAME,
    )


def _discardable(model_admin, request, records):
    """Return the records that this person may put in the trash, and name the others."""
    found = {record: model_admin.has_delete_permission(request, record) for record in records}
    for record, may_discard in found.items():
        if not may_discard:
            text = _("“%(piece)s” needs the approval of a reviewer.") % {"piece": record}
            model_admin.message_user(request, text, messages.ERROR)
    return [record for record, may_discard in found.items() if may_discard]


def _discard(model_admin, request, records):
    try:
        with transaction.atomic():
            model_admin.delete_queryset(request, records)
            model_admin.log_deletions(request, records)
    except ValidationError as error:
        model_admin.message_user(request, " ".join(error.messages), messages.ERROR)
    else:
        text = ngettext("%(count)d is in the trash now.", "%(count)d are in the trash now.", len(records))
        model_admin.message_user(request, text % {"count": len(records)}, messages.SUCCESS)


def effects(record):
    """Return what visitors lose when a record goes to the trash: {"public": languages, "planned": languages}."""
    if not isinstance(record, Piece):
        return {}
    found = states.of_pieces([record])[record.pk]
    coming = Edition.objects.filter(piece=record.pk, public_from__gt=clock.now(), blank=False)
    planned = set(coming.values_list("language", flat=True))
    return {
        "public": [languages.native_name(state.language) for state in found if is_public(state)],
        "planned": [languages.native_name(code) for code in languages.stored() if code in planned],
    }


def row(request, record):
    """Return what the trash says of a record, with the addresses of what may be done with it."""
    return {
        "record": record,
        "kind": record.get_kind_display() if isinstance(record, Piece) else record._meta.verbose_name,
        "form": form_address(record),
        "until": record.trashed_at + trash.KEPT,
        "restore": form_address(record, "restore") if may_restore(request, record) else "",
        "purge": form_address(record, "purge") if may_purge(request) else "",
    }


def may_restore(request, record):
    """Say whether somebody may take a record out of the trash: who may change what is of its kind."""
    return admin.site.get_model_admin(type(record)).has_change_permission(request)


def may_purge(request):
    return request.user.has_perm("publishing.purge_piece")
