"""The admin of pieces and shared records, with what translators need of it."""

from django.contrib import admin
from django.forms import Media
from django.utils.translation import gettext_lazy as _
from js_asset import Script

from publishing import languages
from publishing.admin import pieces, records
from translations import progress, tasks
from translations.admin.impact import ImpactMixin
from translations.admin.text_states import TextStatesMixin, both_chips
from translations.forms import ReviewedTextsForm


class TranslationsMixin(ImpactMixin, TextStatesMixin):
    """For the admin of what is translated."""

    @property
    def media(self):
        sheets = {"all": [f"admin_peru50/{name}.css" for name in ("impact", "text-states")]}
        return super().media + Media(css=sheets, js=[Script("admin_peru50/impact.js", type="module")])


class LackingFilter(admin.SimpleListFilter):
    title = _("language that is missing")
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        return [(code, languages.native_name(code)) for code in languages.stored()]

    def queryset(self, request, queryset):
        if self.value() not in languages.stored():
            return queryset
        tasks.settle_soon()
        return progress.in_state(queryset, [self.value()], progress.LACKING)


class PieceAdmin(TranslationsMixin, pieces.PieceAdmin):
    @admin.display(description=_("languages"))
    def in_languages(self, piece):
        return both_chips(piece.language_states, piece.text_states)

    def get_list_filter(self, request):
        return [*super().get_list_filter(request), LackingFilter]


class RecordAdmin(TranslationsMixin, records.RecordAdmin):
    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        return type(form.__name__, (ReviewedTextsForm, form), {})

    def get_list_display(self, request):
        *columns, last = super().get_list_display(request)
        return [*columns, "in_texts", last]
