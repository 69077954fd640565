"""What whoever has a secret link sees: the page as the desk has it, with a box for comments below each part."""

from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from publishing import comments, languages, preview_links, previews
from publishing.comment_forms import RemarkForm
from publishing.models import Comment
from publishing.preview_links import State
from publishing.proofs import proof
from publishing.views import reversed_in


class Remarks:
    """The comments that were left by a link, and the boxes for more: one for each part of the page, one for the whole."""

    def __init__(self, link, edition, data=None):
        self.link = link
        self._blocks = [block["id"] for block in edition.body]
        self._form = None if data is None else RemarkForm(data, blocks=self._blocks)
        self._left = list(Comment.objects.filter(link=link))

    def leave(self):
        """Leave the comment that was sent and return it; None where the form has errors by now."""
        if not self._form.is_valid():
            return None
        values = self._form.cleaned_data
        try:
            return comments.leave_by_link(self.link, values["name"], values["text"], values["block"])
        except ValidationError as error:
            self._form.add_error(None, error)
            return None

    def left_on(self, blocks):
        """Return the comments on these blocks; without any, those on the whole page and on what it no longer has."""
        return [comment for comment in self._left if self._is_on(str(comment.block or ""), blocks)]

    def form_on(self, blocks):
        """Return the box for these blocks; the one that was sent, with its errors, where it belongs."""
        was_sent = self._form and self._is_on(self._form.data.get("block", ""), blocks)
        form = self._form if was_sent else RemarkForm()
        form.auto_id = f"c-{blocks[0] if blocks else 'page'}-%s"
        return form

    def _is_on(self, block, blocks):
        return block in blocks if blocks else block not in self._blocks


# Whoever knows the address may write: there is no session that the page of somebody else could abuse.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request, secret):
    """Answer with the page of a secret link; take the comment that is sent to the same address."""
    link = preview_links.find(secret)
    if link is None or preview_links.state(link) != State.WORKS:
        return _closed(request, link)
    with translation.override(link.language):
        edition = proof(link.piece, link.language).edition
        is_sent = request.method == "POST"
        remarks = Remarks(link, edition, request.POST if is_sent else None)
        if is_sent and (comment := remarks.leave()):
            response = previews.private(HttpResponseRedirect(f"{request.path}#comment-{comment.pk}"))
        else:
            response = previews.render(request, edition, remarks=remarks)
        response["Content-Language"] = link.language
    return response


def _closed(request, link):
    """Say that a link does not work, in its language; where it is none of ours, in the browser's."""
    language = link.language if link else translation.get_language()
    with translation.override(language if language in languages.public() else languages.default()):
        context = {
            "language": translation.get_language(),
            "alternates": reversed_in("home"),
            "is_error": True,
            "link": link,
            "state": preview_links.state(link) if link else None,
        }
        return previews.private(render(request, "previews/closed.html", context, status=410 if link else 404))
