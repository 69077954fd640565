"""Rows in a form, each known by its id: it is checked against the rows that are loaded, not by a query for each."""

from collections import Counter

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet, BaseModelFormSet, InlineForeignKeyField
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from publishing.admin import merging

UNKNOWN_ID = ValidationError(
    _("The form could not tell which block this is. Save again to keep it as a new one."), code="unknown_id"
)


class IdField(forms.Field):
    """Carries the id of a row there and back."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class RowFormSet(BaseInlineFormSet):
    """Finds the row of each form by the id that was sent, and tells the form what it showed when it was opened.

    Where a model draws its ids at random, a new row may bring its own from the browser
    (static/admin_peru50/ids.js), and a row that was deleted meanwhile comes again under its old one. For forms with
    publishing.admin.merging.MergingMixin.
    """

    @cached_property
    def rows(self):
        """The rows that are stored, by their id."""
        return {row.pk: row for row in super().get_queryset()}

    def get_queryset(self):
        # The admin shows forms and rows side by side: None for what is not stored, or no longer.
        if self.is_bound:
            return [self.rows.get(form.instance.pk) for form in self.initial_forms]
        return list(self.rows.values())

    @cached_property
    def forms(self):
        self._not_taken = dict(self.rows)
        return [self._construct_form(i, **self.get_form_kwargs(i)) for i in range(self.total_form_count())]

    def _construct_form(self, i, **kwargs):
        if not self.is_bound:
            return super()._construct_form(i, **kwargs)
        sent = self._id(self.data.get(self._id_name(i)))
        row = self._not_taken.pop(sent, None) or self._new_row(sent)
        # Not Django's own, which looks for the rows of the first forms only.
        form = super(BaseModelFormSet, self)._construct_form(i, instance=row, **kwargs)
        setattr(form.instance, self.fk.attname, self.instance.pk)
        form.empty_permitted = form.empty_permitted and form.is_new
        form.seen = self._seen(sent, row)
        return form

    def _seen(self, sent, row):
        seen = merging.seen_in(self.data)
        # A row that has appeared under an id from the browser: then the form is sent for the second time.
        nothing = None if row._state.adding or not seen else {}
        return seen.get(self._key(sent), nothing)

    def _key(self, pk):
        return f"{self.prefix}:{pk}"

    def shown(self):
        """Return {form: what it shows of what is stored}; what stays deleted is known from before."""
        found = {self._key(form.instance.pk): form.shown for form in self.forms if not form.is_new}
        return found | {self._key(form["id"].data): form.seen for form in self.forms if form.stays_deleted}

    def _new_row(self, sent):
        return self.model(pk=sent) if sent and self._has_random_ids else self.model()

    @property
    def _has_random_ids(self):
        return self.model._meta.pk.has_default()

    def _id_name(self, i):
        return f"{self.add_prefix(i)}-{self.model._meta.pk.name}"

    def _id(self, text):
        """Return the id that a text means, None for none or nonsense."""
        try:
            return self.model._meta.pk.to_python(text or None)
        except ValidationError:
            return None

    def add_fields(self, form, index):
        # Not Django's own, which builds a queryset for the id of each form.
        super(BaseModelFormSet, self).add_fields(form, index)
        self._pk_field = self.model._meta.pk
        form.fields[self._pk_field.name] = IdField(initial=self._shown_id(form), required=False)
        form.fields[self.fk.name] = InlineForeignKeyField(self.instance, label=capfirst(self.fk.verbose_name))

    def _shown_id(self, form):
        return None if form.instance._state.adding else form.instance.pk

    def save_new_objects(self, commit=True):
        super().save_new_objects(commit)
        for form in self.initial_forms:
            if form.instance._state.adding and form.has_changed() and form not in self.deleted_forms:
                self.new_objects.append(self.save_new(form, commit))
                if not commit:
                    self.saved_forms.append(form)
        return self.new_objects

    def clean(self):
        super().clean()
        if self._has_random_ids:
            self._check_ids()

    def _check_ids(self):
        """Refuse ids that are none, that come twice, or that belong elsewhere; the next attempt gets a new one."""
        new = [form for form in self.forms if form.instance._state.adding and form["id"].data]
        taken = self._taken(new) if new else ()
        for form in new:
            if str(form.instance.pk) != form["id"].data.lower() or form.instance.pk in taken:
                form.add_error(None, UNKNOWN_ID)
                self.data[form["id"].html_name] = ""

    def _taken(self, new):
        sent = Counter(self._id(value) for name, value in self.data.items() if name.endswith("-id"))
        ids = [form.instance.pk for form in new]
        stored = self.model._base_manager.filter(pk__in=ids).values_list("pk", flat=True)
        return {*stored, *(each for each in ids if sent[each] > 1)}


class RowForm(merging.MergingMixin, forms.ModelForm):
    pass


class RowsMixin:
    """For an inline whose rows several people may edit."""

    form = RowForm
    formset = RowFormSet
