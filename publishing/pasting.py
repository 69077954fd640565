"""What is pasted from Word, LibreOffice, Google Docs, Outlook or a web page becomes the markup that a text may hold.

The clipboard's markup says how words look; a text says what they are. So it is read as a stream of words, each with
the marks that it has where it stands, cut into paragraphs, headings and items, and written anew. What has no place in
a text is counted, to be told. markup.clean stays the authority over what is saved.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from html import escape
from html.parser import HTMLParser
from itertools import groupby
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import nh3
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from publishing import links, markup

_MARKS = ("strong", "em", "sub", "sup")
_MARK_OF_TAG = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "sub": "sub", "sup": "sup"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {
    *("p", "div", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "address", "hr", "figure"),
    *("table", "thead", "tbody", "tfoot", "caption", "tr", "td", "th"),
    *("article", "section", "header", "footer", "main", "details", "summary"),
    *_HEADINGS,
}
_INLINE = {"a", "span", "font", "ins", "u", "br", "img", *_MARK_OF_TAG}
_FILMS = {"video", "audio", "iframe", "object", "embed"}
# Their words are not read: for each, what is told of it, "" for nothing.
_LEFT_OUT = {
    "del": "deletions",
    "figcaption": "",
    **dict.fromkeys(("nav", "aside", "button", "form"), "menus"),
    **dict.fromkeys(_FILMS, "films"),
}
_READABLE = nh3.Cleaner(
    tags=_BLOCKS | _INLINE | _LEFT_OUT.keys(),
    clean_content_tags={"script", "style", "title", "xml", "svg", "math", "select", "textarea", "noscript"},
    attributes={"*": {"style", "class", "hidden"}, "a": {"href"}, "img": {"width"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)
_CHROME = re.compile(r"(?:^|[\s_-])(?:share|sharing|mw-editsection|noprint|breadcrumbs?)\b", re.IGNORECASE)
_LOOKS = re.compile(r"(?:^|;)\s*(?:color|background|font-family|font-size|text-decoration)", re.IGNORECASE)
_WORD_LIST = re.compile(r"l\d+ level(\d+)")
_NUMBER = re.compile(r"\W?(?:\d+|[a-z]{1,4})[.)]", re.IGNORECASE)
_DEEPEST = 9  # as in Word
_BULLET = re.compile(r"^[•·▪◦‣]\s*")

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
# A no-break space stays where French and numbers want one; elsewhere a word processor had its own reasons.
_SPACES = re.compile(r"[\t\n\f\r \u00a0]{2,}|[\t\n\f\r]|(?<![«\d])\u00a0(?![?!:;»%€])")

# Addresses that only lead on to the one in a parameter: (host ends in, path, parameter).
_DETOURS = (
    (".google.com", "/url", ("q", "url")),
    (".safelinks.protection.outlook.com", "/", ("url",)),
    (".facebook.com", "/l.php", ("u",)),
)
_LONGEST_ADDRESS = 2000
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id", re.IGNORECASE)


@dataclass(frozen=True)
class Pasted:
    """Markup for a text, and {what: how many} of what was left out."""

    html: str
    dropped: Counter

    def left_out(self):
        """Return in words, in the interface's language, what was left out; "" if nothing was."""
        return ", ".join(
            words % {"count": self.dropped[what]} for what, words in _words(self.dropped) if self.dropped[what]
        )


def cleaned(html):
    """Return what the clipboard's HTML becomes, as Pasted."""
    reader = _Reader()
    reader.feed(_READABLE.clean(html))
    reader.flush()
    found = "".join(_assembled(reader.blocks))
    return Pasted(links.internalise(markup.clean(found)), +reader.dropped)


def _words(dropped):
    """Return [(what was left out, how that is said)], what can be missed most first."""
    return [
        (
            "pictures",
            ngettext(
                "%(count)d picture (add it from the library)",
                "%(count)d pictures (add them from the library)",
                dropped["pictures"],
            ),
        ),
        ("films", ngettext("%(count)d film", "%(count)d films", dropped["films"])),
        ("tables", ngettext("the lines of %(count)d table", "the lines of %(count)d tables", dropped["tables"])),
        ("comments", ngettext("%(count)d comment", "%(count)d comments", dropped["comments"])),
        ("deletions", ngettext("%(count)d deleted passage", "%(count)d deleted passages", dropped["deletions"])),
        ("references", ngettext("%(count)d reference mark", "%(count)d reference marks", dropped["references"])),
        ("menus", _("menus, buttons and side columns")),
        ("looks", _("colours, fonts and underlining")),
    ]


@dataclass(frozen=True)
class _Style:
    """What is so of the words at a place, by the elements around it."""

    marks: frozenset = frozenset()
    href: str = ""
    heading: int = 0
    item: object = None  # the same for all paragraphs of one item of a list
    depth: int = 0
    is_ordered: bool = False
    is_left_out: bool = False
    is_bullet: bool = False


@dataclass(frozen=True)
class _Run:
    text: str
    marks: frozenset = frozenset()
    href: str = ""


_BREAK = _Run("\n")


@dataclass(frozen=True)
class _Block:
    html: str
    heading: int = 0
    item: object = None
    depth: int = 0
    is_ordered: bool = False


class _Reader(HTMLParser):
    """Reads well-formed markup into blocks."""

    def __init__(self):
        super().__init__()
        self.styles = [_Style()]
        self.runs = []
        self.bullet = ""
        self.blocks = []
        self.tables = []  # for each that is open, whether it had rows with several cells
        self.rows = []  # for each that is open, at which block it begins, and each of its cells
        self.dropped = Counter()

    def handle_starttag(self, tag, attributes):
        attributes = {name: value or "" for name, value in attributes}
        if tag == "hr":
            self.flush()
        elif tag == "br":
            self._add(_BREAK)
        elif tag == "img":
            self._drop_picture(attributes)
        else:
            if tag in _BLOCKS:
                self.flush()
            self._open_table(tag)
            self.styles.append(self._styled(tag, attributes))

    def handle_endtag(self, tag):
        if tag in _BLOCKS:
            self.flush()
        self._close_table(tag)
        if tag not in ("br", "img", "hr") and len(self.styles) > 1:
            self.styles.pop()

    def handle_data(self, data):
        style = self.styles[-1]
        if style.is_bullet:
            self.bullet += data
        else:
            self._add(_Run(data, style.marks, style.href))

    def _add(self, run):
        if not self.styles[-1].is_left_out:
            self.runs.append(run)

    def _drop_picture(self, attributes):
        is_pixel = attributes.get("width", "").removesuffix("px") in ("0", "1")
        if not (is_pixel or self.styles[-1].is_left_out):
            self.dropped["pictures"] += 1

    # What an element says of its words

    def _styled(self, tag, attributes):
        style, css = self.styles[-1], _declarations(attributes.get("style", ""))
        classes = attributes.get("class", "")
        if style.is_left_out:
            return style
        if css.get("mso-list", "").lower() == "ignore":
            return replace(style, is_left_out=True, is_bullet=True)
        what = _left_out(tag, classes, css, attributes)
        if what is not None:
            self.dropped[what] += bool(what)
            return replace(style, is_left_out=True)
        if _LOOKS.search(attributes.get("style", "")) or tag in ("font", "u"):
            self.dropped["looks"] = 1
        style = self._placed(style, tag, classes, css)
        return replace(style, marks=_marks(style.marks, tag, css), href=_address(attributes) or style.href)

    def _placed(self, style, tag, classes, css):
        """Return the style with its place: in a heading, in an item of a list."""
        if tag in ("ul", "ol"):
            return replace(style, depth=min(style.depth + 1, _DEEPEST), is_ordered=tag == "ol")
        if level := _WORD_LIST.search(css.get("mso-list", "")):
            return replace(style, item=object(), depth=min(int(level[1]), _DEEPEST))
        if tag == "li":
            return replace(style, item=object(), depth=style.depth or 1)
        if tag in _HEADINGS or "MsoTitle" in classes:
            return replace(style, heading=_HEADINGS.get(tag, 1))
        return style

    # Blocks

    def flush(self):
        """End the block, or the blocks where an empty line stands between two."""
        style = self.styles[-1]
        for runs in _paragraphs(self.runs):
            if style.heading and not style.item:
                runs = [replace(run, marks=run.marks - {"strong"}) for run in runs]
            if html := _written(runs):
                self.blocks.append(self._block(html, style))
        self.runs = []
        self.bullet = ""

    def _block(self, html, style):
        if not style.item and _BULLET.match(html):
            return _Block(_BULLET.sub("", html), item=object(), depth=1)
        is_ordered = bool(_NUMBER.match(self.bullet.strip())) if self.bullet else style.is_ordered
        return _Block(html, style.heading, style.item, style.depth, is_ordered)

    # Tables: a row becomes a paragraph, unless its cells hold more than one each, as where a page is laid out by it.

    def _open_table(self, tag):
        if tag == "table":
            self.tables.append(False)
        elif tag == "tr":
            self.rows.append((len(self.blocks), []))
        elif tag in ("td", "th") and self.rows:
            self.rows[-1][1].append(len(self.blocks))

    def _close_table(self, tag):
        if tag == "table":
            self.dropped["tables"] += self.tables.pop()
        elif tag == "tr" and self.rows:
            self._join(*self.rows.pop())

    def _join(self, start, cells):
        found = self.blocks[start:]
        filled = {max(cell for cell in cells if cell <= start + number) for number in range(len(found)) if cells}
        is_plain = not any(block.item or block.heading for block in found)
        if is_plain and 1 < len(found) == len(filled):
            self.blocks[start:] = [_Block(" | ".join(block.html for block in found))]
            self.tables[-1] = True


def _declarations(style):
    """Return {property: value} of a style attribute, in lower case."""
    pairs = (declaration.partition(":") for declaration in style.lower().split(";"))
    return {name.strip(): value.strip() for name, _colon, value in pairs}


def _left_out(tag, classes, css, attributes):
    """Return what is told of an element whose words are not read, "" for nothing; None where they are read."""
    if tag in _LEFT_OUT:
        return _LEFT_OUT[tag]
    if "msocomanchor" in classes:
        return "comments"
    if "MsoCommentReference" in classes or css.get("mso-element") == "comment-list":
        return ""
    if tag == "sup" and "reference" in classes.split():
        return "references"
    if _CHROME.search(classes):
        return "menus"
    is_hidden = "hidden" in attributes or css.get("display") == "none" or css.get("mso-hide") == "all"
    return "" if is_hidden else None


def _marks(marks, tag, css):
    """Return the marks of the words in an element; what a style says goes over what the tag means."""
    marks = marks | ({_MARK_OF_TAG[tag]} if tag in _MARK_OF_TAG else set())
    if weight := css.get("font-weight"):
        is_bold = int(weight) >= 600 if weight.isdecimal() else weight in ("bold", "bolder")
        marks = marks | {"strong"} if is_bold else marks - {"strong"}
    if slant := css.get("font-style"):
        marks = marks | {"em"} if slant in ("italic", "oblique") else marks - {"em"}
    return marks | {css["vertical-align"][:3]} if css.get("vertical-align") in ("sub", "super") else marks


def _address(attributes):
    """Return where a link leads without detours and tracking; "" for a place on the page that was left."""
    address = attributes.get("href", "").strip()
    if len(address) > _LONGEST_ADDRESS:
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme in ("mailto", "tel"):
        return address
    if parts.scheme not in ("http", "https"):
        return ""
    for host, path, names in _DETOURS:
        if f".{parts.hostname}".endswith(host) and parts.path == path:
            found = parse_qs(parts.query)
            return _address({"href": next((found[name][0] for name in names if name in found), "")})
    return _without_tracking(parts)


def _without_tracking(parts):
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair[0])]
    return parts._replace(query=urlencode(kept)).geturl() if kept != pairs else parts.geturl()


# From runs to markup


def _paragraphs(runs):
    """Cut runs where two or more breaks follow each other, with nothing but spaces between them."""
    found, breaks = [[]], 0
    for run in runs:
        if run is _BREAK:
            breaks += 1
        elif run.text.strip(" \t\n\r\f\u00a0"):
            if breaks > 1:
                found.append([])
            elif breaks and found[-1]:
                found[-1].append(_BREAK)
            found[-1].append(run)
            breaks = 0
        elif not breaks:
            found[-1].append(run)
    return found


def _written(runs):
    return "".join(_wrapped(_spaced(runs), ("a", *_MARKS)))


def _spaced(runs):
    """Return the runs with one space between words, and none at their ends."""
    found = []
    for run in runs:
        before = found[-1] if found else _BREAK
        if run is _BREAK:
            found.append(run)
            continue
        text = _SPACES.sub(" ", _INVISIBLE.sub("", run.text))
        if before.text[-1] in " \n":
            text = text.lstrip(" ")
        if text.isspace():  # a blank has no looks of its own
            run = replace(run, marks=run.marks & before.marks, href=run.href if run.href == before.href else "")
        if text:
            found.append(replace(run, text=text))
    while found and not found[-1].text.strip():
        found.pop()
    return [*found[:-1], replace(found[-1], text=found[-1].text.rstrip())] if found else []


def _wrapped(runs, names):
    """Write runs within the elements of these names, the outermost first, each around as many runs as it can be."""
    if not names:
        yield from ("<br>" if run is _BREAK else escape(run.text, quote=False) for run in runs)
        return
    name, *rest = names
    for mark, group in groupby(runs, lambda run: run.href if name == "a" else name in run.marks):
        inner = "".join(_wrapped(group, rest))
        opening = f'a href="{escape(mark)}"' if name == "a" else name
        yield f"<{opening}>{inner}</{name}>" if mark else inner


def _assembled(blocks):
    """Write blocks; the highest headings that there are become h3, and lower ones h4."""
    highest = min((block.heading for block in blocks if block.heading), default=0)
    for is_list, group in groupby(blocks, lambda block: block.item is not None):
        if is_list:
            yield from _lists(list(group))
            continue
        for block in group:
            name = ("h3" if block.heading <= max(2, highest) else "h4") if block.heading else "p"
            yield f"<{name}>{block.html}</{name}>"


def _lists(blocks):
    """Write neighbouring blocks of items; those that lie deeper go into the item before them."""
    depth = min(block.depth for block in blocks)
    items = []
    for block in blocks:
        if not items or (block.depth <= depth and block.item is not items[-1][0].item):
            items.append([])
        items[-1].append(block)
    for is_ordered, group in groupby(items, lambda item: item[0].is_ordered):
        name = "ol" if is_ordered else "ul"
        yield f"<{name}>{''.join(map(_item, group))}</{name}>"


def _item(blocks):
    own = [block for block in blocks if block.item is blocks[0].item]
    deeper = [block for block in blocks if block.item is not blocks[0].item]
    paragraphs = "".join(f"<p>{block.html}</p>" for block in own)
    return f"<li>{paragraphs}{''.join(_lists(deeper)) if deeper else ''}</li>"
