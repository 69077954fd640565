"""What there is to translate of a record, text by text: its own, those of its blocks, those of its other parts.

A segment has a key that stays the same in every language, version and edition: "title", "blocks:<uuid>:html",
"links:12:label". The address of a page is none: it follows from the title, and is changed in the form.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Field, Q
from django.utils.text import capfirst
from modeltranslation.translator import translator

from publishing import languages, markup
from publishing.models import Block, Piece, PieceKind, SharedRecord, specific
from publishing.stemming import WORD

PIECE = Piece._meta.label_lower
NO_TEXT = {"slug"}


@dataclass(frozen=True)
class Segment:
    """A text in all languages; `only` are those that its block is limited to, () for all. `row` is (model, id)."""

    key: str
    field: Field
    texts: dict
    row: tuple
    only: tuple = ()
    block: str = ""

    @property
    def label(self):
        return capfirst(self.field.verbose_name)

    @property
    def is_markup(self):
        return hasattr(self.field, "sanitize")

    def text(self, language):
        return self.texts.get(language, "")

    def is_meant_for(self, language):
        return not self.only or language in self.only


def identity(record):
    """Return ("publishing.piece", id) of a piece of any kind, (its own label, id) of another record."""
    return PIECE if isinstance(record, Piece) else record._meta.label_lower, record.pk


def among(records):
    """Return the condition that a row is about one of these records; rows hold a `model` and an `object_id`."""
    numbers = defaultdict(list)
    for model, number in map(identity, records):
        numbers[model].append(number)
    condition = Q(pk=None)
    for model, of_model in numbers.items():
        condition |= Q(model=model, object_id__in=of_model)
    return condition


def find(model, object_id):
    """Return the record of an identity, a piece as its own kind; or None."""
    record = apps.get_model(model)._base_manager.filter(pk=object_id).first()
    return specific(record) if record else None


def translatable():
    """Return the models of what is translated as one: pieces, and shared records with texts."""
    registered = translator.get_registered_models(abstract=False)
    return [Piece, *(model for model in registered if issubclass(model, SharedRecord))]


def of(record):
    """Return the Segments of a record as the desk has it, in the order in which they are read."""
    record = specific(record)
    found = _of_row(type(record), record, "", record.pk, getattr)
    for name in parts(type(record)):
        found += of_part(record, name)
    return found


def of_part(record, name):
    """Return the Segments of one of the parts of a record."""
    part = _part_model(type(record), name)
    rows = getattr(record, name).all()
    return [segment for row in rows for segment in _of_row(part, row, f"{name}:", row.pk, getattr)]


def of_snapshot(model, data, object_id):
    """Return the Segments of a version of the desk; `data` is what publishing.history.snapshot returns."""
    found = _of_row(model, data.get("fields", {}), "", object_id, dict.get)
    for name in parts(model):
        part = _part_model(model, name)
        for row in data.get("parts", {}).get(name, ()):
            found += _of_row(part, row, f"{name}:", row[part._meta.pk.attname], dict.get)
    return found


def of_edition(edition):
    """Return {key: text} of what an edition says in its language."""
    found = {"title": edition.title, "lead": edition.lead}
    model = Piece._meta.get_field(PieceKind(edition.kind).model_name).related_model
    found |= {name: edition.facts[name] for name in _texts(model) if name in edition.facts}
    names = _texts(Block)
    found |= {
        f"blocks:{block['id']}:{name}": block[name] for block in edition.body for name in names if block.get(name)
    }
    return {key: text for key, text in found.items() if text}


def parts(model):
    """Return the names of the parts that have texts, the body first."""
    found = [name for name in model.parts if _texts(_part_model(model, name))]
    return sorted(found, key=lambda name: name != "blocks")


def _part_model(model, name):
    return model._meta.get_field(name).related_model


def _texts(model):
    """Return the names of a model's translated fields, in their order."""
    translated = languages.translated(model) - NO_TEXT
    return [field.name for field in model._meta.concrete_fields if field.name in translated]


def _of_row(model, row, prefix, number, read):
    is_block = issubclass(model, Block)
    start = f"{prefix}{number}:" if prefix else ""
    return [
        Segment(
            key=f"{start}{name}",
            field=model._meta.get_field(name),
            texts={
                code: text.strip()
                for code in languages.stored()
                if (text := read(row, languages.column(name, code)) or "").strip()
            },
            row=(model, number),
            only=tuple(read(row, "languages") or ()) if is_block else (),
            block=str(number) if is_block else "",
        )
        for name in _texts(model)
    ]


def fingerprint(text):
    """Return what two texts have in common only if they are the same."""
    return hashlib.sha256(text.strip().encode()).hexdigest()


def words(text):
    """Count the words of a text, with or without markup."""
    return len(WORD.findall(markup.plain(text)))
