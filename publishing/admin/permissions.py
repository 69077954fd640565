"""Translators change the texts in their languages and nothing else: no structure, no date, no other language.

Their permission, `publishing.translate_<code>`, opens the form of what exists. Everything in it but their columns
is disabled, so that whatever is sent for the rest counts for nothing; a browser sends nothing for it, and whoever
sends something else than there is forged it. Who may only read, reads the same form with all of it disabled:
Django's page for reading knows nothing of blocks.
"""

from copy import copy

from django.core.exceptions import PermissionDenied

from publishing import languages, rights
from publishing.admin.pages import PagesMixin


def reads_only(request):
    """Say whether this request shows a form to somebody who can change nothing in it."""
    return getattr(request, "reads_only", False)


class OwnLanguagesMixin(PagesMixin):
    """For the admin of what has texts. A translator's right to change ends with these pages: the form and what serves it."""

    own_pages = ("change", "preview", "presence")

    def own_languages(self, request):
        """Return the codes of the languages that somebody is limited to, none for a reader; None without a limit."""
        if reads_only(request):
            return []
        match = request.resolver_match
        names = [self.url_name(page) for page in self.own_pages]
        if not match or match.url_name not in names or super().has_change_permission(request):
            return None
        return rights.languages_of(request.user) or None

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) or self.own_languages(request) is not None

    def _changeform_view(self, request, object_id, form_url, extra_context):
        if request.method != "POST" and object_id and not self.has_change_permission(request):
            request.reads_only = self.has_view_permission(request)
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        return limited(form, OwnLanguagesForm, self.own_languages(request))

    def render_change_form(self, request, context, **kwargs):
        codes = self.own_languages(request)
        context["writes_all"] = codes is None
        context["own_languages"] = [languages.native_name(code) for code in codes or ()]
        if reads_only(request):
            context |= {"show_save": False, "show_save_and_continue": False, "show_close": True}
        return super().render_change_form(request, context, **kwargs)


class OwnLanguagesInlineMixin:
    """The same for the parts of a record: none is added, moved or deleted."""

    def own_languages(self, request):
        return self.admin_site.get_model_admin(self.parent_model).own_languages(request)

    def has_add_permission(self, request, obj=None):
        return self.own_languages(request) is None and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return self.own_languages(request) is not None or super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.own_languages(request) is None and super().has_delete_permission(request, obj)

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        codes = self.own_languages(request)
        formset.form = limited(formset.form, OwnLanguagesForm, codes)
        return limited(formset, OwnLanguagesFormSet, codes)


class OwnLanguagesForm:
    own_languages = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self._kept_names():
            # A copy: a preview's forms share their fields, and those that a form declares are everybody's.
            field = self.fields[name] = copy(self.fields[name])
            field.disabled = True
            field.required = False  # what is missing there is not theirs to fill in

    def _kept_names(self):
        """Return the names of the fields that stay as they are: of the record, in no language or another."""
        own = self._meta.model._meta
        columns = {field.name: field for field in (*own.concrete_fields, *own.many_to_many) if not field.primary_key}
        return [
            name
            for name in self.fields
            if name in columns and getattr(columns[name], "language", None) not in self.own_languages
        ]

    def full_clean(self):
        if self.is_bound and any(self._is_forged(name) for name in self._kept_names()):
            raise PermissionDenied
        super().full_clean()

    def _is_forged(self, name):
        """Say whether something was sent for a field that a browser sends nothing for, and other than what is there."""
        bound = self[name]
        if not any(_belongs(key, bound.html_name) for key in (*self.data, *self.files)):
            return False
        field = copy(bound.field)
        field.disabled = False
        return field.has_changed(bound.initial, bound.data)

    def _bound_items(self):
        # Django cleans and saves these only: what is kept is not even read again.
        kept = self._kept_names()
        return ((name, bound) for name, bound in super()._bound_items() if name not in kept)


class OwnLanguagesFormSet:
    own_languages = ()

    def full_clean(self):
        if self.is_bound and (self._adds or self._deletes):
            raise PermissionDenied
        super().full_clean()

    @property
    def _adds(self):
        return self.total_form_count() > self.initial_form_count()

    @property
    def _deletes(self):
        return any(key.startswith(f"{self.prefix}-") and key.endswith("-DELETE") for key in self.data)


def limited(form_class, mixin, codes):
    """Return a class of forms or formsets that keeps all but some languages as they are; the same class for None."""
    if codes is None:
        return form_class
    return type(f"OwnLanguages{form_class.__name__}", (mixin, form_class), {"own_languages": codes})


def _belongs(key, name):
    """Say whether something that was sent is for this field, or for one of the parts of its widget."""
    return key == name or key.startswith(f"{name}_")
