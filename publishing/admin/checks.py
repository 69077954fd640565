"""What is to be mended before a piece is published: asked for on its form, without publishing anything."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from publishing import checks, languages
from publishing.proofs import proof


class CheckMixin:
    """For the admin of a kind of piece."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.check_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_check"
        return [path("<path:object_id>/check/", view, name=name), *super().get_urls()]

    def check_view(self, request, object_id):
        """Show what the desk, as it was saved last, would have to mend in each language."""
        piece = self.get_object(request, unquote(object_id))
        if piece is None:
            raise Http404
        if not self.has_view_or_change_permission(request, piece):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": piece,
            "title": _("Check"),
            "form_url": reverse(
                f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change", args=[piece.pk]
            ),
            "checked": [self._checked(piece, code) for code in languages.stored()],
        }
        return TemplateResponse(request, "admin/publishing/check.html", context)

    def _checked(self, piece, code):
        is_ready = piece.is_ready(code)
        return {
            "code": code,
            "name": languages.native_name(code),
            "is_ready": is_ready,
            "findings": checks.findings(proof(piece, code).edition) if is_ready else [],
        }
