"""Who else has the form open: asked and told by static/admin_peru50/presence.js."""

from django.http import JsonResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from publishing import presence
from publishing.accounts import name_of
from publishing.admin.pages import PagesMixin
from publishing.admin.permissions import reads_only


class PresenceMixin(PagesMixin):
    """For the admin of what several people edit."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.presence_view)
        return [path("<path:object_id>/presence/", view, name=self.url_name("presence")), *super().get_urls()]

    def render_change_form(self, request, context, **kwargs):
        record = context.get("original")
        if record and not (record.trashed_at or reads_only(request)) and self.has_change_permission(request, record):
            context["presence_url"] = self.address("presence", record)
        return super().render_change_form(request, context, **kwargs)

    @method_decorator(require_POST)
    def presence_view(self, request, object_id):
        """Take note that this person is there, or leaves, and answer with the others, in words."""
        record = self.record_for(request, object_id, self.has_change_permission)
        if "leave" in request.POST:
            presence.leave(record, request.user)
            return JsonResponse({})
        presence.renew(record, request.user)
        return JsonResponse({"others": [_said(each) for each in presence.others(record, request.user)]})


def _said(present):
    opened = date_format(localtime(present.opened_at), "TIME_FORMAT")
    return _("%(who)s has this open too, since %(when)s.") % {"who": name_of(present.user), "when": opened}
