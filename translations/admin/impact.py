"""What saving a form does to translations: said while one types, proposed where it is a slip of the pen, told afterwards."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from publishing import audit, history, languages, previews
from publishing.admin.permissions import OwnLanguagesMixin
from publishing.admin.unsaved import Unsaved
from translations import impact, learning, progress, segments
from translations.impact import Texts
from translations.vouched import Vouched

# The tick of who confirms that translations stay valid; it holds the digest of what was shown beside it.
CONFIRMED = "stays_valid"


class ImpactMixin:
    """For the admin of what is translated."""

    own_pages = (*OwnLanguagesMixin.own_pages, "impact")

    def get_urls(self):
        view = self.admin_site.admin_view(self.impact_view)
        return [path("<path:object_id>/impact/", view, name=self.url_name("impact")), *super().get_urls()]

    def render_change_form(self, request, context, **kwargs):
        record = context.get("original")
        if record and self.has_change_permission(request, record):
            context["impact_url"] = self.address("impact", record)
        return super().render_change_form(request, context, **kwargs)

    @method_decorator(require_POST)
    def impact_view(self, request, object_id):
        """Answer with what saving the form as it was sent would do. Writes and locks nothing."""
        record = self.record_for(request, object_id, self._may_ask)
        if record.trashed_at:
            return HttpResponse(status=HTTPStatus.NO_CONTENT)
        before, vouched = Texts.of(record), Vouched.of(record)
        unsaved = Unsaved(self, request, record, self._codes(request)).piece
        found = impact.impact(before, Texts.of(unsaved), vouched)
        context = {"lines": lines(found), "impact": found, "may_confirm": self.own_languages(request) is None}
        context["slips"] = [slip.segment.label for slip in found.slips]
        context["valid_in"] = languages.names(found.languages_of_slips)
        return previews.private(TemplateResponse(request, "admin/translations/impact.html", context))

    def _may_ask(self, request, record):
        """Say whether somebody may change a record, or could until it went to the trash while they had it open."""
        if record.trashed_at:
            return self.has_view_permission(request, record)
        return self.has_change_permission(request, record)

    def _codes(self, request):
        own = self.own_languages(request)
        return languages.stored() if own is None else own

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if change and form.version:
            request.impact = self._settle_impact(request, self._stored(form.instance), form.version)

    def _settle_impact(self, request, record, version):
        """Keep valid what was confirmed to be; return the Impact that a save had."""
        last = history.versions(record).exclude(pk=version.pk).first()
        before, after = (Texts.of_version(type(record), each) for each in (last, version))
        found = impact.impact(before, after, Vouched.of(record))
        confirmed = request.POST.get(CONFIRMED)
        if confirmed and self.own_languages(request) is not None:
            raise PermissionDenied
        if not found.slips or confirmed != found.digest:
            return found
        learning.keep_valid(record, found.slips, request.user)
        texts = ", ".join(str(slip.segment.label) for slip in found.slips)
        audit.note(audit.Action.KEPT_VALID, record, request.user, found.languages_of_slips, texts=texts)
        return found.without_slips()

    def response_change(self, request, obj):
        response = super().response_change(request, obj)
        found = getattr(request, "impact", None)
        if found and found.outdated:
            self.message_user(request, said_after(obj, found), messages.WARNING)
        return response


def lines(found):
    """Return [(names of languages, what is outdated in them)], those together of which the same is said."""
    together = {}
    for code, judgements in found.outdated.items():
        together.setdefault(_said(judgements), []).append(code)
    return [(languages.names(codes), said) for said, codes in together.items()]


def _said(judgements):
    own, blocks, words = impact.size(judgements)
    parts = [*own, ngettext("%d block", "%d blocks", blocks) % blocks] if blocks else own
    return ", ".join([*parts, progress.in_words(words)])


def said_after(record, found):
    """Return what a save made outdated, with a way to each language on the translators' desk."""
    label, number = segments.identity(record)
    ways = (
        (reverse("translate", args=[label, number, code]), languages.native_name(code), _said(judgements))
        for code, judgements in found.outdated.items()
    )
    return format_html("{} {}", _("Outdated by this change:"), format_html_join("; ", '<a href="{}">{}</a> ({})', ways))
