"""Follows the links to other sites and notes which no longer work; checks.py warns of those.

A link is followed once a week, one request at a time, and never twice in a row to the same machine without a pause.
"""

import time
from collections import defaultdict
from datetime import timedelta
from urllib.parse import urlsplit

from django.db.models import F, Q

from publishing import clock, external_links, languages
from publishing.models import Edition, ExternalLink, Piece
from publishing.outside import Outside, UnreachableError
from publishing.proofs import proof
from publishing.reading import Page

STAYS_KNOWN = timedelta(days=7)
MOST_AT_ONCE = 500
PAUSE = 2  # seconds between two requests to one machine

_LONGEST = ExternalLink._meta.get_field("url").max_length

# What sites answer to machines and not to people: it says nothing of the link.
NOT_FOR_MACHINES = {401, 403, 407, 429, 451, 999}


def check(most=MOST_AT_ONCE, outside=None, pause=PAUSE):
    """Collect all links, follow those that are due, new ones first; return them as they were found."""
    collect()
    due = ExternalLink.objects.filter(Q(checked_at=None) | Q(checked_at__lt=clock.now() - STAYS_KNOWN))
    return follow(due.order_by(F("checked_at").asc(nulls_first=True), "-pk")[:most], outside, pause)


def follow(links, outside=None, pause=PAUSE):
    """Follow these links and store what was found; return them."""
    outside = outside or Outside()
    links = list(links)
    last = {}
    for link in links:
        host = urlsplit(link.url).netloc
        time.sleep(max(0, last.get(host, 0) + pause - time.monotonic()))
        link.works, link.problem = _found(outside, link.url)
        last[host] = time.monotonic()
        link.checked_at = clock.now()
        # Another run may have removed it meanwhile.
        found = {name: getattr(link, name) for name in ("works", "problem", "checked_at")}
        ExternalLink.objects.filter(pk=link.pk).update(**found)
    return links


def _found(outside, url):
    """Return (whether it works, None where that cannot be told, and what is wrong)."""
    try:
        status = outside.status(url)
    except UnreachableError as error:
        return False, error.problem
    if status < 400:
        return True, ""
    return None if status in NOT_FOR_MACHINES else False, str(status)


def collect():
    """Bring the table of links to what desks, and editions that are public or will be, lead to."""
    places = _places()
    known = set(ExternalLink.objects.values_list("url", flat=True))
    ExternalLink.objects.filter(url__in=known - places.keys()).delete()
    links = [ExternalLink(url=url, pieces=sorted(pieces)) for url, pieces in places.items()]
    ExternalLink.objects.bulk_create(
        links, batch_size=500, update_conflicts=True, unique_fields=["url"], update_fields=["pieces"]
    )


def _places():
    """Return {address: ids of the pieces that lead there}."""
    found = defaultdict(set)
    for edition in _editions():
        for address in external_links.places(Page(edition)):
            found[address].add(edition.piece_id)
    return {address: pieces for address, pieces in found.items() if len(address) <= _LONGEST}


def _editions():
    yield from Edition.objects.filter(public_until__gt=clock.now(), blank=False).select_related("piece").iterator()
    for piece in Piece.objects.on_desk().iterator():
        for language in languages.stored():
            yield proof(piece, language).edition
