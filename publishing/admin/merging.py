"""Two people at one form: each writes only what they changed, and what both changed is asked.

The form carries what it showed, field by field, in one hidden input (`seen`). When it comes back, a field that was
left alone takes what is stored now; one that was changed here and elsewhere, to different values, is a conflict. The
form then shows both, and carries what is stored now: saving again is to know of it.
"""

from functools import lru_cache
from http import HTTPStatus

from django import forms
from django.contrib.admin.utils import flatten_fieldsets
from django.core import signing
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import InlineForeignKeyField
from django.forms.utils import ErrorList
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from js_asset import ImportMap, Media, Script

from publishing import audit, history, markup
from publishing.admin import drafts
from publishing.admin.audited import changes
from publishing.admin.conflicts import CONFLICT, Difference, among, places
from publishing.admin.ids import sent_id
from publishing.admin.order import Order
from publishing.admin.permissions import reads_only
from publishing.admin.presence import PresenceMixin
from publishing.models import DeskVersion

FIELD = "seen"
CHANGED = _("Somebody else changed this too.")
GONE = _("Somebody else deleted this while you changed it. Save again to keep it as it is here, or remove it.")
STAYS_DELETED = _("Somebody else deleted this. It stays deleted unless you change it.")
DELETED_HERE = _(
    "Somebody else changed this after you opened the form. Save again to delete it all the same, or untick the box."
)


def pack(seen):
    return signing.dumps(seen, salt=FIELD, compress=True)


@lru_cache(maxsize=16)
def _unpack(packed):
    try:
        return signing.loads(packed, salt=FIELD)
    except signing.BadSignature:
        return {}


def seen_in(data):
    """Return {form: {field: what it showed}} of a form that was sent, {} where it does not say."""
    return _unpack(data.get(FIELD, ""))


def shown_by(form, formsets):
    """Return what a form and its formsets show of what is stored, also where they hold something else by now."""
    found = {"": form.shown}
    for formset in formsets:
        found |= formset.shown()
    return found


def shown(widget, value):
    """Return what a widget shows of a value, or of what it sent, as JSON; "" for nothing."""
    widget = getattr(widget, "widget", widget)
    if isinstance(widget, forms.CheckboxInput):
        return bool(value) or ""
    if isinstance(widget, forms.MultiWidget):
        parts = [shown(each, part) for each, part in zip(widget.widgets, value or [], strict=False)]
        return parts if any(parts) else ""
    text = widget.format_value(value)
    if isinstance(text, list):
        return sorted(each for each in text if each) or ""
    return with_plain_breaks(text or "").strip()


def with_plain_breaks(text):
    # A browser sends the breaks of a text area as two characters, whatever they were.
    return text.replace("\r\n", "\n")


def same(field, one, other):
    """Say whether two values that `shown` returned mean the same; the text editor writes markup in its own way."""
    if one == other or not hasattr(field, "sanitize"):
        return one == other
    return markup.without_layout(one) == markup.without_layout(other)


class MergingField(BoundField):
    """A field that takes what is stored now where this person left it alone."""

    @property
    def data(self):
        return self.stored if self.is_left_alone else self.sent

    @property
    def sent(self):
        value = BoundField.data.fget(self)
        return with_plain_breaks(value) if isinstance(value, str) else value

    @cached_property
    def stored(self):
        """What is stored, as the widget would send it."""
        value, widget = self.field.prepare_value(self.initial), self.field.widget
        return widget.decompress(value) if isinstance(widget, forms.MultiWidget) else value

    # The three values of a merge, as JSON.

    @cached_property
    def was(self):
        return (self.form.seen or {}).get(self.name, "")

    @cached_property
    def yours(self):
        return shown(self.field.widget, self.sent)

    @cached_property
    def theirs(self):
        return shown(self.field.widget, self.stored)

    @cached_property
    def is_merged(self):
        return self.form.merges(self) and self.form.seen is not None

    @cached_property
    def is_as_seen(self):
        return same(self.field, self.was, self.yours)

    @cached_property
    def is_left_alone(self):
        return self.is_merged and not self.form.is_new and self.is_as_seen

    @property
    def was_changed_elsewhere(self):
        return self.is_merged and not same(self.field, self.was, self.theirs)

    @property
    def is_in_conflict(self):
        return not self.is_left_alone and self.was_changed_elsewhere and not same(self.field, self.yours, self.theirs)

    def _has_changed(self):
        return not self.is_left_alone and super()._has_changed()


class MergingErrors(ErrorList):
    """Shows of a conflict what either side made of the field."""

    template_name = template_name_ul = "admin/publishing/errors.html"

    def get_context(self):
        differences = [each for error in among(self.data) for each in error.params["differences"]]
        return super().get_context() | {"differences": differences}


class MergingMixin:
    """For a form of a model. `unmerged` names fields that are settled otherwise."""

    bound_field_class = MergingField
    unmerged = ()
    # {field: what it showed when this person opened the form}; None where it does not say.
    seen = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.error_class = MergingErrors
        if self.is_bound and not self.prefix:
            self.seen = seen_in(self.data).get("")

    @property
    def is_new(self):
        return self.instance._state.adding

    def merges(self, bound_field):
        name, field = bound_field.name, bound_field.field
        is_apart = field.disabled or isinstance(field, forms.FileField | InlineForeignKeyField)
        return name in self.initial and name not in self.unmerged and not is_apart

    @property
    def merged_fields(self):
        return [bound_field for bound_field in self if self.merges(bound_field)]

    @property
    def shown(self):
        """What the form shows of what is stored, without its empty fields."""
        fields = [*self.merged_fields, *(self[name] for name in self.unmerged)]
        return {field.name: field.theirs for field in fields if field.theirs}

    @property
    def is_gone(self):
        """Whether somebody else deleted the row that this form was opened with."""
        return self.seen is not None and self.is_new

    @cached_property
    def stays_deleted(self):
        return self.is_gone and (self._is_to_be_deleted or all(field.is_as_seen for field in self.merged_fields))

    @property
    def _is_to_be_deleted(self):
        return DELETION_FIELD_NAME in self.fields and bool(self[DELETION_FIELD_NAME].data)

    @cached_property
    def changed_data(self):
        changed = [] if self.stays_deleted else super().changed_data
        return changed if self.is_new else [name for name in changed if name not in self.unmerged]

    def full_clean(self):
        self.empty_permitted |= self.stays_deleted
        super().full_clean()

    def _post_clean(self):
        super()._post_clean()
        if self.seen is not None:
            self._keep_to_the_letter()
            self._find_conflicts()

    def _keep_to_the_letter(self):
        """Undo what cleaning did to texts that nobody touched, such as the blanks at their ends."""
        for field in self.merged_fields:
            if field.is_left_alone and isinstance(field.initial, str):
                setattr(self.instance, field.name, field.initial)

    def _find_conflicts(self):
        if self.is_gone:
            self._ask(None, GONE)
        elif self._is_to_be_deleted:
            self._confirm_deletion()
        else:
            for field in self.merged_fields:
                if field.is_in_conflict:
                    self._ask(field.name, CHANGED, [Difference(field)])

    def _confirm_deletion(self):
        if changed := [field for field in self.merged_fields if field.was_changed_elsewhere]:
            self._ask(None, DELETED_HERE, [Difference(field, may_be_chosen=False) for field in changed])
            # A formset looks for no errors in what is to be deleted.
            del self.cleaned_data[DELETION_FIELD_NAME]

    def _ask(self, name, text, differences=()):
        self.add_error(name, ValidationError(text, code=CONFLICT, params={"differences": differences}))


def _say_what_stays_deleted(formsets):
    """Mark the rows that the form still holds, because of an error elsewhere, and that no save will bring back."""
    for formset in formsets:
        for row in formset.forms:
            if row.stays_deleted:
                row.add_error(None, STAYS_DELETED)


FORM_MEDIA = Media(
    importmap=ImportMap({"peru50/fields": "admin_peru50/fields.js"}),
    css={"all": ["admin_peru50/merging.css"]},
    js=[Script(f"admin_peru50/{name}.js", type="module") for name in ("conflicts", "presence", "drafts")],
)


class MergingAdminMixin(PresenceMixin):
    """For the admin of what several people edit: with forms of MergingMixin and inlines of RowFormSet.

    A save that changes nothing writes nothing: no history, no date of the last change, no log.
    """

    @property
    def locked_model(self):
        """The model whose row is locked while one of ours is saved."""
        return self.model

    def _changeform_view(self, request, object_id, form_url, extra_context):
        if request.method != "POST":
            return super()._changeform_view(request, object_id, form_url, extra_context)
        if number := sent_id(object_id):
            # Whoever saves reads what the one before has written; and nobody prints a piece that is half saved.
            row = self.locked_model._base_manager.select_for_update(no_key=True).filter(pk=number).first()
            if (row is None or row.trashed_at) and self.has_change_permission(request):
                return self._gone(request, row)
        response = super()._changeform_view(request, object_id, form_url, extra_context)
        if response.status_code == HTTPStatus.FOUND:
            drafts.note_saved(request, response)
        return response

    def _gone(self, request, row):
        """Show what was typed into the form of a record that was deleted meanwhile."""
        typed = [Difference(field) for field in self._typed(request)]
        page = self.render_page(request, None, "admin/publishing/gone.html", gettext("Not saved"), row=row, typed=typed)
        page.status_code = HTTPStatus.CONFLICT
        return page

    def _typed(self, request):
        """Return the fields that this person changed in a form, whether or not its record is still there."""
        fields = flatten_fieldsets(self.get_fieldsets(request))
        form = self.get_form(request, fields=fields)(request.POST, request.FILES, instance=self.model())
        formsets, _inlines = self._create_formsets(request, form.instance, change=False)
        every = [form, *(row for formset in formsets for row in formset.forms)]
        return [field for each in every for field in each.merged_fields if not field.is_as_seen]

    def save_model(self, request, obj, form, change):
        # What is stored already waits for save_related, which knows whether anything has changed.
        if not change:
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        order = Order(formsets)
        form.version = None
        if change:
            if not (order.has_moved or form.has_changed() or any(formset.has_changed() for formset in formsets)):
                return
            history.keep(self._stored(form.instance), reason=DeskVersion.Reason.LOADED)
            super().save_model(request, form.instance, form, change)
        super().save_related(request, form, formsets, change)
        order.settle(form.instance)
        self.settle(form)
        details = changes(form, formsets) | ({"moved": True} if order.has_moved else {})
        form.version = self._keep(self._stored(form.instance), request.user, change, details)

    def settle(self, form):
        """Do what follows from a save, before it goes into the history."""

    def _stored(self, record):
        return self.model._base_manager.get(pk=record.pk)

    def _keep(self, record, user, change, details):
        if version := history.keep(record, user):
            action = audit.Action.SAVED if change else audit.Action.ADDED
            audit.note(action, record, user, version.languages, **details)
        return version

    def construct_change_message(self, request, form, formsets, add=False):
        return super().construct_change_message(request, form, formsets, add) if form.version else None

    def log_change(self, request, obj, message):
        # None is what construct_change_message says of nothing.
        return None if message is None else super().log_change(request, obj, message)

    def render_change_form(self, request, context, **kwargs):
        record = context.get("original")
        may_change = not record or not (record.trashed_at or reads_only(request))
        context["keeps_drafts"] = may_change and not context.get("is_popup")
        if record and may_change:
            form, formsets = context["adminform"].form, [each.formset for each in context["inline_admin_formsets"]]
            context["seen"] = pack(shown_by(form, formsets))
            _say_what_stays_deleted(formsets)
            context["conflicts"] = places(form, formsets)
            context["last_save"] = context["conflicts"] and history.versions(record).first()
        response = super().render_change_form(request, context, **kwargs)
        response.context_data["media"] += FORM_MEDIA
        return response
