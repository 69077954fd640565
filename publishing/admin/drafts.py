"""What is typed stays in the browser until it is saved (static/admin_peru50/drafts.js): the server says what was."""

import re

from django.conf import settings

COOKIE = "saved-drafts"
FIELD = "draft"
_NONCE = re.compile(r"[0-9a-f]{24}")
_LAST = 20


def note_saved(request, response):
    """Let the browser know that what it keeps of this form is saved, whatever page it comes to next."""
    nonce = request.POST.get(FIELD, "")
    if not _NONCE.fullmatch(nonce):
        return
    saved = [*_NONCE.findall(request.COOKIES.get(COOKIE, "")), nonce]
    response.set_cookie(
        COOKIE,
        ".".join(saved[-_LAST:]),
        max_age=settings.SESSION_COOKIE_AGE * 12,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
