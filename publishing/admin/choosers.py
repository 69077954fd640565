"""Selects that stay small however many records there are.

A select offers the newest records and those chosen; static/admin_peru50/choose.js opens a dialog that finds any
other, with its picture where it has one. Without a script the select is what it is.
"""

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from publishing.admin.ids import sent_id, sent_ids
from publishing.admin.pages import PagesMixin

NEWEST = 40
AT_ONCE = 24


def image_of(model_admin, record):
    """Return the address of a small picture of a record, "" where its kind has none."""
    return model_admin.image_url(record) if hasattr(model_admin, "image_url") else ""


def label_of(model_admin, record):
    """Return how a record is called where it is chosen."""
    label = model_admin.choice_label(record) if hasattr(model_admin, "choice_label") else str(record)
    return _("%(name)s (in the trash)") % {"name": label} if getattr(record, "trashed_at", None) else label


class Records:
    """The records of one model that a page offers, read once for all of its selects."""

    def __init__(self, model_admin, request):
        self.model_admin = model_admin
        self.may_add = model_admin.has_add_permission(request)
        self._queryset = model_admin.get_queryset(request)
        # What is chosen stays so, also where it went to the trash meanwhile.
        self._choosable = model_admin.with_trash(request) if hasattr(model_admin, "with_trash") else self._queryset
        self._known = {}

    @classmethod
    def of(cls, request, model_admin):
        """Return the records that this request's page shares, whichever of its forms asks."""
        shared = request.__dict__.setdefault("_records_offered", {})
        return shared.setdefault(model_admin.model, cls(model_admin, request))

    @cached_property
    def newest(self):
        return list(self._queryset.order_by("-pk")[: NEWEST + 1])

    @property
    def are_all(self):
        return len(self.newest) <= NEWEST

    def remember(self, record):
        """Take note of a record that is loaded already."""
        self._known[record.pk] = record

    def offered(self, chosen):
        """Return the chosen records in their order, then the newest."""
        newest = {record.pk: record for record in self.newest[:NEWEST]}
        missing = [pk for pk in chosen if pk not in newest and pk not in self._known]
        self._known |= self._choosable.in_bulk(missing) if missing else {}
        known = self._known | newest
        first = [known[pk] for pk in chosen if pk in known]
        if self.are_all:
            return [*newest.values(), *(record for record in first if record.pk not in newest)]
        return [*first, *(record for record in newest.values() if record.pk not in set(chosen))]


class RecordWidgetMixin:
    def __init__(self, records, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.records = records

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        has_images = hasattr(self.records.model_admin, "image_url")
        if has_images or self.allow_multiple_selected or not self.records.are_all:
            context["widget"]["attrs"]["data-choose"] = self.records.model_admin.address("choose")
        if has_images:
            context["widget"]["attrs"]["data-images"] = ""
        if self.records.may_add and hasattr(self.records.model_admin, "upload_address"):
            context["widget"]["attrs"]["data-upload"] = self.records.model_admin.upload_address()
        return context

    def optgroups(self, name, value, attrs=None):
        model_admin = self.records.model_admin
        options = [] if self.allow_multiple_selected else [self.create_option(name, "", "---------", not any(value), 0)]
        chosen = sent_ids(value)
        for record in self.records.offered(chosen):
            label = label_of(model_admin, record)
            option = self.create_option(name, record.pk, label, record.pk in chosen, len(options))
            if image := image_of(model_admin, record):
                option["attrs"]["data-image"] = image
            options.append(option)
        return [(None, options, 0)]

    def use_required_attribute(self, initial):
        # Django's own asks for the first choice, which would be a query for each select.
        return forms.Widget.use_required_attribute(self, initial)


class RecordSelect(RecordWidgetMixin, forms.Select):
    pass


class RecordSelectMultiple(RecordWidgetMixin, forms.SelectMultiple):
    pass


class ChooserMixin:
    """Give the fields that point to records a chooser; `checkbox_fields` are few enough to be seen at once."""

    checkbox_fields = ()

    def _records(self, db_field, request):
        model = db_field.remote_field.model
        return Records.of(request, self.admin_site.get_model_admin(model))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if self.admin_site.is_registered(db_field.remote_field.model):
            kwargs.setdefault("widget", RecordSelect(self._records(db_field, request)))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.checkbox_fields:
            kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
            kwargs.setdefault("queryset", db_field.remote_field.model.objects.on_desk())
        else:
            kwargs.setdefault("widget", RecordSelectMultiple(self._records(db_field, request)))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            # To add and to change is enough beside a field; and an added record would get no checkbox.
            field.widget.can_view_related = field.widget.can_delete_related = False
            field.widget.can_add_related &= db_field.name not in self.checkbox_fields
        return field


class ChoosableMixin(PagesMixin):
    """For the admin of what can be chosen: the search that the dialog asks."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.choose_view)
        return [path("choose/", view, name=self.url_name("choose")), *super().get_urls()]

    def choose_view(self, request):
        """Answer with a page of what matches ?q=, or with the one of ?id=."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        words = request.GET.get("q", "").replace("\x00", "")  # which PostgreSQL refuses
        found, may_repeat = self.get_search_results(request, self.get_queryset(request), words)
        if request.GET.get("id"):
            found = found.filter(pk=sent_id(request.GET["id"]))
        found = found.order_by("-pk").distinct() if may_repeat else found.order_by("-pk")
        page = Paginator(found, AT_ONCE).get_page(request.GET.get("page"))
        return JsonResponse({"found": [self._choice(record) for record in page], "has_more": page.has_next()})

    def _choice(self, record):
        return {"id": record.pk, "label": label_of(self, record), "image": image_of(self, record)}
