"""What is to be mended before a piece is published: asked for on its form, without publishing anything."""

from django.urls import path
from django.utils.translation import gettext as _

from publishing import checks, languages
from publishing.admin.pages import PagesMixin
from publishing.proofs import proof


class CheckMixin(PagesMixin):
    """For the admin of a kind of piece."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.check_view)
        return [path("<path:object_id>/check/", view, name=self.url_name("check")), *super().get_urls()]

    def check_view(self, request, object_id):
        """Show what the desk, as it was saved last, would have to mend in each language."""
        piece = self.record_for(request, object_id, self.has_view_or_change_permission)
        return self.render_page(
            request,
            piece,
            "admin/publishing/check.html",
            _("Check"),
            form_url=self.address("change", piece),
            checked=[self._checked(piece, code) for code in languages.stored()],
        )

    def _checked(self, piece, code):
        is_ready = piece.is_ready(code)
        return {
            "code": code,
            "name": languages.native_name(code),
            "is_ready": is_ready,
            "findings": checks.findings(proof(piece, code).edition) if is_ready else [],
        }
