"""Pictures from MEDIA_ROOT, for sites without a proxy or bucket that serves them.

Their names carry a hash of what they hold, so each may be kept for good.
"""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import condition, require_safe

# Plain names of pictures below one folder: nothing else that may lie there, and no step upwards.
NAME = re.compile(r"photos/[\w-]+(?:/[\w-]+)*\.(?P<kind>jpg|webp|avif)", re.ASCII)
TYPES = {"jpg": "image/jpeg", "webp": "image/webp", "avif": "image/avif"}
HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


def _last_modified(request, name):
    try:
        return default_storage.get_modified_time(name) if NAME.fullmatch(name) else None
    except OSError:
        return None


@require_safe
@condition(last_modified_func=_last_modified)
def serve(request, name):
    match = NAME.fullmatch(name)
    if not match:
        raise Http404
    try:
        file = default_storage.open(name)
    except OSError as error:
        raise Http404 from error
    return FileResponse(file, content_type=TYPES[match["kind"]], headers=HEADERS)
