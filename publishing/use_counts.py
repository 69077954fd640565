"""By how many pieces and records others are used: for lists, at a few queries for all of their rows."""

from django.db.models import Exists, OuterRef

from publishing import markup
from publishing.models import Block, Edition, Piece
from publishing.models.edition import EditionLink
from publishing.uses import PARTS, markup_columns, reference_kind, relations_to, rows_with


def counts(records):
    """Return {id: how many use it} for records of one model; as many as publishing.uses.uses tells of each."""
    owners = {record.pk: set() for record in records}
    if owners:
        for number, kind, owner in (*_pointing(type(records[0]), owners), *_linking(type(records[0]))):
            if number in owners:
                owners[number].add((kind, owner))
    return {number: len(found) for number, found in owners.items()}


def unused(queryset):
    """Return the records of a queryset that nothing uses: no desk, and no edition, a past one neither."""
    for relation in relations_to(queryset.model):
        rows = relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
        queryset = queryset.exclude(Exists(rows))
    return queryset.exclude(pk__in={number for number, _kind, _owner in _linking(queryset.model)})


def _pointing(model, numbers):
    """Yield (id of the record, kind of its owner, id of its owner) for each relation in use, at a query for each."""
    for relation in relations_to(model):
        name, path = relation.field.name, _path_to_owner(relation.related_model)
        rows = relation.related_model._default_manager.filter(**{f"{name}__in": list(numbers)}).order_by()
        kind = _kind_of_owner(relation.related_model, path)
        yield from ((number, kind, owner) for number, owner in rows.values_list(name, path).distinct())


def _path_to_owner(model):
    if issubclass(model, EditionLink):
        return "edition__piece"
    return "piece" if model is Edition else PARTS.get(model.__name__, "pk")


def _kind_of_owner(model, path):
    for name in path.split("__") if path != "pk" else ():
        model = model._meta.get_field(name).related_model
    return reference_kind(model)


def _linking(model):
    """Yield the same for each link in a text on a desk, but to itself."""
    kind = reference_kind(model)
    if kind not in markup.REFERENCE_KINDS:
        return
    for rows in rows_with(f'href="{kind}:'):
        owner = (Piece, "parent") if rows.model is Block else (rows.model, "pk")
        for number, *texts in rows.values_list(owner[1], *markup_columns(rows.model)):
            for linked_kind, linked in {found for text in texts for found in markup.references(text or "")}:
                if linked_kind == kind and (kind, linked) != (reference_kind(owner[0]), number):
                    yield linked, reference_kind(owner[0]), number
