"""The redirects that editors add: asked only where nothing else answers."""

from django.utils import translation

from publishing import addresses, clock, languages, paths
from publishing.addresses import Found
from publishing.models import Redirect


def find(path):
    """Return (address, Found): where a path leads that no page answers, "" for nowhere.

    A piece is followed to its page in the language of the path, or in its source language where the path has none.
    Where that is not public, the Found holds its pages in other languages.
    """
    redirect = _redirect(path)
    if redirect is None or redirect.url:
        return (redirect.url if redirect else ""), Found()
    language = translation.get_language_from_path(path)
    language = language if language in languages.public() else redirect.piece.source_language
    found = addresses.follow(redirect.piece_id, language, clock.now())
    return (found.moved_to.address_in(language) if found.moved_to else ""), found


def _redirect(path):
    path = paths.normal(path)
    if len(path) > paths.LONGEST or "\x00" in path or paths.is_served_otherwise(path):
        return None
    return Redirect.objects.filter(path=path).select_related("piece").first()
