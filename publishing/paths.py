"""Paths of this site, and of what stood under its name before: written in one way, so that they can be compared."""

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http.request import validate_host

LONGEST = 300
_SLASHES = re.compile(r"/{2,}")
_UNSAFE = re.compile(r"[\s\\\x00-\x1f]")


def normal(path):
    """Return a decoded path as redirects are stored and looked up: in lower case, without a slash at its end."""
    path = unicodedata.normalize("NFC", path).lower()
    return _SLASHES.sub("/", path).rstrip("/") or "/"


def typed(address):
    """Return the normal path of what somebody typed or pasted: a path, or an address of any host, with its query or not."""
    try:
        return normal(unquote(urlsplit(address.strip()).path))
    except ValueError:  # a broken host
        return ""


def on_this_site(address):
    """Return a whole address of this site without its host, which may change; any other as it is."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return address.split(parts.netloc, 1)[1] or "/" if parts.netloc and is_own(parts) else address


def is_own(parts):
    """Say whether the result of urlsplit lies on this site."""
    own = [host for host in settings.ALLOWED_HOSTS if host != "*"]
    return not parts.netloc or validate_host(parts.hostname or "", own)


def is_served_otherwise(path):
    """Say whether a normal path is the root, the admin's, or that of a file: no redirect is looked up there."""
    taken = [prefix.strip("/") for prefix in ("admin", settings.STATIC_URL, settings.MEDIA_URL)]
    return path.split("/")[1] in ("", *taken)


def is_safe(address):
    """Say whether a browser that is sent to this address reads it as it looks: a path of this site, or https."""
    if _UNSAFE.search(address):
        return False
    return address.startswith("https://") or (address.startswith("/") and not address.startswith("//"))
