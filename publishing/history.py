"""What the desk was like: a version of a record is kept whenever saving it changed something.

A version is the whole record as JSON (`snapshot`): so comparing two, and bringing one back, in one language or in
one block, need nothing but the two.
"""

import json

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.encoding import is_protected_type
from django.utils.translation import gettext as _

from publishing import audit, bringing_back, clock, languages, states
from publishing.models import DeskVersion, Edition, Piece, specific

# What says nothing of a record's content, or never changes.
_LEFT_OUT = {"id", "piece_ptr", "uuid", "kind", "created_at", "changed_at", "trashed_at", "trashed_by", "renditions"}
_OF_A_PART = {"id"}
_ALWAYS_KEPT = {DeskVersion.Reason.TRASHED, DeskVersion.Reason.RESTORED}

# Rooms above this one that learn from what is kept: functions of (record, its new version, the version before or None).
followers = []


def keep(record, by=None, reason=DeskVersion.Reason.SAVED):
    """Keep a record as it stands in the database as a version of its desk; return it, or None where nothing changed.

    That it went to the trash, or came back, is kept although nothing of it changes.

    Called in the transaction that changed the record. Before a change, with Reason.LOADED, it keeps what came
    about without a version: by a command, or by a bulk update.
    """
    record = _fresh(record)
    data = snapshot(record)
    last = versions(record).first()
    if last and last.data == data and reason not in _ALWAYS_KEPT:
        return None
    version = DeskVersion.objects.create(
        model=record._meta.label_lower,
        object_id=record.pk,
        at=clock.now(),
        by=by,
        reason=reason,
        languages=changed_languages(last.data if last else {}, data),
        data=data,
    )
    for follow in followers:
        follow(record, version, last)
    return version


def versions(record):
    """Return the versions of a record's desk, the newest first."""
    record = specific(record)
    return DeskVersion.objects.filter(model=record._meta.label_lower, object_id=record.pk).select_related("by")


def bring_back(source, language=None, block=None, by=None):
    """Bring what a DeskVersion or an Edition says back to the desk; return the bringing_back.Report.

    The whole of it, one language of it, or one block (its UUID), in one language or in all. Visitors see nothing of
    it. What the desk says until now is kept as a version. Raise ValidationError where it cannot be.
    """
    with transaction.atomic():
        record = _locked(source)
        if record.trashed_at:
            raise ValidationError(
                _("“%(name)s” lies in the trash. Restore it first.") % {"name": record}, code="trashed"
            )
        keep(record, by, DeskVersion.Reason.LOADED)
        report = bringing_back.Bringing(record, source).bring(language, block)
        report.version = keep(record, by, DeskVersion.Reason.BROUGHT_BACK)
        if report.version:
            _note(record, report.version, source, by)
        return report


def _fresh(record):
    """Return a record as the database has it; one that was just saved may hold "" where a column holds NULL."""
    return record.specific if type(record) is Piece else type(record)._base_manager.get(pk=record.pk)


def _note(record, version, source, by):
    if isinstance(record, Piece):
        states.refresh(record)
    details = {source._meta.model_name: source.pk, "version": version.pk}
    audit.note(audit.Action.BROUGHT_BACK, record, by, version.languages, **details)


def _locked(source):
    """Return the record that a source tells of, fresh from the database; nobody else writes it meanwhile."""
    model = Piece if isinstance(source, Edition) else apps.get_model(source.model)
    root = Piece if issubclass(model, Piece) else model
    number = source.piece_id if isinstance(source, Edition) else source.object_id
    record = root._base_manager.select_for_update(no_key=True).get(pk=number)
    return record.specific if root is Piece else record


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
