"""What makes the admin's forms work under the strict content security policy."""

from js_asset import Media


class NonceMixin:
    """Give the form's scripts, its import map above all, the nonce of the response. Goes first among the bases."""

    def render_change_form(self, request, context, **kwargs):
        response = super().render_change_form(request, context, **kwargs)
        media = Media.from_media(response.context_data["media"])
        response.context_data["media"] = media.with_nonce(str(request.csp_nonce))
        return response
