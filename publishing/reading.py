"""An edition as a page reads it: its blocks with the records and pieces that they point to.

Every kind of record is one query for the whole page, however many blocks ask for it.
"""

import logging
from dataclasses import dataclass, field
from functools import cached_property

from django.apps import apps
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from publishing import clock, markup, visible
from publishing.models import BlockKind, Edition
from publishing.partial_dates import PartialDate

logger = logging.getLogger(__name__)

# Neighbours of these kinds are shown as one group.
GROUPED = {BlockKind.FIGURE, BlockKind.QUESTION, BlockKind.SERIES}

_MODELS = {
    "photo": "gallery.Photo",
    "figure": "articles.KeyFigure",
    "person": "articles.Person",
    "organisation": "articles.Organisation",
    "project": "articles.Project",
    "region": "articles.Region",
    "milestone": "articles.Milestone",
    "tag": "articles.Tag",
    "entry": "gallery.Entry",
}
_RELATED = {"figure": ("theme",), "person": ("organisation",), "entry": ("photo", "entrant", "organisation", "contest")}
_PLURALS = {"people" if kind == "person" else f"{kind}s": kind for kind in _MODELS}


@dataclass
class ReadBlock:
    """A block of an edition with what it points to; `values` are its own texts."""

    kind: str
    id: str
    values: dict
    html: str = ""
    photo: object = None
    figure: object = None
    theme: object = None
    page: "Page | None" = None

    def __getattr__(self, name):
        """Read a text of the block; a field that it has no text in is ""."""
        if name.startswith("_"):
            raise AttributeError(name)
        return self.values.get(name, "")


@dataclass
class Group:
    """A block, or neighbours that are shown together."""

    kind: str
    blocks: list = field(default_factory=list)

    @property
    def template(self):
        return f"blocks/{self.kind}.html"


def grouped(blocks):
    """Return the blocks as Groups, neighbours of one repeating kind together."""
    groups = []
    for block in blocks:
        if not (groups and block.kind in GROUPED and groups[-1].kind == block.kind):
            groups.append(Group(block.kind))
        groups[-1].blocks.append(block)
    return groups


class References:
    """The records and current editions that a set of editions points to, each kind loaded once when first asked for.

    `also` names pieces that the page needs beyond what its editions point to, such as its neighbours in a series.
    """

    def __init__(self, editions, language, at=None, also=()):
        self.language = language
        self.at = at or clock.now()
        self._editions = list(editions)
        self._also = set(also)
        self._loaded = {}
        self._seen_here = {}

    def ids(self, kind):
        """Return what the editions, and the pages that they show, point to."""
        editions = [*self._editions, *self.pages.values()]
        return {number for edition in editions for number in edition.links.get(kind, ())}

    def records(self, kind):
        """Return {id: record} of a kind of link."""
        if kind not in self._loaded:
            model = apps.get_model(_MODELS[kind])
            ids = self.ids(kind)
            found = model.objects.select_related(*_RELATED.get(kind, ())).in_bulk(ids) if ids else {}
            self._loaded[kind] = found
        return self._loaded[kind]

    @cached_property
    def _current(self):
        """Return {piece id: its current editions in all public languages, the best one for this page first}."""
        wanted = {
            number
            for edition in self._editions
            for number in (edition.piece_id, *edition.links.get("piece", ()), *edition.links.get("theme", ()))
            if number
        } | self._also
        current = Edition.objects.current(at=self.at).filter(piece__in=wanted) if wanted else ()
        found = {}
        for edition in current.select_related("cover").defer("search_text") if wanted else ():
            found.setdefault(edition.piece_id, []).append(edition)
        return {piece_id: sorted(editions, key=self._rank) for piece_id, editions in found.items()}

    def _rank(self, edition):
        return (edition.language != self.language, edition.language != edition.source_language, edition.language)

    @cached_property
    def pages(self):
        """Return {piece id: edition} of what is pointed to: in this language, else in its source, else in any."""
        own = {edition.piece_id for edition in self._editions}
        return {piece_id: editions[0] for piece_id, editions in self._current.items() if piece_id not in own}

    def page(self, piece_id):
        """Return the current edition of a piece in this language, or None."""
        edition = self.pages.get(piece_id)
        return edition if edition and edition.language == self.language else None

    def languages_of(self, piece_id):
        """Return the current editions of a piece, one per language."""
        return self._current.get(piece_id, [])

    def address_of(self, kind, number):
        """Return (address, language or "") for a link in a text; None where this language has no such page."""
        if kind == "piece":
            edition = self.page(number)
            return (edition.get_absolute_url(), "") if edition else None
        record = self.records(kind).get(number)
        return (record.get_absolute_url(), "") if record and self.has_page(record) else None

    def has_page(self, record):
        """Say whether a shared record has its page in this language: what only an original points to has none."""
        if all(edition.language == self.language for edition in self._editions):
            return True
        return record.pk in self._seen(record._meta.model_name)

    def _seen(self, kind):
        """Return the ids of those records of a kind that are seen in this language."""
        if kind not in self._seen_here:
            records = apps.get_model(_MODELS[kind]).objects.filter(pk__in=self.ids(kind))
            self._seen_here[kind] = set(
                visible.seen(records, kind, self.language, self.at).values_list("pk", flat=True)
            )
        return self._seen_here[kind]


class Page:
    """An edition ready for a template."""

    def __init__(self, edition, references=None):
        self.edition = edition
        self.language = edition.language or get_language()
        self.references = references or References([edition], self.language)
        self.facts, self.blocks = edition.facts, edition.body

    @cached_property
    def body(self):
        """The groups of blocks, in order."""
        return grouped(filter(None, (self._read(block) for block in self.blocks)))

    def _read(self, block):
        if block["kind"] not in BlockKind.values:
            logger.warning("Edition %s holds a block of unknown kind %r.", self.edition.pk, block["kind"])
            return None
        references = self.references
        read = ReadBlock(
            kind=block["kind"],
            id=block["id"],
            values=block,
            html=self.markup(block.get("html", "")),
            photo=references.records("photo").get(block["photo"]) if "photo" in block else None,
            figure=references.records("figure").get(block["figure"]) if "figure" in block else None,
            theme=references.pages.get(block["theme"]) if "theme" in block else None,
        )
        if "piece" in block:
            shown = references.page(block["piece"])
            if shown is None:
                return None
            read.page = Page(shown, references)
        return read

    def linked(self, kind):
        """Return the linked records of a kind in their order."""
        records = self.references.records(kind)
        return [records[number] for number in self.edition.links.get(kind, ()) if number in records]

    def __getattr__(self, name):
        """Let templates ask for linked records by their plural: page.organisations, page.milestones …"""
        kind = _PLURALS.get(name)
        if kind is None:
            raise AttributeError(name)
        return self.linked(kind)

    def markup(self, html):
        """Return sanitised markup with its links led to addresses."""
        return mark_safe(markup.with_links(html, self.references.address_of))  # noqa: S308 cleaned when saved

    @property
    def source_date(self):
        """The date of the publication that it was written after, or None."""
        return PartialDate.parse((self.facts.get("source") or {}).get("date", ""))

    @property
    def themes(self):
        """The current editions of its themes, in their own order; another language's where this one has none."""
        found = [self.references.pages.get(number) for number in self.edition.links.get("theme", ())]
        return sorted(filter(None, found), key=lambda edition: edition.facts["ordering"])

    @property
    def pieces(self):
        """The current editions of linked pieces that exist in this language."""
        return [page for number in self.edition.links.get("piece", ()) if (page := self.references.page(number))]
