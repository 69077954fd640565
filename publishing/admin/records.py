"""The admin that shared records have in common."""

from django import forms
from django.contrib import admin
from django.db import transaction
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from publishing import states
from publishing.admin.choosers import ChoosableMixin
from publishing.admin.history import HistoryMixin
from publishing.admin.languages import TranslatedAdmin, source_from
from publishing.admin.merging import MergingAdminMixin, MergingMixin
from publishing.admin.trash import TrashMixin
from publishing.admin.uses import lines
from publishing.models import Piece


class RecordForm(MergingMixin, forms.ModelForm):
    pass


class RecordAdmin(HistoryMixin, ChoosableMixin, TrashMixin, MergingAdminMixin, TranslatedAdmin):
    """`printed_with` names the fields that lead to the pieces whose editions would hold the record."""

    form = RecordForm
    list_per_page = 50
    view_on_site = False  # a record has a page only where a piece shows it; "used in" leads there
    printed_with = ()
    readonly_fields = ["used_in"]

    def get_changeform_initial_data(self, request):
        return source_from(get_language()) | super().get_changeform_initial_data(request)

    def get_fieldsets(self, request, obj=None):
        fieldsets = [*super().get_fieldsets(request, obj), (None, {"fields": ["source_language"]})]
        return [*fieldsets, (_("Where it is used"), {"fields": ["used_in"]})] if obj else fieldsets

    @admin.display(description=_("used in"))
    def used_in(self, record):
        found = lines(record, self.admin_site)
        if not found:
            return _("Nowhere.")
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((line,) for line in found)))

    # A list says of a piece that it has changes waiting; a record that it prints may be the change.

    def settle(self, form):
        before = {form.initial.get(name) for name in self.printed_with}
        self._refresh(before | self._pieces(form.instance))

    def bring_back(self, record, *args):
        with transaction.atomic():
            before = self._pieces(record)
            report = super().bring_back(record, *args)
            self._refresh(before | self._pieces(self.model._base_manager.get(pk=record.pk)))
        return report

    def delete_model(self, request, obj):
        pieces = self._pieces(obj)
        super().delete_model(request, obj)
        self._refresh(pieces)

    def delete_queryset(self, request, queryset):
        pieces = {number for record in queryset for number in self._pieces(record)}
        super().delete_queryset(request, queryset)
        self._refresh(pieces)

    def _pieces(self, record):
        return {getattr(record, f"{name}_id") for name in self.printed_with}

    def _refresh(self, numbers):
        for piece in Piece.objects.filter(pk__in=numbers - {None}):
            states.refresh(piece)
