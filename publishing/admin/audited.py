"""What people do in the admin's forms goes into the audit log, with the fields that they changed."""

from django.db import models, transaction

from publishing import audit


class AuditedMixin:
    """For the admin of what has no history: notes additions, changes and deletions in their own transaction."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        details = changes(form, formsets)
        if change and not any(details.values()):
            return
        action = audit.Action.SAVED if change else audit.Action.ADDED
        audit.note(action, form.instance, request.user, **details)

    def delete_model(self, request, obj):
        audit.note(audit.Action.DELETED, obj, request.user)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        for record in queryset:
            audit.note(audit.Action.DELETED, record, request.user)
        super().delete_queryset(request, queryset)


def changes(form, formsets=()):
    """Return what a saved form and the forms of its parts changed, as JSON.

    {"fields": {name: {}}, "parts": [{"model", "name", "done", "fields": [name]}]}. Of a field with several records it
    says which were "added" and "removed", of a tick whether it is "on"; of a text only that it changed, for the
    versions of the desk hold the words.
    """
    columns = _columns(form.instance)
    fields = {name: _said(form, name, columns[name]) for name in form.changed_data if name in columns}
    return {"fields": fields, "parts": [part for formset in formsets for part in _parts(formset)]}


def _columns(record):
    return {field.name: field for field in (*record._meta.concrete_fields, *record._meta.many_to_many)}


def _said(form, name, field):
    if isinstance(field, models.BooleanField):
        return {"on": form.cleaned_data[name]}
    if isinstance(field, models.ManyToManyField):
        before = {record.pk: str(record) for record in form.initial.get(name) or ()}
        after = {record.pk: str(record) for record in form.cleaned_data[name]}
        return {"added": _without(after, before), "removed": _without(before, after)}
    return {}


def _without(names, others):
    return [name for pk, name in names.items() if pk not in others]


def _parts(formset):
    for record in getattr(formset, "new_objects", ()):
        yield _part(record, "added")
    for record, fields in getattr(formset, "changed_objects", ()):
        yield _part(record, "changed", fields)
    for record in getattr(formset, "deleted_objects", ()):
        yield _part(record, "deleted")


def _part(record, done, fields=()):
    return {"model": record._meta.label_lower, "name": str(record), "done": done, "fields": list(fields)}
