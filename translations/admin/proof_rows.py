"""All languages of a record side by side, part by part: what a proof sheet prints."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Field, prefetch_related_objects
from django.utils.text import capfirst

from publishing import languages
from publishing.models import Block, BlockKind, Piece
from translations import segments
from translations.admin.desk_rows import BLOCK_FIELDS
from translations.models import Pair, TextState
from translations.vouched import Vouched

# What blocks show of shared records, whose texts are read with them.
SHOWN = {name: Block._meta.get_field(name).related_model for name in ("photo", "figure")}


@dataclass(frozen=True)
class Text:
    """What a line says in a language; `state` is None for the source, and where there is nothing to compare."""

    language: str
    text: str
    state: TextState.State | None = None
    pair: Pair | None = None

    @property
    def direction(self):
        return "rtl" if languages.is_right_to_left(self.language) else "ltr"

    @property
    def person(self):
        """Who stands for it: who reviewed it, else who wrote it, None where nobody is known."""
        return self.pair and (self.pair.reviewed_by or self.pair.by)

    @property
    def at(self):
        return self.pair and (self.pair.reviewed_at or self.pair.at)


@dataclass(frozen=True)
class Line:
    label: str
    is_markup: bool
    texts: list


@dataclass
class Part:
    """The record itself, a block, or another part of it; `photo` is the picture that it shows."""

    label: str
    photo: object = None
    lines: list = field(default_factory=list)


@dataclass(frozen=True)
class Entry:
    """A text in the languages that it is meant for."""

    key: str
    field: Field
    texts: dict

    @property
    def block(self):
        first, *rest = self.key.split(":")
        return rest[0] if first == "blocks" else ""


class ProofSheet:
    """A record in languages, as it stands on the desk; or a piece as its public {language: Edition} say it."""

    def __init__(self, record, codes, editions=None):
        self.record, self.codes = record, codes
        if editions is None:
            self._entries = _on_desk(record)
            self._blocks = _blocks_on_desk(record)
            self._cover = getattr(record, "cover_id", None)
        else:
            self._entries = _in_editions(type(record), editions)
            self._blocks = {block["id"]: block for edition in editions.values() for block in edition.body}
            self._cover = next((edition.cover_id for edition in editions.values() if edition.cover_id), None)

    @cached_property
    def parts(self):
        """The Parts in the order of the page, those without any text left out."""
        own = Part(capfirst(self.record._meta.verbose_name), self._record("photo", self._cover))
        blocks = {number: self._part(block) for number, block in self._blocks.items()}
        vouched = Vouched.of(self.record)
        for entry in self._entries:
            block = self._blocks.get(entry.block)
            labels = BLOCK_FIELDS[block["kind"]][1] if block else {}
            label = labels.get(entry.field.name, entry.field.verbose_name)
            blocks.get(entry.block, own).lines.append(self._line(entry, label, self.record.source_language, vouched))
        own.lines += self._lines_of(own.photo)
        for number, part in blocks.items():
            for name in SHOWN:
                part.lines += self._lines_of(self._record(name, self._blocks[number].get(name)))
        if isinstance(self.record, SHOWN["photo"]):
            own.photo = self.record
        parts = [own, *blocks.values()]
        for part in parts:
            part.lines = [line for line in part.lines if any(text.text for text in line.texts)]
        pairs = [text.pair for part in parts for line in part.lines for text in line.texts if text.pair]
        prefetch_related_objects(pairs, "by", "reviewed_by")
        return [part for part in parts if part.lines or part.photo]

    def _part(self, block):
        return Part(capfirst(BlockKind(block["kind"]).label), self._record("photo", block.get("photo")))

    def _lines_of(self, record):
        """Return the lines of a shared record that is shown, [] for None."""
        if record is None:
            return []
        name = capfirst(record._meta.verbose_name)
        vouched = self._vouched[segments.identity(record)]
        return [
            self._line(entry, f"{name}: {entry.field.verbose_name}", record.source_language, vouched)
            for entry in _on_desk(record)
        ]

    def _line(self, entry, label, source_language, vouched):
        texts = []
        source = entry.texts.get(source_language, "")
        for code in self.codes:
            text = entry.texts.get(code, "")
            is_judged = code != source_language and code in entry.texts and source
            judged = vouched.judge(entry.key, source_language, code, source, text) if is_judged else ()
            texts.append(Text(code, text, *judged))
        return Line(capfirst(label), hasattr(entry.field, "sanitize"), texts)

    @cached_property
    def _records(self):
        """{name: {id: record}} of the shared records that are shown."""
        wanted = {name: {block.get(name) for block in self._blocks.values()} - {None} for name in SHOWN}
        wanted["photo"] |= {self._cover} - {None}
        return {name: SHOWN[name]._base_manager.in_bulk(numbers) for name, numbers in wanted.items()}

    def _record(self, name, number):
        return self._records[name].get(number)

    @cached_property
    def _vouched(self):
        """{identity: Vouched} of the shared records that are shown."""
        records = [record for found in self._records.values() for record in found.values()]
        pairs = {segments.identity(record): [] for record in records}
        for name, found in self._records.items():
            label = SHOWN[name]._meta.label_lower
            for pair in Pair.objects.filter(model=label, object_id__in=found).order_by("at", "pk"):
                pairs[label, pair.object_id].append(pair)
        return {identity: Vouched(found) for identity, found in pairs.items()}


def _on_desk(record):
    return [
        Entry(
            segment.key,
            segment.field,
            {code: segment.text(code) for code in languages.stored() if segment.is_meant_for(code)},
        )
        for segment in segments.of(record)
    ]


def _blocks_on_desk(record):
    blocks = record.blocks.all() if isinstance(record, Piece) else ()
    return {
        str(block.pk): {"kind": block.kind, **{name: getattr(block, f"{name}_id") for name in SHOWN}}
        for block in blocks
    }


def _in_editions(model, editions):
    """Return the Entries of editions, in the order of the first that has each."""
    said = {code: segments.of_edition(edition) for code, edition in editions.items()}
    keys = dict.fromkeys(key for texts in said.values() for key in texts)
    return [
        Entry(
            key,
            (Block if key.startswith("blocks:") else model)._meta.get_field(key.rpartition(":")[2]),
            {code: texts[key] for code, texts in said.items() if key in texts},
        )
        for key in keys
    ]
