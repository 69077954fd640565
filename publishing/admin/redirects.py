"""Redirects that editors add, one at a time or pasted by the line."""

from copy import copy

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, QueryDict
from django.urls import path, resolve
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Script

from publishing import audit, languages, links
from publishing.admin.audited import AuditedMixin
from publishing.admin.choosers import ChooserMixin
from publishing.admin.csp import NonceMixin
from publishing.admin.pages import PagesMixin
from publishing.models import Redirect


class LinesForm(forms.Form):
    lines = forms.CharField(
        label=gettext_lazy("Redirects, one on each line"),
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"}),
        max_length=100_000,
        help_text=gettext_lazy("The old address, a space or a tab, the new address: /feest.html /nl/agenda/"),
    )


class RedirectList(ChangeList):
    """A list whose rows know whether a page answers at their address, so that they are not used."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        for redirect in self.result_list:
            redirect.is_answered = answers(request, redirect.path)


@admin.register(Redirect)
class RedirectAdmin(NonceMixin, PagesMixin, AuditedMixin, ChooserMixin, admin.ModelAdmin):
    change_list_template = "admin/publishing/redirect_list.html"
    fields = ["path", "piece", "url"]
    list_display = ["path", "leads_to", "works", "created_at", "created_by"]
    list_select_related = ["piece", "created_by"]
    list_per_page = 50
    search_fields = ["path", "url", *(f"piece__{languages.column('title', code)}" for code in languages.stored())]

    class Media:
        css = {"all": ["admin_peru50/choose.css"]}
        js = [Script("admin_peru50/choose.js", type="module")]

    def get_urls(self):
        view = self.admin_site.admin_view(self.lines_view)
        return [path("lines/", view, name=self.url_name("lines")), *super().get_urls()]

    def get_changelist(self, request, **kwargs):
        return RedirectList

    @admin.display(description=gettext_lazy("leads to"))
    def leads_to(self, redirect):
        return redirect.leads_to

    @admin.display(description=gettext_lazy("works"))
    def works(self, redirect):
        if redirect.is_answered:
            return _("never used: a page answers there")
        if redirect.piece and redirect.piece.trashed_at:
            return _("no: it leads to what is in the trash")
        return _("yes")

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)
        if answers(request, obj.path):
            text = _("A page answers at %(path)s: the redirect is used once that is gone.")
            self.message_user(request, text % {"path": obj.path}, messages.WARNING)

    def lines_view(self, request):
        """Take in what was pasted, each line by itself, and say what became of it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = LinesForm(request.POST if request.method == "POST" else None)
        report = []
        if form.is_valid():
            report = [self._take_in(request, line) for line in form.cleaned_data["lines"].splitlines() if line.strip()]
            left = [each["line"] for each in report if each["errors"]]
            form = LinesForm(initial={"lines": "\n".join(left)})  # what was refused is there to be mended
        template = "admin/publishing/redirect_lines.html"
        return self.render_page(request, None, template, _("Add many"), form=form, report=report)

    def _take_in(self, request, line):
        """Add the redirect of a line; return {"line": the line, "errors": what is wrong with it}."""
        old, _space, new = line.strip().partition("\t" if "\t" in line.strip() else " ")
        form = self.get_form(request, change=False)({"path": old, **_target(old, new.strip())})
        if form.is_valid():
            form.instance.created_by = request.user
            with transaction.atomic():
                self.log_addition(request, form.save(), _("Added with others."))
                audit.note(audit.Action.ADDED, form.instance, request.user)
        return {"line": line, "errors": [error for errors in form.errors.values() for error in errors]}


def _target(old, new):
    """Return the fields for a target that was pasted: the piece it shows, where that is followed to the same language."""
    kind, _colon, number = (links.reference(new) or "").partition(":")
    own, wanted = (translation.get_language_from_path(address) for address in (old, new))
    return {"piece": number} if kind == "piece" and own and own == wanted else {"url": new}


def answers(request, address):
    """Say whether a page answers at a path, with a slash at its end or without: its view is asked."""
    return any(_is_page(request, path) for path in (address, f"{address}/"))


def _is_page(request, address):
    visit = copy(request)
    visit.method, visit.GET, visit.path, visit.path_info = "GET", QueryDict(), address, address
    with translation.override(translation.get_language_from_path(address) or translation.get_language()):
        try:
            visit.resolver_match = match = resolve(address)
            return match.func(visit, *match.args, **match.kwargs).status_code < 400
        except Http404:
            return False
