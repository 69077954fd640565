"""A field that two people changed, as the form shows it: what it was, and what either made of it."""

import json
from dataclasses import dataclass
from itertools import chain

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from publishing import markup, word_diff
from publishing.admin.choosers import RecordWidgetMixin, image_of, label_of
from publishing.admin.ids import sent_ids
from publishing.partial_date_forms import PartialDateFormField

CONFLICT = "conflict"


def among(errors):
    return [error for error in errors if getattr(error, "code", "") == CONFLICT]


@dataclass
class Difference:
    """What a MergingField was, is here and is elsewhere by now; all for people to read."""

    field: object
    may_be_chosen: bool = True

    @property
    def label(self):
        return self.field.label

    @property
    def lang(self):
        return self.field.field.widget.attrs.get("lang", "")

    @property
    def is_text(self):
        return isinstance(_widget(self.field), forms.TextInput | forms.Textarea)

    @property
    def was(self):
        return self._said(self.field.was)

    @property
    def yours(self):
        return self._changed(self.field.yours)

    @property
    def theirs(self):
        return self._changed(self.field.theirs)

    def _said(self, value):
        return _words(self.field.field, value) if self.is_text else _items(self.field, value)

    def _changed(self, value):
        """Return the Parts that lead from what it was to a text, or what else there is to say of a value."""
        said = self._said(value)
        return word_diff.shortened(word_diff.diff(self.was, said)) if self.is_text else said

    @property
    def typed(self):
        """What this person made of it, to be copied from the page; markup as it was."""
        if hasattr(self.field.field, "sanitize"):
            return mark_safe(markup.clean(self.field.yours))  # noqa: S308 only what markup.py lets through
        return self.field.yours if self.is_text else ", ".join(words for words, _image in self._said(self.field.yours))

    @property
    def only_form_differs(self):
        return self.is_text and self._said(self.field.yours) == self._said(self.field.theirs)

    @property
    def to_take(self):
        """What static/admin_peru50/conflicts.js puts into the form to take theirs: JSON of [[name, value]]."""
        widget, name, value = _widget(self.field), self.field.html_name, self.field.theirs
        if isinstance(widget, forms.MultiWidget):
            names = [name + end for end in widget.widgets_names]
            return json.dumps(list(zip(names, map(_one, value or [""] * len(names)), strict=True)))
        is_one = not getattr(widget, "allow_multiple_selected", False)
        if isinstance(widget, forms.CheckboxInput):
            value = bool(value)
        return json.dumps([[name, _one(value) if is_one else value or []]])


def _widget(bound_field):
    return getattr(bound_field.field.widget, "widget", bound_field.field.widget)


def _one(value):
    return "".join(value) if isinstance(value, list) else value


def _words(field, value):
    return markup.plain(value) if hasattr(field, "sanitize") else value


def _items(bound_field, value):
    """Return [(words, address of a picture or "")] of a value that is no text."""
    field, widget = bound_field.field, _widget(bound_field)
    if isinstance(field, PartialDateFormField):
        return [(_date(field, value), "")] if value else []
    if isinstance(widget, forms.CheckboxInput):
        return [(_("Yes") if value else _("No"), "")]
    values = value if isinstance(value, list) else [value]
    if isinstance(field, forms.ModelChoiceField):
        records = field.queryset.filter(pk__in=sent_ids(values))
        return [_record(widget, field, record) for record in records]
    labels = dict(_flat(getattr(field, "choices", ())))
    return [(str(labels.get(each, each)), "") for each in values if each]


def _record(widget, field, record):
    if isinstance(widget, RecordWidgetMixin):
        return label_of(widget.records.model_admin, record), image_of(widget.records.model_admin, record)
    return field.label_from_instance(record), ""


def _date(field, value):
    try:
        return field.clean([_one(part) for part in value]).text()
    except ValidationError:
        return " ".join(map(_one, value))


def _flat(choices):
    nested = ((each,) if not isinstance(each[1], list | tuple) else each[1] for each in choices)
    return [(str(key), label) for key, label in chain.from_iterable(nested)]


@dataclass
class Place:
    """Where in the form something is to be decided."""

    label: str
    id: str
    lang: str = ""


def places(form, formsets):
    """Return the Places of all conflicts in a form and its formsets."""
    found = list(_of_form(form, ""))
    for formset in formsets:
        for row in formset.forms:
            found += _of_form(row, capfirst(formset.model._meta.verbose_name))
    return found


def _of_form(form, name):
    for field, errors in (form.errors.as_data() if form.is_bound else {}).items():
        if among(errors):
            yield _place(form, field, name)


def _place(form, field, name):
    if field not in form.fields:
        return Place(name, form.prefix)
    bound = form[field]
    label = f"{name}: {bound.label}" if name else bound.label
    return Place(label, bound.id_for_label or bound.auto_id)
