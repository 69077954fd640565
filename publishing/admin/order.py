"""The order of a body that two people move about in: it belongs to the body, not to its blocks, and is never asked.

Whoever moved something last decides. What the other added stays behind the block that it was put behind.
"""

from itertools import pairwise

from django.forms.formsets import DELETION_FIELD_NAME

from publishing.models import Block

FIELD = "ordering"


def merge(seen, mine, stored):
    """Return the ids of a body in the order that both want.

    `seen` is the order that this person began with, `mine` what they made of it, `stored` what there is now without
    what they delete.
    """
    common = set(seen) & set(mine) & set(stored)
    has_moved = [each for each in mine if each in common] != [each for each in seen if each in common]
    return _with(stored, mine) if has_moved else _with(mine, stored)


def _with(added, order):
    """Return an order with what only the other one has, each behind the one that it follows there."""
    found = list(order)
    before = None
    for each in added:
        if each not in found:
            found.insert(found.index(before) + 1 if before is not None else 0, each)
        before = each
    return found


class Order:
    """The order of the blocks in a form that was sent and is not saved yet, of those in its formsets that are blocks."""

    def __init__(self, formsets):
        self._formsets = [formset for formset in formsets if issubclass(formset.model, Block)]
        forms = [form for formset in self._formsets for form in formset.forms]
        self._deleted = {form.instance.pk for form in forms if form.cleaned_data.get(DELETION_FIELD_NAME)}
        self._kept = [form for form in forms if form.instance.pk not in self._deleted and not form.stays_deleted]
        # At once: a saved form no longer tells what is new.
        self.stored = self._stored()
        self.merged = merge(self._seen(), self._mine(), self.stored)
        self.has_moved = [each for each in self.merged if each in self.stored] != self.stored

    def _stored(self):
        """Return the ids in the order of the database, without what is being deleted."""
        places = {pk: row.ordering for formset in self._formsets for pk, row in formset.rows.items()}
        # A form has put its own number into its row by now.
        places |= {form.instance.pk: form.initial[FIELD] for form in self._kept if not form.is_new}
        return _sorted({pk: place for pk, place in places.items() if pk not in self._deleted})

    def _mine(self):
        forms = [form for form in self._kept if form.has_changed() or not form.is_new]
        # Whoever may not move anything has no number of their own.
        return _sorted({form.instance.pk: form.cleaned_data.get(FIELD, form.initial.get(FIELD)) for form in forms})

    def _seen(self):
        known = {form.instance.pk: int(form.seen.get(FIELD) or 0) for form in self._kept if form.seen is not None}
        return _sorted(known) if known else self.stored

    def settle(self, piece):
        """Number the blocks anew, once they are saved, where their numbers say something else."""
        places = dict(Block.objects.filter(parent=piece.pk).values_list("pk", FIELD))
        order = [each for each in self.merged if each in places]
        numbers = [places[each] for each in order]
        if any(after <= before for before, after in pairwise(numbers)):
            moved = [Block(pk=each, ordering=number * 10) for number, each in enumerate(order, 1)]
            Block.objects.bulk_update([block for block in moved if block.ordering != places[block.pk]], [FIELD])


def _sorted(places):
    """Return the ids of {id: number} in their order; the database does not sort them otherwise."""
    return sorted(places, key=lambda pk: (places[pk], pk))
