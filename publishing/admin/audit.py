"""The audit log, to be searched, filtered and taken along; nobody changes it, and the database would refuse it."""

import csv
from urllib.parse import urlencode

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth import get_user_model
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import StreamingHttpResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from publishing import clock, languages
from publishing.accounts import name_of
from publishing.admin.audit_words import described
from publishing.admin.ids import sent_id
from publishing.admin.instants import in_zones
from publishing.admin.read_only import ReadOnlyMixin
from publishing.models import AuditEntry


class PersonFilter(admin.SimpleListFilter):
    title = gettext_lazy("who")
    parameter_name = "user"
    template = "admin/publishing/closed_filter.html"

    def lookups(self, request, model_admin):
        people = get_user_model()._default_manager.order_by("username")
        return [(user.pk, name_of(user)) for user in people]

    def queryset(self, request, queryset):
        number = sent_id(self.value())
        return queryset if number is None else queryset.filter(user_id=number)


class KindFilter(admin.SimpleListFilter):
    title = gettext_lazy("kind")
    parameter_name = "model"
    template = "admin/publishing/closed_filter.html"

    def lookups(self, request, model_admin):
        kinds = [(model._meta.label_lower, capfirst(model._meta.verbose_name)) for model in _kinds(model_admin)]
        return sorted(kinds, key=lambda kind: kind[1])

    def queryset(self, request, queryset):
        return queryset.filter(model=self.value()) if self.value() else queryset


def _kinds(model_admin):
    """Return the models whose records an entry can be about: those that have an admin of their own."""
    return [model for model in model_admin.admin_site._registry if model is not AuditEntry]


class ActionFilter(admin.ChoicesFieldListFilter):
    template = "admin/publishing/closed_filter.html"


class AuditList(ChangeList):
    """A page of entries that know whether what they are about is still there, at a query per kind."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        there = existing(self.result_list)
        for entry in self.result_list:
            entry.is_there = (entry.model, entry.object_id) in there


def existing(entries):
    """Return {(model, id)} of what entries are about and is still there."""
    ids = {}
    for entry in entries:
        if entry.object_id and (model := _model(entry.model)):
            ids.setdefault(model, set()).add(entry.object_id)
    return {
        (model._meta.label_lower, str(pk))
        for model, found in ids.items()
        for pk in model._base_manager.filter(pk__in=found).values_list("pk", flat=True)
    }


def _model(label):
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None  # of a release whose models had other names


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyMixin, admin.ModelAdmin):
    list_display = ["when", "who", "action", "about", "in_languages", "details_in_short"]
    list_filter = [("action", ActionFilter), PersonFilter, KindFilter]
    list_per_page = 50
    date_hierarchy = "at"
    search_fields = ["user_name", "object_name"]
    search_help_text = gettext_lazy("Searches the names of people and of things.")
    show_full_result_count = False
    change_list_template = "admin/publishing/audit_list.html"
    fields = ["when", "who", "action", "about", "in_languages", "details_in_full"]
    readonly_fields = fields

    def get_changelist(self, request, **kwargs):
        return AuditList

    def get_object(self, request, object_id, from_field=None):
        entry = super().get_object(request, object_id, from_field)
        if entry:
            entry.is_there = bool(existing([entry]))
        return entry

    # What is shown

    @admin.display(description=gettext_lazy("when"), ordering="at")
    def when(self, entry):
        return in_zones(entry.at)

    @admin.display(description=gettext_lazy("who"), ordering="user_name")
    def who(self, entry):
        return entry.user_name or _("(not signed in)")

    @admin.display(description=gettext_lazy("of what"), ordering="object_name")
    def about(self, entry):
        if not entry.model:
            return ""
        model = _model(entry.model)
        name = entry.object_name or entry.object_id
        if model in self.admin_site._registry and entry.is_there:
            address = reverse(f"{self.admin_site.name}:{entry.model.replace('.', '_')}_change", args=[entry.object_id])
            name = format_html('<a href="{}">{}</a>', address, name)
        return format_html("{} {}", model._meta.verbose_name if model else entry.model, name)

    @admin.display(description=gettext_lazy("languages"))
    def in_languages(self, entry):
        return languages.names(entry.languages)

    @admin.display(description=gettext_lazy("details"))
    def details_in_short(self, entry):
        lines = described(entry)
        return "; ".join(lines[:2]) + (" …" if len(lines) > 2 else "")

    @admin.display(description=gettext_lazy("details"))
    def details_in_full(self, entry):
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in described(entry))))

    # The file

    def get_urls(self):
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/", view, name="publishing_auditentry_export"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        address = reverse(f"{self.admin_site.name}:publishing_auditentry_export")
        context = {"export": f"{address}?{urlencode(list(request.GET.lists()), doseq=True)}"}
        return super().changelist_view(request, context | (extra_context or {}))

    def export_view(self, request):
        """Answer with the entries of the list, as searched and filtered, as a table in CSV."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            entries = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            raise BadRequest from None
        name = f"peru50-audit-{clock.now():%Y-%m-%d}.csv"
        return StreamingHttpResponse(
            _table(entries, get_language()),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


class _Echo:
    def write(self, line):
        return line


def _table(entries, language):
    """Yield the lines of a table of entries, each made in this language: by then the request's is gone."""
    write = csv.writer(_Echo()).writerow
    with override(language):
        head = write([_("when"), _("who"), _("what"), _("kind"), _("of what"), _("languages"), _("details")])
    yield f"\ufeff{head}"  # without this mark spreadsheets take UTF-8 for something else
    for entry in entries.iterator(chunk_size=1000):
        with override(language):
            cells = _cells(entry)
        yield write(map(harmless, cells))


def _cells(entry):
    model = _model(entry.model)
    return [
        entry.at.isoformat(),
        entry.user_name,
        entry.get_action_display(),
        model._meta.verbose_name if model else entry.model,
        entry.object_name,
        languages.names(entry.languages),
        "; ".join(described(entry)),
    ]


def harmless(cell):
    """Return the text of a cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
