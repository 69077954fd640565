"""What an edition, or a version of the desk, says in words: the form in which publishing/compare.py lays two side by side."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from html import unescape

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from publishing import languages, markup
from publishing.fields import PartialDateField
from publishing.models import LINKS, Block, Piece, PieceKind
from publishing.partial_dates import PartialDate

_BULLET = re.compile(r"\s*<li\b[^>]*>(?:\s*<p>)?")
_BREAK = re.compile(r"\s*</?(?:p|h3|h4|ul|ol|li|br)\b[^>]*>\s*")
_LINES = re.compile(r"\s*\n\s*")
_TAG = re.compile(r"<[^>]+>")
_HREF = re.compile(r'href="([^"]*)"')
BLOCK_TEXTS = ("title", "html", "text", "source")
BLOCK_REFERENCES = ("photo", "figure", "theme", "piece")


class Markup(str):
    """A text with tags."""

    @property
    def words(self):
        """The text alone, a line for each paragraph."""
        text = unescape(_TAG.sub("", _BREAK.sub("\n", _BULLET.sub("\n• ", self))))
        return _LINES.sub("\n", text).strip()

    @property
    def targets(self):
        """What its links lead to: addresses, or what "piece:12" names."""
        return [_target(unescape(href)) for href in _HREF.findall(self)]


def _target(href):
    kind, _colon, number = href.partition(":")
    return Reference.of(kind, int(number)) if kind in markup.REFERENCE_KINDS and number.isdecimal() else href


@dataclass(frozen=True)
class Reference:
    """A record that is pointed to."""

    model: str
    pk: int

    @classmethod
    def of(cls, kind, pk):
        """Return the reference for a kind of link."""
        return cls(LINKS[kind]._meta.get_field("target").related_model._meta.label_lower, pk)


@dataclass(frozen=True)
class Said:
    """The value of a field: a text, a Markup, or a list whose items are tuples of words and References."""

    label: str
    value: str | list
    is_text: bool = False


@dataclass
class Document:
    """`language` is "" for what all languages share. `links` are those that are said nowhere else."""

    language: str
    fields: dict = field(default_factory=dict)
    blocks: list = field(default_factory=list)
    links: dict = field(default_factory=dict)

    @property
    def references(self):
        """All References in it."""
        return (
            {part for said in self.fields.values() for part in _references(said.value)}
            | {
                part
                for block in self.blocks
                for said in block_fields(block).values()
                for part in _references(said.value)
            }
            | {Reference.of(kind, pk) for kind, ids in self.links.items() for pk in ids}
        )


def _references(value):
    if isinstance(value, Markup):
        return {target for target in value.targets if isinstance(target, Reference)}
    if isinstance(value, str):
        return set()
    return {part for item in value for part in item if isinstance(part, Reference)}


class Names:
    """What records are called in the interface's language: a query for each kind of record."""

    def __init__(self, documents):
        self._wanted = defaultdict(set)
        self._found = {}
        for document in documents:
            for reference in document.references:
                self._wanted[reference.model].add(reference.pk)

    def record(self, reference):
        if reference.model not in self._found:
            model = apps.get_model(reference.model)
            self._found[reference.model] = model._default_manager.in_bulk(self._wanted[reference.model])
        return self._found[reference.model].get(reference.pk)

    def of(self, item):
        """Write an item of a list."""
        return "".join(self._written(part) for part in item)

    def _written(self, part):
        return str(self.record(part) or _("no longer there")) if isinstance(part, Reference) else str(part)


def said(field, value):
    """Say the stored value of a model's field, as its JSON has it, as a Said."""
    original = getattr(field, "translated_field", field)
    return Said(capfirst(original.verbose_name), _in_words(field, value), is_text=original is not field)


def _in_words(field, value):
    if field.is_relation:
        ids = value if isinstance(value, list) else [value]
        return [(Reference(field.related_model._meta.label_lower, pk),) for pk in ids if pk]
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, PartialDateField):
        return PartialDate.parse(value).text()
    return Markup(value) if hasattr(field, "sanitize") else str(value)


def block_fields(content):
    """Return {name: Said} of a block's content, as an edition holds it."""
    names = [*BLOCK_TEXTS, *BLOCK_REFERENCES, "style", "url"]
    found = {name: said(Block._meta.get_field(name), content.get(name)) for name in names if content.get(name)}
    return {
        name: Said(each.label, Markup(each.value) if name == "html" else each.value, name in BLOCK_TEXTS)
        for name, each in found.items()
    }


# Editions


def of_edition(edition):
    """Return the Document of an edition, printed or not."""
    model = _model(edition.kind)
    fields = {"kind": Said(capfirst(Piece._meta.get_field("kind").verbose_name), str(PieceKind(edition.kind).label))}
    fields |= _own(model, edition) | _facts(model, edition.facts)
    return Document(edition.language, fields, edition.body, _other_links(edition, fields, edition.body))


def _model(kind):
    return Piece._meta.get_field(PieceKind(kind).model_name).related_model


def _own(model, edition):
    values = {"title": edition.title, "slug": edition.slug, "lead": edition.lead}
    texts = {
        name: said(model._meta.get_field(languages.column(name, edition.language)), value)
        for name, value in values.items()
    }
    cover = said(model._meta.get_field("cover"), edition.cover_id)
    date = said(edition._meta.get_field("date"), str(edition.date or ""))
    return {**texts, "cover": cover, "date": date, **_category(model, edition.category)}


def _category(model, value):
    """Return what the kind filters its lists on, which it keeps under a name of its own."""
    own = next((each for each in model._meta.fields if each.choices and value in dict(each.flatchoices)), None)
    return {own.name: said(own, value)} if value and own else {}


def _facts(model, facts):
    own = {each.name: each for each in model._meta.get_fields() if isinstance(each, models.Field)}
    translated = languages.translated(model)
    found = {name: said(own[name], value) for name, value in facts.items() if name in own}
    found |= {name: Said(each.label, each.value, True) for name, each in found.items() if name in translated}
    special = model.facts_in_words(facts).items()
    return found | {name: Said(capfirst(label), value) for name, (label, value) in special}


def _other_links(edition, fields, body):
    """Return the links that neither a fact, nor the cover, nor a block tells of."""
    told = {reference for each in fields.values() for reference in _references(each.value)}
    for block in body:
        told |= {reference for each in block_fields(block).values() for reference in _references(each.value)}
    links = {
        kind: [pk for pk in ids if Reference.of(kind, pk) not in told] for kind, ids in sorted(edition.links.items())
    }
    return {kind: ids for kind, ids in links.items() if ids}


# Versions of the desk


def of_version(model, data, language=""):
    """Return the Document of a snapshot (see publishing/history.py) in a language, or of what all languages share."""
    columns = {each.attname: each for each in model._meta.concrete_fields}
    fields = _texts_or_rest(columns, data["fields"], language)
    if not language:
        many = {each.name: each for each in model._meta.many_to_many}
        fields |= {name: said(many[name], ids) for name, ids in data["many"].items() if name in many}
    for name, rows in data["parts"].items():
        if name != "blocks" and name in model.parts:
            fields[name] = _part(model._meta.get_field(name).related_model, rows, language)
    return Document(language, fields, _body(data, language))


def _texts_or_rest(columns, row, language):
    """Return {name: Said} of the columns of one language, or of those that have none."""
    return {
        getattr(columns[name], "translated_field", columns[name]).name: said(columns[name], value)
        for name, value in row.items()
        if name in columns and getattr(columns[name], "language", "") == language
    }


def _part(model, rows, language):
    columns = {
        each.attname: each for each in model._meta.concrete_fields if each.name != "ordering" and not each.primary_key
    }
    items = [_item(_texts_or_rest(columns, row, language).values()) for row in rows]
    return Said(capfirst(model._meta.verbose_name_plural), [item for item in items if item], bool(language))


def _item(values):
    """Return the values of a row as one item of a list."""
    item = ()
    for value in filter(None, (each.value for each in values)):
        item += (*((" · ",) if item else ()), *(value[0] if isinstance(value, list) else (value,)))
    return item


def _body(data, language):
    blocks = [block_of(row) for row in data["parts"].get("blocks", ())] if language else ()
    return [block.content(language) for block in blocks if block.is_in(language)]


def block_of(row):
    """Return the unsaved Block that a row of a snapshot tells of."""
    columns = {each.attname for each in Block._meta.concrete_fields}
    return Block(**{name: value for name, value in row.items() if name in columns})
