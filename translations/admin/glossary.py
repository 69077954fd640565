"""The glossary in the admin: an entry with its words in all languages on one page, and a list with a column for each."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from publishing import clock, languages
from publishing.admin.audited import AuditedMixin
from publishing.admin.pages import PagesMixin
from publishing.rights import languages_of
from translations.admin import glossary_table
from translations.models import Term, TermWord

Usage = TermWord.Usage
NAMES = ("language", "text", "usage", "note")
_MOST_BYTES = 2_000_000


def _writes_all(request):
    """Say whether somebody writes the glossary in all languages, as those do who may delete from it."""
    return request.user.has_perm("translations.delete_term")


def _codes(request):
    return list(languages.stored()) if _writes_all(request) else languages_of(request.user)


class TableForm(forms.Form):
    table = forms.FileField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy("CSV in UTF-8, with the columns of an export. Of several words, put | between them."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_table(self):
        table = self.cleaned_data["table"]
        if table.size > _MOST_BYTES:
            raise ValidationError(_("This file is too large for a glossary."))
        return glossary_table.read(table.read())


class TermWordForm(forms.ModelForm):
    """A translator's has words in their own languages only; `own` is None for who writes all."""

    own = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.own is None:
            return
        if self.is_kept:
            for name in NAMES:
                self.fields[name].disabled = True
        else:
            choices = [(code, name) for code, name in languages.choices() if code in self.own]
            self.fields["language"].choices = [("", "---------"), *choices]

    @property
    def is_kept(self):
        """Whether this is a word in another language than the person's own."""
        return self.own is not None and bool(self.instance.pk) and self.instance.language not in self.own

    @property
    def is_forged(self):
        """Whether something else was sent for such a word than it is: a browser sends nothing for a disabled field."""
        if not self.is_kept:
            return False
        sent = {name: self.data.get(self.add_prefix(name)) for name in NAMES}
        changes = [value not in (None, getattr(self.instance, name)) for name, value in sent.items()]
        return any(changes) or self.add_prefix(DELETION_FIELD_NAME) in self.data


class TermWordFormSet(forms.BaseInlineFormSet):
    def full_clean(self):
        if self.is_bound and any(form.is_forged for form in self.forms):
            raise PermissionDenied
        super().full_clean()

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if form.is_kept and self.can_delete:
            form.fields[DELETION_FIELD_NAME].disabled = True


class TermWordInline(admin.TabularInline):
    model = TermWord
    form = TermWordForm
    formset = TermWordFormSet
    fields = ["language", "text", "usage", "note"]
    min_num = 1

    def get_extra(self, request, obj=None, **kwargs):
        return 1 if obj else max(1, len(_codes(request)) - self.min_num)

    def get_formset(self, request, obj=None, **kwargs):
        own = None if _writes_all(request) else _codes(request)
        form = type("OwnWordForm", (self.form,), {"own": own})
        return super().get_formset(request, obj, validate_min=True, form=form, **kwargs)

    # Whoever may change an entry may change its words.

    def has_view_permission(self, request, obj=None):
        return self._terms.has_view_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        return self._terms.has_change_permission(request, obj) or self._terms.has_add_permission(request)

    has_change_permission = has_delete_permission = has_add_permission

    @property
    def _terms(self):
        return self.admin_site.get_model_admin(self.parent_model)


class WithoutWordFilter(admin.SimpleListFilter):
    title = gettext_lazy("without a word in")
    parameter_name = "without"

    def lookups(self, request, model_admin):
        return languages.choices()

    def queryset(self, request, queryset):
        if self.value() not in languages.stored():
            return queryset
        there = TermWord.objects.filter(language=self.value()).exclude(usage=Usage.FORBIDDEN)
        return queryset.exclude(pk__in=there.values("term"))


def _column(code):
    @admin.display(description=languages.native_name(code), empty_value="–")
    def words(term):
        found = [word for word in term.words.all() if word.language == code]
        shown = [_shown(word) for word in sorted(found, key=lambda word: list(Usage).index(word.usage))]
        return format_html('<span lang="{}">{}</span>', code, format_html_join(", ", "{}", shown)) if shown else None

    words.__name__ = f"words_{code}"
    return words


def _shown(word):
    if word.usage != Usage.FORBIDDEN:
        return (word.text,)
    return (format_html('<s><span class="visually-hidden">{} </span>{}</s>', word.get_usage_display(), word.text),)


@admin.register(Term)
class TermAdmin(PagesMixin, AuditedMixin, admin.ModelAdmin):
    change_list_template = "admin/translations/term_list.html"
    columns = [_column(code) for code in languages.stored()]
    list_display = [*columns, "kind", "note"]
    list_display_links = columns
    list_filter = ["kind", WithoutWordFilter]
    list_per_page = 100
    search_fields = ["words__text", "note"]
    search_help_text = gettext_lazy("Searches the words of all languages and what is meant.")
    fields = ["kind", "note"]
    inlines = [TermWordInline]

    def get_urls(self):
        own = [("export", self.export_view), ("import", self.import_view)]
        views = [path(f"{name}/", self.admin_site.admin_view(view), name=self.url_name(name)) for name, view in own]
        return [*views, *super().get_urls()]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("words")

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        return kwargs if obj.pk else kwargs | {"initial": [{"language": code} for code in _codes(request)]}

    def get_readonly_fields(self, request, obj=None):
        return self.fields if obj and not _writes_all(request) else []

    def export_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        name = f"peru50-glossary-{clock.now():%Y-%m-%d}.csv"
        return HttpResponse(
            glossary_table.written(),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    def import_view(self, request):
        if not (_writes_all(request) and self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied
        form = TableForm(request.POST or None, request.FILES or None)
        if form.is_valid():
            added, changed = glossary_table.apply(form.cleaned_data["table"], request.user)
            said = [
                ngettext("%(number)d entry was added", "%(number)d entries were added", added) % {"number": added},
                ngettext("%(number)d was changed", "%(number)d were changed", changed) % {"number": changed},
            ]
            self.message_user(request, f"{'; '.join(said)}.", messages.SUCCESS)
            return redirect(self.address("changelist"))
        return self.render_page(request, None, "admin/translations/term_import.html", _("Import"), form=form)
