"""From an address of this site, as an editor copies it from the browser, to the thing it leads to."""

import html as entities
import re
from urllib.parse import urlsplit

from django.apps import apps
from django.urls import Resolver404, resolve
from django.utils import translation

from publishing import addresses, languages, paths, redirects
from publishing.models import Piece, PieceKind

_HREF = re.compile(r'href="([^"]*)"')
_RECORDS = {"photo": "gallery.Photo", "organisation": "articles.Organisation", "project": "articles.Project"}


def internalise(html):
    """Return the markup with links to pages of this site turned into references such as "piece:12"."""
    return _HREF.sub(lambda match: f'href="{reference(entities.unescape(match[1])) or match[1]}"', html)


def reference(address):
    """Return the reference to what an address of this site shows; None for any other address."""
    parts = urlsplit(address)
    if parts.scheme not in ("", "http", "https") or not paths.is_own(parts) or not parts.path.startswith("/"):
        return None
    language = translation.get_language_from_path(parts.path)
    if language not in languages.stored():
        return None
    match = _view_of(parts.path, language)
    if match is None:
        return None
    if match.url_name in PieceKind.values:
        return _piece(match, language)
    return _record(match)


def leads_somewhere(address):
    """Say whether an address within a text can be followed: a whole one, a place on the page, or a page of this site."""
    parts = urlsplit(address)
    if parts.scheme not in ("", "http", "https") or address.startswith("#") or not paths.is_own(parts):
        return True
    path = parts.path or ("/" if parts.netloc else "")
    if not path.startswith("/"):
        return False
    match = _view_of(path, translation.get_language_from_path(path))
    if match and match.url_name not in (*PieceKind.values, *_RECORDS):
        return True
    return reference(address) is not None or bool(redirects.find(path)[0])


def is_elsewhere(address):
    """Say whether an address is one of another site."""
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and not paths.is_own(parts)


def _view_of(path, language):
    with translation.override(language):
        try:
            return resolve(path)
        except Resolver404:
            return None


def _piece(match, language):
    if match.url_name == PieceKind.HOME:
        number = Piece.objects.filter(kind=PieceKind.HOME).values_list("pk", flat=True).first()
        return f"piece:{number}" if number else None
    found = addresses.find(match.url_name, language, match.kwargs["slug"])
    edition = found.edition or found.moved_to or next(iter(found.elsewhere), None)
    return f"piece:{edition.piece_id}" if edition else None


def _record(match):
    if match.url_name not in _RECORDS:
        return None
    number = (
        apps.get_model(_RECORDS[match.url_name])
        .objects.on_desk()
        .filter(**match.kwargs)
        .values_list("pk", flat=True)
        .first()
    )
    return f"{match.url_name}:{number}" if number else None
