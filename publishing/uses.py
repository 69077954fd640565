"""Where a record or a piece is in use: on which desks, in which editions. See publishing/trash.py."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, reduce
from operator import or_

from django.apps import apps
from django.db.models import PROTECT, Q
from django.utils.translation import gettext as _
from django_prose_editor.fields import ProseEditorField

from publishing import clock, languages, markup
from publishing.models import Block, Edition, Piece
from publishing.models.edition import EditionLink

# Rows that are a part of something: the field that leads to it.
PARTS = {"Block": "parent", "Byline": "article", "DossierPlace": "dossier", "EventLink": "event", "Award": "entry"}


@dataclass
class Uses:
    """In which ways a piece or a record uses another: on its desk, and in which languages of its editions."""

    on_desk: bool = False
    linked: bool = False
    public: list = field(default_factory=list)
    planned: list = field(default_factory=list)
    withdrawn: list = field(default_factory=list)
    past: list = field(default_factory=list)

    @property
    def lasts(self):
        """Whether it is used by a desk or by what is public or planned, and not only by what was."""
        return bool(self.on_desk or self.linked or self.public or self.planned)

    def note(self, edition):
        """Take note of an edition; a language that is public or planned need not be called past as well."""
        codes = self._codes(edition)
        if edition.language not in codes:
            codes.append(edition.language)

    def _codes(self, edition):
        now = clock.now()
        if edition.public_until <= now:
            return self.past
        if edition.blank:
            return self.withdrawn
        return self.planned if edition.public_from > now else self.public

    def __str__(self):
        ways = [_("on the desk")] if self.on_desk else []
        ways += [_("as a link in a text on the desk")] if self.linked else []
        past = [code for code in self.past if code not in (*self.public, *self.planned)]
        named = [
            (_("public (%(languages)s)"), self.public),
            (_("planned (%(languages)s)"), self.planned),
            (_("withdrawn (%(languages)s)"), self.withdrawn),
            (_("in earlier versions (%(languages)s)"), past),
        ]
        ways += [text % {"languages": languages.names(codes)} for text, codes in named if codes]
        return "; ".join(ways)


def uses(record):
    """Return {owner: its Uses of this record}, pieces and records alike."""
    found = defaultdict(Uses)
    for owner, edition in _pointing(record):
        if edition:
            found[owner].note(edition)
        else:
            found[owner].on_desk = True
    for owner in _linking(record):
        found[owner].linked = True
    return dict(found)


def _pointing(record):
    """Yield (owner, its edition or None) for each row that points to the record and keeps it from being deleted."""
    for relation in relations_to(type(record)):
        yield from _owners(relation, record)


def relations_to(model):
    """Return the relations by which rows point to a record of this model and keep it from being deleted."""
    return [
        relation
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete
        if relation.many_to_many or getattr(relation, "on_delete", None) is PROTECT
    ]


def _owners(relation, record):
    rows = relation.related_model._default_manager.filter(**{relation.field.name: record})
    if issubclass(relation.related_model, EditionLink):
        rows = rows.select_related("edition__piece").defer("edition__body", "edition__search_text")
        return [(row.edition.piece, row.edition) for row in rows]
    if relation.related_model is Edition:
        return [(row.piece, row) for row in rows.select_related("piece").defer("body", "search_text")]
    part = PARTS.get(relation.related_model.__name__)
    rows = rows.select_related(part) if part else rows
    return [(as_owner(getattr(row, part) if part else row), None) for row in rows]


def as_owner(owner):
    """Return the owner as uses() names it: of an article, an event … the row of the piece, so that it counts once."""
    return owner.piece_ptr if hasattr(owner, "piece_ptr_id") else owner


def in_editions(model, numbers):
    """Return those of these ids of a model that any edition points to, a past one too, or that were ever printed."""
    found = set()
    for relation in model._meta.get_fields(include_hidden=True):
        if (
            relation.auto_created
            and relation.one_to_many
            and issubclass(relation.related_model, (Edition, EditionLink))
        ):
            name = relation.field.name
            rows = relation.related_model.objects.filter(**{f"{name}__in": numbers})
            found |= set(rows.values_list(name, flat=True))
    return found


def _linking(record):
    """Return the others with a text on the desk that holds a link to the record."""
    kind = reference_kind(type(record))
    if kind not in markup.REFERENCE_KINDS:
        return set()
    rows = [row for found in rows_with(f'href="{kind}:{record.pk}"') for row in found]
    return {row.parent if isinstance(row, Block) else row for row in rows} - {as_owner(record)}


def reference_kind(model):
    """Return how a link in a text names a record of this model: the part before the colon."""
    return "piece" if issubclass(model, Piece) else model._meta.model_name


def rows_with(text):
    """Return for each model with markup the rows of it on the desk that hold this text in some language."""
    models = [model for model in apps.get_models() if markup_columns(model) and not model._meta.proxy]
    return [model._default_manager.filter(_holding(text, markup_columns(model))) for model in models]


def _holding(text, columns):
    return reduce(or_, (Q(**{f"{column}__contains": text}) for column in columns))


@cache
def markup_columns(model):
    """Return the names of the columns that hold markup, one for each language."""
    translated = languages.translated(model)
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, ProseEditorField) and field.name not in translated
    ]
