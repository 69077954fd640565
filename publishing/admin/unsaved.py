"""A piece as its form has it, before anything is saved: for a preview. Nothing is written, nothing is locked."""

from django.contrib.admin.utils import flatten_fieldsets
from django.forms.formsets import all_valid
from django.utils.text import capfirst

from publishing.models import Block

# What a piece that was never saved counts as: its relations are then empty, where those of None cannot be asked for.
NOBODY = 0


def bound(piece_admin, request, piece):
    """Return the form and formsets of what was sent, validated; `piece` is None for a new one."""
    change = piece is not None
    fields = flatten_fieldsets(piece_admin.get_fieldsets(request, piece))
    form = piece_admin.get_form(request, piece, change=change, fields=fields)(request.POST, instance=piece)
    form.is_valid()
    formsets, _inlines = piece_admin._create_formsets(request, form.instance, change=change)
    all_valid(formsets)
    return form, formsets


def piece_of(form, formsets):
    """Return the piece that a bound form and its formsets describe; what is not valid keeps the value that it had.

    Its relations answer with what the form holds, as if they had been prefetched.
    """
    piece = form.instance
    piece.pk = piece.pk or NOBODY
    many = {field.name for field in piece._meta.many_to_many} & form.cleaned_data.keys()
    piece._prefetched_objects_cache = {name: form.cleaned_data[name] for name in many} | _parts(formsets)
    return piece


def _parts(formsets):
    """Return {name of the relation: [its rows in their order]}: blocks, bylines …"""
    found = {}
    for formset in formsets:
        found.setdefault(formset.fk.remote_field.cache_name, []).extend(map(_instance, _kept(formset)))
    return {name: sorted(rows, key=_order) for name, rows in found.items()}


def _kept(formset):
    """Yield the forms that hold something. A block may have gaps; any other new part is left out until it is whole."""
    may_have_gaps = issubclass(formset.model, Block)
    for form in _not_deleted(formset):
        is_new = form.instance._state.adding
        if not is_new or (form.has_changed() and (may_have_gaps or form.is_valid())):
            yield form


def _not_deleted(formset):
    return [form for form in formset.forms if not (formset.can_delete and formset._should_delete_form(form))]


def _instance(form):
    return form.instance


def _order(row):
    values = [getattr(row, name) for name in (*row._meta.ordering, "pk")]
    return [(value is None, value) for value in values]


def problems(form, formsets):
    """Return a line for each field that is not valid."""
    found = list(_lines(form))
    for formset in formsets:
        name = capfirst(formset.model._meta.verbose_name)
        found += [f"{name}: {line}" for part in _not_deleted(formset) for line in _lines(part)]
    return found


def _lines(form):
    for name, errors in form.errors.items():
        label = f"{form.fields[name].label}: " if name in form.fields else ""
        yield f"{label}{' '.join(errors)}"
