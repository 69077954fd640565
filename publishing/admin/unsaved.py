"""A piece as its form has it, before anything is saved: for a preview. Nothing is written, nothing is locked.

It is made for every pause in somebody's typing, so it reads no more than it needs: some languages, and of a row that is
stored only the fields that differ from it.
"""

from django.contrib.admin.utils import flatten_fieldsets
from django.utils.datastructures import MultiValueDict
from django.utils.text import capfirst

from publishing.admin import merging
from publishing.models import Block, Piece

# What a piece that was never saved counts as: its relations are then empty, where those of None cannot be asked for.
NOBODY = 0


class SharedFields(dict):
    """The fields of a form class, which all of its forms use themselves: none of them changes a field."""

    def __deepcopy__(self, memo):
        return self.copy()


class Unsaved:
    """What was sent by the form of a piece, as far as it shows in these languages; `piece` is None for a new one.

    Another record than a piece is read in the same way.
    """

    def __init__(self, piece_admin, request, piece, codes):
        # Without what the person was shown: what others saved meanwhile is settled when this is saved.
        self._data = MultiValueDict((name, sent) for name, sent in request.POST.lists() if name != merging.FIELD)
        self._codes = {*codes, None}
        self._form = self._main(piece_admin, request, piece)
        self._formsets = [*self._parts(piece_admin, request, piece)]

    def _main(self, piece_admin, request, piece):
        fields = self._fields(piece_admin, request, piece)
        form_class = piece_admin.get_form(request, piece, change=piece is not None, fields=fields)
        form = _sharing(form_class)(self._data, instance=piece)
        _clean(form)
        return form

    def _parts(self, piece_admin, request, piece):
        """Yield the formsets that hold anything, their forms cleaned."""
        blocks = Block.objects.filter(parent=piece) if isinstance(piece, Piece) else ()
        for inline in piece_admin.get_inline_instances(request, piece):
            formset_class = inline.get_formset(request, piece, fields=self._fields(inline, request, piece))
            _sharing(formset_class.form)
            formset = formset_class(
                self._data,
                instance=self._form.instance,
                prefix=formset_class.get_default_prefix(),
                queryset=inline.get_queryset(request),
            )
            if formset.total_form_count():
                _give_blocks(formset, blocks)
                for part in formset.forms:
                    _clean(part)
                yield formset

    def _fields(self, its_admin, request, piece):
        """Return the names of a form's fields: those of these languages, and those of none."""
        columns = {field.name: field for field in its_admin.model._meta.get_fields()}
        names = flatten_fieldsets(its_admin.get_fieldsets(request, piece))
        return [name for name in names if getattr(columns.get(name), "language", None) in self._codes]

    @property
    def piece(self):
        """The piece as it would be; what is not valid keeps the value that it had.

        Its relations answer with what the form holds, as if they had been prefetched.
        """
        piece, cleaned = self._form.instance, self._form.cleaned_data
        piece.pk = piece.pk or NOBODY
        known = getattr(piece, "_prefetched_objects_cache", {})
        many = {field.name: cleaned[field.name] for field in piece._meta.many_to_many if field.name in cleaned}
        piece._prefetched_objects_cache = known | many | self._rows()
        return piece

    def _rows(self):
        """Return {name of the relation: [its rows in their order]}: blocks, bylines …"""
        found = {}
        for formset in self._formsets:
            rows = found.setdefault(formset.fk.remote_field.cache_name, [])
            rows += [form.instance for form in _whole(formset)]
        return {name: sorted(rows, key=_place) for name, rows in found.items()}

    @property
    def problems(self):
        """A line for each field that is not valid."""
        found = [*_lines(self._form)]
        for formset in self._formsets:
            name = capfirst(formset.model._meta.verbose_name)
            found += [f"{name}: {line}" for form in _kept(formset) for line in _lines(form)]
        return found


def _sharing(form_class):
    """Let the forms of a class, which is made for this request, share its fields."""
    form_class.base_fields = SharedFields(form_class.base_fields)
    return form_class


def _give_blocks(formset, blocks):
    """Spare the formset its query: the blocks of all kinds are one."""
    if not issubclass(formset.model, Block):
        return
    formset.rows = {}
    for block in blocks:
        if block.kind == formset.model.of_kind:
            block.__class__ = formset.model
            formset.rows[block.pk] = block


def _clean(form):
    if not form.instance._state.adding:
        form.fields = {name: field for name, field in form.fields.items() if form[name]._has_changed()}
    form.full_clean()


def _kept(formset):
    return [form for form in formset.forms if not formset.can_delete or not formset._should_delete_form(form)]


def _whole(formset):
    """Return the forms that hold something. A block may have gaps; another new part is left out until it is whole."""
    may_have_gaps = issubclass(formset.model, Block)
    return [
        form
        for form in _kept(formset)
        if not form.instance._state.adding or (form.has_changed() and (may_have_gaps or not form.errors))
    ]


def _place(row):
    values = [getattr(row, name) for name in (*row._meta.ordering, "pk")]
    return [(value is None, value) for value in values]


def _lines(form):
    for name, errors in form.errors.items():
        label = f"{form.fields[name].label}: " if name in form.fields else ""
        yield f"{label}{' '.join(errors)}"
