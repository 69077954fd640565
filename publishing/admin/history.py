"""The history of a piece or a shared record: what was published of it, what its desk was like, and how to get it back."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from publishing import compare, history, languages, press, previews
from publishing.admin import as_of, moments
from publishing.admin.instants import in_zones
from publishing.admin.offers import followers
from publishing.admin.pages import PagesMixin
from publishing.admin.publication import points_to_come
from publishing.admin.publication_forms import PrintAgainForm
from publishing.models import Edition, Piece

PER_PAGE = 50
ONLY = {"editions": gettext_lazy("What was published"), "versions": gettext_lazy("The desk")}


class HistoryMixin(PagesMixin):
    """For the admin of what is on the desk: pieces and shared records."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/history/compare/", view(self.compare_view), name=self.url_name("compare")),
            path("<path:object_id>/history/bring-back/", view(self.bring_back_view), name=self.url_name("bring_back")),
            *super().get_urls(),
        ]

    # The list

    def history_view(self, request, object_id, extra_context=None):
        record = self.record_for(request, object_id, self.has_view_or_change_permission)
        only = request.GET.get("only") if isinstance(record, Piece) else None
        page = Paginator(moments.rows(record, only), PER_PAGE).get_page(request.GET.get("p"))
        found = moments.of_rows(record, page)
        tabs = [("", _("Everything")), *ONLY.items()] if isinstance(record, Piece) else []
        return self.render_page(
            request,
            record,
            "admin/publishing/history.html",
            _("History"),
            page=page,
            moments=[self._described(record, moment) for moment in found],
            tabs=[{"value": value, "name": name, "is_current": value == (only or "")} for value, name in tabs],
            compare_url=self.address("compare", record),
            languages_to_publish=self.languages_to_publish(request, record) if isinstance(record, Piece) else (),
        )

    def _described(self, record, moment):
        """Return a moment with the addresses of what can be done with it."""
        is_page = moment.edition and not moment.edition.blank
        return {
            "moment": moment,
            "when": in_zones(moment.when),
            "lasts": moment.lasts if moment.edition else None,
            "beside_the_desk": ""
            if moment.edition and not is_page
            else self.address("compare", record, **{"with": [moment.key, moments.DESK]}),
            "see": self.address("edition", record, moment.edition.pk) if is_page else "",
            "as_of": as_of.beginning_of(moment.edition) if is_page else "",
            "again": self.address("print_again", record, moment.edition.pk) if is_page else "",
            "changes": self.address("compare", record, **{"with": moment.key}) if not moment.edition or is_page else "",
        }

    # Two of them side by side

    def compare_view(self, request, object_id):
        """Compare two moments, ?with=version-3&with=desk; one alone with the one of its kind before it."""
        record = self.record_for(request, object_id, self.has_view_or_change_permission)
        chosen = [moments.named(record, key) for key in request.GET.getlist("with")]
        chosen.sort(key=lambda moment: (moment.source is None, moment.when))
        if len(chosen) == 1:
            chosen = [*filter(None, [chosen[0].before]), *chosen]
        if error := self._refusal(chosen):
            self.message_user(request, error, messages.ERROR)
            return HttpResponseRedirect(self.address("history", record))
        before, after = chosen if len(chosen) == 2 else (None, *chosen)
        comparisons = self._comparisons(record, before, after)
        return self.render_page(
            request,
            record,
            "admin/publishing/compare.html",
            _("Compare"),
            before=before and self._described(record, before),
            after=self._described(record, after),
            comparisons=comparisons,
            all_empty=len(comparisons) > 1 and all(each.is_empty for each in comparisons),
            bring_back=self._to_bring_back(request, record, before, after),
            bring_back_url=self.address("bring_back", record),
            stored=[{"code": code, "name": languages.native_name(code)} for code in languages.stored()],
        )

    def _to_bring_back(self, request, record, before, after):
        """Return the older one, described, where it stands beside the desk and this person may bring it back."""
        stands_beside_the_desk = before is not None and after.source is None
        if not (stands_beside_the_desk and self.has_change_permission(request, record)):
            return None
        return self._described(record, before)

    def _refusal(self, chosen):
        editions = [moment.edition for moment in chosen if moment.edition]
        if len(chosen) not in (1, 2):
            return _("Tick two to compare them.")
        if len({edition.language for edition in editions}) > 1:
            return _("Choose two of the same language.")
        if any(edition.blank for edition in editions if len(chosen) != len(editions) or edition is editions[-1]):
            return _("A withdrawal holds no text to compare.")
        return ""

    def _comparisons(self, record, before, after):
        model = type(record)
        if after.edition and (before is None or before.edition):
            return [compare.editions(before and before.edition, after.edition)]
        if before and (before.edition or after.edition):
            return [compare.edition_with_version(model, before.edition or before.data, after.edition or after.data)]
        return compare.versions(model, before and before.data, after.data)

    # Back to the desk

    @method_decorator(require_POST)
    def bring_back_view(self, request, object_id):
        """Bring back ?with= in POST: the whole, one `language`, or one `block`, given as "id" or "id language"."""
        record = self.record_for(request, object_id, self.has_change_permission)
        moment = moments.named(record, request.POST.get("with", ""))
        block, _blank, language = request.POST.get("block", "").partition(" ")
        language = language or request.POST.get("language") or None
        if moment.source is None or (language and language not in languages.stored()):
            raise BadRequest
        try:
            report = self.bring_back(record, moment.source, language, block or None, request.user)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return HttpResponseRedirect(self.address("history", record))
        for note in report.notes:
            self.message_user(request, note, messages.WARNING)
        said = _("Brought back to the desk. Visitors see it once it is published.")
        if not report.version:
            said = _("The desk says just that already.")
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(f"{self.address('change', record)}#content-start")

    def bring_back(self, record, source, language, block, by):
        return history.bring_back(source, language, block, by)


class EditionsMixin(HistoryMixin):
    """For the admin of a kind of piece: its editions too."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/editions/<int:edition_id>/", view(self.edition_view), name=self.url_name("edition")),
            path(
                "<path:object_id>/editions/<int:edition_id>/again/",
                view(self.print_again_view),
                name=self.url_name("print_again"),
            ),
            *super().get_urls(),
        ]

    def _edition(self, piece, edition_id):
        moment = moments.named(piece, f"edition-{edition_id}")
        if moment.edition.blank:
            raise Http404
        return moment.edition

    def edition_view(self, request, object_id, edition_id):
        """Show an edition as the page that it was, is or will be."""
        piece = self.record_for(request, object_id, self.has_view_or_change_permission)
        return previews.render(request, self._edition(piece, edition_id))

    def print_again_view(self, request, object_id, edition_id):
        piece = self.record_for(request, object_id, self.has_publish_permission)
        edition = self._edition(piece, edition_id)
        if edition.language not in self.languages_to_publish(request, piece):
            raise PermissionDenied
        form = PrintAgainForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                again = press.print_again(edition, by=request.user, **form.values)
            except ValidationError as error:
                form.refuse(error)
            else:
                self._say_published(request, [again])
                return HttpResponseRedirect(self.address("history", piece))
        now = Edition.objects.current(edition.language).filter(piece=piece.pk).first()
        return self.render_page(
            request,
            piece,
            "admin/publishing/print_again.html",
            _("Publish again"),
            form=form,
            described=self._described(piece, moments.Moment(piece, edition=edition)),
            comparison=compare.editions(now, edition),
            followers=followers(points_to_come(piece).get(edition.language, ())),
        )
