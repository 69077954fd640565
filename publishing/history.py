"""What the desk was like: a version of a record is kept whenever saving it changed something.

A version is the whole record as JSON (`snapshot`): so comparing two, and bringing one back, in one language or in
one block, need nothing but the two.
"""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.encoding import is_protected_type

from publishing import clock, languages
from publishing.models import DeskVersion, Piece

# What says nothing of a record's content, or never changes.
_LEFT_OUT = {"id", "piece_ptr", "uuid", "kind", "created_at", "changed_at", "trashed_at", "trashed_by", "renditions"}
_OF_A_PART = {"id"}


def keep(record, by=None, reason=DeskVersion.Reason.SAVED):
    """Keep a record as it stands in the database as a version of its desk; return it, or None where nothing changed.

    Called in the transaction that changed the record. Before a change, with Reason.LOADED, it keeps what came
    about without a version: by a command, or by a bulk update.
    """
    record = record.specific if type(record) is Piece else record
    data = snapshot(record)
    last = versions(record).first()
    if last and last.data == data:
        return None
    return DeskVersion.objects.create(
        model=record._meta.label_lower,
        object_id=record.pk,
        at=clock.now(),
        by=by,
        reason=reason,
        languages=changed_languages(last.data if last else {}, data),
        data=data,
    )


def versions(record):
    """Return the versions of a record's desk, the newest first."""
    record = record.specific if type(record) is Piece else record
    return DeskVersion.objects.filter(model=record._meta.label_lower, object_id=record.pk).select_related("by")


def snapshot(record):
    """Return a record of the desk as JSON.

    {"fields": {column: value}, "many": {name: [ids]}, "parts": {name: [{column: value}]}}; the parts are those that
    the model names, in their order: blocks, bylines … A text has one column per language.
    """
    model = type(record)
    found = {
        "fields": _columns(record, _LEFT_OUT),
        "many": {
            field.name: sorted(getattr(record, field.name).values_list("pk", flat=True))
            for field in model._meta.many_to_many
        },
        "parts": {
            name: [_columns(part, _OF_A_PART - {part._meta.pk.name} | _link_names(model, name)) for part in parts]
            for name in model.parts
            for parts in [getattr(record, name).all()]
        },
    }
    return json.loads(json.dumps(found, cls=DjangoJSONEncoder))


def _link_names(model, part):
    """Return the name of the field by which a part points back."""
    return {model._meta.get_field(part).field.name}


def _columns(record, left_out):
    originals = languages.translated(type(record))
    return {
        field.attname: _value(field, record)
        for field in record._meta.concrete_fields
        if field.name not in left_out and field.name not in originals
    }


def _value(field, record):
    value = field.value_from_object(record)
    return value if is_protected_type(value) or isinstance(value, list | dict) else field.value_to_string(record)


def changed_languages(before, after):
    """Return the languages in which the texts of two snapshots differ."""
    return [code for code in languages.stored() if _texts(before, code) != _texts(after, code)]


def _texts(data, language):
    """Return the texts of a snapshot in one language, each under a name that stays the same while it is there."""
    end = languages.column("", language)
    rows = [("", data.get("fields", {}))]
    rows += [(row.get("id", ""), row) for parts in data.get("parts", {}).values() for row in parts]
    return {(key, name): value for key, row in rows for name, value in row.items() if name.endswith(end) and value}
