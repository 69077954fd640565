"""The admin as a whole: what happens where somebody signs in or changes a password of their own."""

from django.contrib.admin import AdminSite
from django.db import transaction
from django.urls import reverse

from peru50 import profiles
from publishing import audit
from translations import rights


class Site(AdminSite):
    def login(self, request, extra_context=None):
        response = super().login(request, extra_context)
        if _was_done(request, response):
            profiles.speak(request, response)
            if response.url == reverse("admin:index") and rights.only_translates(request.user):
                response["Location"] = reverse("translations")
        return response

    @transaction.atomic
    def password_change(self, request, extra_context=None):
        response = super().password_change(request, extra_context)
        if _was_done(request, response):
            audit.note(audit.Action.SAVED, request.user, request.user, fields={"password": {}})
        return response


def _was_done(request, response):
    """Say whether a form that was sent was right: it then leads on to another page."""
    return request.method == "POST" and response.status_code == 302
