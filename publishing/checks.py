"""What would be wrong with a page, asked before it is printed: errors stop, warnings ask.

A check is a function from a _Reading to Findings. Whoever prints calls `stop`; whoever asks first shows `findings`.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from publishing import external_links, languages, links, markup
from publishing.models import Block, BlockKind, ExternalLink, Piece
from publishing.reading import Page

ERROR, WARNING = "error", "warning"

# Search engines and cards cut off what is longer.
LONGEST_TITLE = 70
LONGEST_LEAD = 300

# What says nothing of where a link leads to: read aloud in a list of links, these are all alike.
MEANINGLESS = {
    *("hier", "klik hier", "klik", "lees meer", "meer", "meer info", "meer lezen", "deze link", "link"),
    *("aquí", "aqui", "haga clic aquí", "clic aquí", "leer más", "más", "más información", "este enlace", "enlace"),
    *("ici", "cliquez ici", "cliquer ici", "lire plus", "lire la suite", "en savoir plus", "plus", "ce lien", "lien"),
    *("here", "click here", "read more", "more", "this link"),
}
_HEADING = re.compile(r"<h([34])>(.*?)</h\1>", re.DOTALL)
_NEEDED = {BlockKind.PICTURE: "photo", BlockKind.SERIES: "photo", BlockKind.FIGURE: "figure"}


@dataclass(frozen=True)
class Finding:
    """Something to mend: in a block (its UUID, as a string), in a record of its own, or in neither; maybe in a field."""

    level: str
    code: str
    message: str
    block: str | None = None
    field: str = ""
    record: Model | None = None

    @property
    def is_error(self):
        return self.level == ERROR


def findings(edition, page=None):
    """Return the Findings about an edition, errors first; `page` is its reading.Page, where there is one already.

    Messages are in the interface's language. They do not name the edition's: whoever shows them does.
    """
    reading = _Reading(edition, page or Page(edition))
    found = [finding for check in CHECKS for finding in check(reading)]
    return sorted(found, key=lambda finding: not finding.is_error)


def stop(edition):
    """Raise ValidationError(code="checks") where an edition has errors; its params["findings"] holds them."""
    errors = [finding for finding in findings(edition) if finding.is_error]
    if errors:
        raise ValidationError(
            _("“%(piece)s” (%(language)s) cannot be published yet. %(errors)s"),
            code="checks",
            params={
                "piece": edition.title or edition.piece,
                "language": languages.native_name(edition.language),
                "errors": " ".join(finding.message for finding in errors),
                "findings": errors,
            },
        )


class _Reading:
    """An edition with what the checks ask of it, each read once."""

    def __init__(self, edition, page):
        self.edition = edition
        self.page = page
        self.language = edition.language
        self.blocks = page.blocks

    @cached_property
    def desk(self):
        """The blocks on the desk that are meant for this language."""
        blocks = Block.objects.filter(parent=self.edition.piece_id)
        return [block for block in blocks if not block.languages or self.language in block.languages]

    @cached_property
    def texts(self):
        """Markup with the block it is in: [(block id or None, html)]."""
        return external_links.texts(self.page)

    def block_with(self, name, number):
        """Return the id of the first block that holds a record, or None."""
        return next((block["id"] for block in self.blocks if block.get(name) == number), None)

    @cached_property
    def _linking(self):
        """{(kind, id): the first block whose text links there}."""
        return {link: block for block, html in reversed(self.texts) for link in markup.references(html)}

    def block_linking_to(self, kind, number):
        """Return the id of the first block that shows a record, or links to it in its text, or None."""
        return self.block_with(kind, number) or self._linking.get((kind, number))


# The piece itself


def _title_and_lead(reading):
    if not reading.edition.title:
        yield Finding(ERROR, "no_title", _("It has no title."), field="title")
    if not reading.edition.lead:
        yield Finding(ERROR, "no_lead", _("It has no lead."), field="lead")


def _lengths(reading):
    text = _("The title has %(length)d characters. From %(most)d on, search engines and cards cut it off.")
    yield from _too_long(reading.edition, "title", LONGEST_TITLE, text)
    text = _("The lead has %(length)d characters. Lists read best with at most %(most)d.")
    yield from _too_long(reading.edition, "lead", LONGEST_LEAD, text)


def _too_long(edition, field, most, text):
    length = len(getattr(edition, field))
    if length > most:
        yield Finding(WARNING, f"long_{field}", text % {"length": length, "most": most}, field=field)


def _source(reading):
    if reading.edition.piece.specific.expects_source and not reading.edition.facts.get("source"):
        text = _("No publication is named as its source.")
        yield Finding(WARNING, "no_source", text, field="source_publication")


# Pictures and figures


def _pictures(reading):
    for photo in reading.page.linked("photo"):
        block = reading.block_linking_to("photo", photo.pk)
        if not languages.text(photo, "alt", reading.language).strip():
            text = _("The picture “%(name)s” has no alternative text in this language.") % {"name": photo}
            yield Finding(ERROR, "no_alt", text, block, "alt", photo)
        if not photo.credit.strip():
            text = _("The picture “%(name)s” does not say who made it.") % {"name": photo}
            yield Finding(ERROR, "no_credit", text, block, "credit", photo)


def _figures(reading):
    """A figure without any source is an error; one whose source is named in other languages only, a warning."""
    for figure in reading.page.linked("figure"):
        if languages.text(figure, "source", reading.language):
            continue
        block = reading.block_with("figure", figure.pk)
        if languages.text_or_other(figure, "source", reading.language):
            text = _("The key figure “%(name)s” names its source in another language only.")
            yield Finding(WARNING, "source_elsewhere", text % {"name": figure}, block, "source", figure)
        else:
            text = _("The key figure “%(name)s” has no source.")
            yield Finding(ERROR, "no_figure_source", text % {"name": figure}, block, "source", figure)


# Blocks


def _empty_blocks(reading):
    for block in reading.blocks:
        needed = _NEEDED.get(block["kind"])
        if needed and needed not in block:
            text = _("A block (%(kind)s) is empty.") % {"kind": BlockKind(block["kind"]).label}
            yield Finding(ERROR, "empty_block", text, block["id"], needed)


def _unseen_blocks(reading):
    """A block of the desk that has none of its needed texts is shown nowhere: a video without a title, for one."""
    for block in reading.desk:
        if not any(block.is_in(language) for language in languages.stored()):
            text = _("A block (%(kind)s) has no text, and is not shown.") % {"kind": block.get_kind_display()}
            yield Finding(WARNING, "unseen_block", text, str(block.pk))


def _videos(reading):
    for block in reading.blocks:
        if block["kind"] == BlockKind.VIDEO and not (block.get("url") or block.get("text")):
            text = _("The video “%(name)s” says neither where it is nor how to see it.")
            yield Finding(WARNING, "no_video", text % {"name": block["title"]}, block["id"], "url")


def _translations(reading):
    source = reading.edition.source_language
    behind = [block for block in reading.desk if _lacks(block, reading.language, source)]
    if behind:
        text = ngettext(
            "%(count)d block lacks text in this language that it has in another (%(source)s).",
            "%(count)d blocks lack text in this language that they have in another (%(source)s).",
            len(behind),
        )
        values = {"count": len(behind), "source": languages.native_name(source)}
        yield Finding(WARNING, "untranslated", text % values, str(behind[0].pk))


def _lacks(block, language, source):
    names = ("title", "html", "text", "source")
    is_meant = not block.languages or source in block.languages
    return is_meant and any(
        languages.text(block, name, source) and not languages.text(block, name, language) for name in names
    )


def _headings(reading):
    """A heading is at most one level below the one before it: level 1 is the title, 2 the heading of a block."""
    level = 1
    for block in reading.blocks:
        level = 2 if "title" in block or "theme" in block else level
        for found in _HEADING.finditer(block.get("html", "")):
            words = markup.plain(found[2])
            if not words:
                yield Finding(WARNING, "empty_heading", _("A heading is empty."), block["id"], "html")
                continue
            if int(found[1]) > level + 1:
                text = _("The heading “%(words)s” is too small for its place: the one above it is missing.")
                yield Finding(WARNING, "heading_order", text % {"words": words}, block["id"], "html")
            level = int(found[1])


# Links


def _words_of_links(reading):
    for block, html in reading.texts:
        for label in (markup.plain(label) for _address, label in markup.links(html)):
            if not label:
                yield Finding(WARNING, "empty_link", _("A link has no words."), block, "html")
            elif label.casefold().strip(" .…!:>→»") in MEANINGLESS:
                text = _("“%(words)s” does not say where the link leads to.") % {"words": label}
                yield Finding(WARNING, "vague_link", text, block, "html")


def _addresses_of_links(reading):
    for block, html in reading.texts:
        for address, _label in markup.links(html):
            if not links.leads_somewhere(address):
                text = _("A link leads nowhere: “%(address)s”.") % {"address": address}
                yield Finding(WARNING, "no_address", text, block, "html")


def _links_to_records(reading):
    """A record has a page wherever this one is public; only those in the trash, and what never was, lead nowhere."""
    for kind, numbers in reading.edition.links.items():
        if kind in ("piece", "theme"):
            continue
        records = reading.page.references.records(kind)
        for number in numbers:
            yield from _broken(reading, kind, number, records.get(number))


def _links_to_pieces(reading):
    hidden = [
        (kind, number)
        for kind in ("piece", "theme")
        for number in reading.edition.links.get(kind, ())
        if number != reading.edition.piece_id and not _is_public(reading, kind, number)
    ]
    pieces = Piece.objects.in_bulk({number for _kind, number in hidden}) if hidden else {}
    for kind, number in hidden:
        piece = pieces.get(number)
        if piece and not piece.trashed_at:
            text = _("“%(name)s” is not public in this language: links to it lead nowhere.") % {"name": piece}
            yield Finding(WARNING, "hidden_link", text, reading.block_linking_to(kind, number), record=piece)
        else:
            yield from _broken(reading, kind, number, piece)


def _is_public(reading, kind, number):
    """A theme is named in another language where it lacks this one; other pieces are left out."""
    references = reading.page.references
    return number in references.pages if kind == "theme" else references.page(number) is not None


def _broken(reading, kind, number, record):
    if record is None:
        text = _("A link leads to something that does not exist (%(reference)s).")
        text %= {"reference": f"{kind}:{number}"}
        yield Finding(ERROR, "broken_link", text, reading.block_linking_to(kind, number))
    elif record.trashed_at:
        text = _("“%(name)s”, to which this page points, is in the trash.") % {"name": record}
        yield Finding(WARNING, "trashed_link", text, reading.block_linking_to(kind, number), record=record)


def _links_to_elsewhere(reading):
    places = external_links.places(reading.page)
    broken = ExternalLink.objects.filter(url__in=places, works=False) if places else ()
    for link in broken:
        text = _("The link to %(url)s did not work on %(date)s. %(problem)s")
        values = {"url": link.url, "date": date_format(link.checked_at), "problem": link.explanation}
        yield Finding(WARNING, "dead_link", text % values, places[link.url], "url")


# Rooms above this one add theirs.
CHECKS = [
    _title_and_lead,
    _pictures,
    _figures,
    _empty_blocks,
    _links_to_records,
    _links_to_pieces,
    _links_to_elsewhere,
    _addresses_of_links,
    _words_of_links,
    _headings,
    _translations,
    _unseen_blocks,
    _videos,
    _lengths,
    _source,
]
