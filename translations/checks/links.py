"""Links: every one of the source is there, and leads to the same place."""

import re
from collections import Counter
from html import unescape
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from translations.checks.texts import ADDRESS

_HREF = re.compile(r'<a\s[^>]*href="([^"]*)"', re.IGNORECASE)


def check(translation):
    source, target = _addresses(translation.source), _addresses(translation.target)
    lost, new = list((source - target).elements()), list((target - source).elements())
    for address in lost:
        twin = next((each for each in new if _is_same_site(each, address)), None)
        if twin:  # the same page in another language, most likely
            new.remove(twin)
            continue
        if new and not _is_elsewhere(address):
            text = _("The link to %(lost)s leads to %(new)s here.")
            yield translation.error("link", text % {"lost": address, "new": new.pop(0)})
        else:
            yield translation.error("link", _("The link to %(lost)s is missing.") % {"lost": address})
    for address in new:
        text = _("The link to %(new)s is not in the source.") % {"new": address}
        yield translation.warning("link_added", text)


def _addresses(text):
    """Return what a text links to, and the addresses that it names, counted."""
    linked = [unescape(address) for address in _HREF.findall(text.given)]
    return Counter(linked + [found for found in ADDRESS.findall(text.words) if found not in linked])


def _is_elsewhere(address):
    return address.startswith(("http://", "https://", "www."))


def _is_same_site(one, other):
    return _is_elsewhere(one) and _is_elsewhere(other) and urlsplit(one).netloc == urlsplit(other).netloc
