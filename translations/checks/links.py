"""Links: every one of the source is there, and leads to the same place."""

import re
from html import unescape
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from publishing import markup
from translations.checks.texts import ADDRESS

_LINK = re.compile(r'<a\s[^<>]*href="([^"]*)"[^<>]*>((?:(?!<a\s).)*?)</a>', re.IGNORECASE | re.DOTALL)


def check(translation):
    source, target = _links(translation.source), _links(translation.target)
    lost, new = _without(source, target), _without(target, source)
    for address, words, _place in lost:
        twin = next((each for each in new if _is_same_site(each[0], address)), None)
        if twin:  # the same page in another language, most likely
            new.remove(twin)
        elif new and not _is_elsewhere(address):
            other, _words, place = new.pop(0)
            text = _("The link “%(words)s” leads elsewhere here: %(address)s.")
            yield translation.error("link", text % {"words": words, "address": other}, place)
        else:
            yield translation.error("link", _("The link “%(words)s” is missing.") % {"words": words})
    for _address, words, place in new:
        text = _("The link “%(words)s” is not in the source.") % {"words": words}
        yield translation.warning("link_added", text, place)


def _links(text):
    """Return [(address, its words, place)] of what a text links to, and of the addresses that it names."""
    found = [(unescape(each[1]), markup.plain(each[2]) or each[1], None) for each in _LINK.finditer(text.given)]
    linked = {address for address, _words, _place in found}
    named = [(each[0], each[0], each.span()) for each in ADDRESS.finditer(text.words)]
    return found + [link for link in named if link[0] not in linked]


def _without(links, others):
    """Return those links whose address the others have not, or not as often."""
    left = [address for address, _words, _place in others]
    found = []
    for link in links:
        if link[0] in left:
            left.remove(link[0])
        else:
            found.append(link)
    return found


def _is_elsewhere(address):
    return address.startswith(("http://", "https://", "www."))


def _is_same_site(one, other):
    return _is_elsewhere(one) and _is_elsewhere(other) and _site(one) == _site(other)


def _site(address):
    return urlsplit(address if "//" in address else f"//{address}").netloc
