"""The page beside the form, as it will be, while it is being written."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from js_asset import ImportMap, Media, Script

from publishing import languages, previews
from publishing.admin.pages import PagesMixin
from publishing.admin.unsaved import Unsaved
from publishing.proofs import proof

# On forms only: lists have no import map.
MEDIA = Media(
    importmap=ImportMap({"peru50/frame": "admin_peru50/frame.js"}),
    js=[Script("admin_peru50/preview.js", type="module")],
)


class PreviewMixin(PagesMixin):
    """For the admin of a kind of piece."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview_view)
        return [
            path("preview/", view, name=self.url_name("preview_new")),
            path("<path:object_id>/preview/", view, name=self.url_name("preview")),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, **kwargs):
        piece = context.get("original")
        context["preview_url"] = self.address("preview", piece) if piece else self.address("preview_new")
        response = super().render_change_form(request, context, **kwargs)
        response.context_data["media"] += MEDIA
        return response

    @method_decorator(require_POST)
    def preview_view(self, request, object_id=None):
        """Answer with the page of what the form holds, which was sent whole, in ?language=. Writes and locks nothing.

        Whoever may read the piece and not change it gets the page of what is stored.
        """
        piece = self._to_preview(request, object_id)
        language = request.GET.get("language")
        if language not in languages.stored():
            raise BadRequest
        shown, problems = piece, []
        if piece is None or self.has_change_permission(request, piece):
            unsaved = Unsaved(self, request, piece, [language])
            shown, problems = unsaved.piece, unsaved.problems
        page = previews.render(request, proof(shown, language).edition)
        return previews.private(JsonResponse({"page": page.text, "problems": problems}))

    def _to_preview(self, request, object_id):
        """Return the piece whose form it is, or None for a new one."""
        if object_id is None:
            if not self.has_add_permission(request):
                raise PermissionDenied
            return None
        return self.record_for(request, object_id, self.has_view_permission)
