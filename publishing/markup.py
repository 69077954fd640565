"""The markup an editor's text may hold, and the links inside it.

A link to something on this site is stored as "piece:12" or "organisation:3", never as an address: it follows
every later renaming, and what a page points to can be counted.
"""

import re
from html import unescape

import nh3

# What the editor offers; nothing else survives saving.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "HardBreak": True,
    "Heading": {"levels": [3, 4]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Link": {
        "enableTarget": False,
        "protocols": ["http", "https", "mailto", "tel", "piece", "photo", "organisation", "project"],
    },
    "History": True,
    "SpecialCharacters": True,
    "Menu": {"groups": [{"group": name} for name in ("headings", "lists", "marks", "link", "history")]},
}
REFERENCE_KINDS = ("piece", "photo", "organisation", "project")

_CLEANER = nh3.Cleaner(
    tags={"p", "h3", "h4", "ul", "ol", "li", "strong", "em", "sub", "sup", "a", "br"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto", "tel", *REFERENCE_KINDS},
    link_rel=None,
)
_EMPTY = re.compile(r"^(<p>(\s|&nbsp;|<br>)*</p>\s*)*$")
_OFF_SITE = re.compile(r'\s*href="//[^"]*"')
_REFERENCE = re.compile(rf'<a href="({"|".join(REFERENCE_KINDS)}):(\d+)">(.*?)</a>', re.DOTALL)
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_BREAK = re.compile(r"</?(?:p|h3|h4|ul|ol|li|br)\b[^>]*>")
_LAYOUT = re.compile(rf"\s*({_BREAK.pattern})\s*")
_TAG = re.compile(r"<[^>]+>")


def clean(html):
    """Return the markup that is allowed of it, "" where no text is left."""
    html = _OFF_SITE.sub("", _CLEANER.clean(html or "")).strip()
    return "" if _EMPTY.match(html) else html


def without_layout(html):
    """Return the markup that is allowed of it without blanks and breaks between its blocks: to compare two."""
    return _LAYOUT.sub(r"\1", clean(html))


def references(html):
    """Return the set of (kind, id) that links inside this markup point to."""
    return {(kind, int(number)) for kind, number, _label in _REFERENCE.findall(html)}


def links(html):
    """Return [(address, markup of its words)] of the links inside this markup."""
    return [(unescape(address), label) for address, label in _LINK.findall(html)]


def with_links(html, address_of):
    """Return the markup with references turned into addresses.

    `address_of(kind, id)` returns (address, language or ""), or None where the reader's language has no such
    page: then the words stay without a link.
    """

    def link(match):
        kind, number, label = match.groups()
        found = address_of(kind, int(number))
        if found is None:
            return label
        address, language = found
        hreflang = f' hreflang="{language}"' if language else ""
        return f'<a href="{address}"{hreflang}>{label}</a>'

    return _REFERENCE.sub(link, html)


def is_break(tag):
    """Say whether a tag begins or ends a paragraph, or a line."""
    return bool(_BREAK.fullmatch(tag))


def plain(html):
    """Return the words of a piece of markup."""
    return " ".join(unescape(_TAG.sub("", _BREAK.sub(" ", html))).split())
