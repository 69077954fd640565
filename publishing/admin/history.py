"""The history of a piece or a shared record: what was published of it, what its desk was like, and how to get it back."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.core.paginator import Paginator
from django.db.models import CharField, F, Value
from django.http import Http404, HttpResponseRedirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from publishing import clock, compare, history, languages, press, previews
from publishing.admin import as_of
from publishing.admin.instants import in_zones
from publishing.admin.offers import followers
from publishing.admin.pages import PagesMixin
from publishing.admin.publication import points_to_come
from publishing.admin.publication_forms import PrintAgainForm
from publishing.models import Edition, Piece

PER_PAGE = 50
DESK = "desk"
ONLY = {"editions": gettext_lazy("What was published"), "versions": gettext_lazy("The desk")}


@dataclass
class Moment:
    """A point of a record's history: an edition, a version of its desk, or (neither) the desk as it is now."""

    record: object
    edition: Edition | None = None
    version: object = None

    @property
    def key(self):
        """What names it in addresses: "edition-3", "version-12", "desk"."""
        source = self.source
        return f"{'edition' if self.edition else 'version'}-{source.pk}" if source else DESK

    @property
    def source(self):
        return self.edition or self.version

    @property
    def when(self):
        """The instant at which it came about; the desk's is now."""
        if self.edition:
            return self.edition.printed_at
        return self.version.at if self.version else clock.now()

    @cached_property
    def data(self):
        """The snapshot that the desk was, or is."""
        return self.version.data if self.version else history.snapshot(self.record)

    @property
    def name(self):
        if self.edition:
            return _("%(language)s, as published") % {"language": languages.native_name(self.edition.language)}
        return _("the desk as it was") if self.version else _("the desk as it is now")

    @property
    def reason(self):
        return self.version.get_reason_display() if self.version else ""

    @property
    def languages(self):
        codes = [self.edition.language] if self.edition else self.version.languages
        return [{"code": code, "name": languages.native_name(code)} for code in codes]

    @property
    def by(self):
        return self.edition.printed_by if self.edition else self.version.by

    @property
    def state(self):
        """What an edition is now: past, current or planned."""
        now = clock.now()
        if self.edition.public_until <= now:
            return _("past")
        return _("planned") if self.edition.public_from > now else _("current")

    @property
    def was_planned(self):
        return self.edition.public_from > self.edition.printed_at

    @property
    def lasts(self):
        """From when until when an edition is public."""
        ends = self.edition.public_until != clock.FOREVER
        return {
            "since": in_zones(self.edition.public_from),
            "until": in_zones(self.edition.public_until) if ends else "",
        }


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
        page = Paginator(self._rows(record, only), PER_PAGE).get_page(request.GET.get("p"))
        found = self._moments(record, page)
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
            may_publish=isinstance(record, Piece) and self.has_publish_permission(request, record),
        )

    def _rows(self, record, only=None):
        """Return rows of (instant, "version" or "edition", id) of all that happened, the newest first."""
        rows = [_as_rows(history.versions(record), "at", "version")]
        if isinstance(record, Piece):
            editions = _as_rows(record.editions.all(), "printed_at", "edition")
            rows = {"editions": [editions], "versions": rows}.get(only, [editions, *rows])
        return rows[0].union(*rows[1:], all=True).order_by("-when", "-source", "-pk")

    def _moments(self, record, rows):
        rows = list(rows)
        ids = {kind: [pk for _when, each, pk in rows if each == kind] for kind in ("version", "edition")}
        versions = history.versions(record).defer("data").in_bulk(ids["version"])
        editions = Edition.objects.select_related("printed_by").defer("body", "search_text", "facts")
        found = {"version": versions, "edition": editions.in_bulk(ids["edition"])}
        return [Moment(record, **{kind: found[kind][pk]}) for _when, kind, pk in rows]

    def _described(self, record, moment):
        """Return a moment with the addresses of what can be done with it."""
        is_page = moment.edition and not moment.edition.blank
        return {
            "moment": moment,
            "when": in_zones(moment.when),
            "lasts": moment.lasts if moment.edition else None,
            "beside_the_desk": ""
            if moment.edition and not is_page
            else self.address("compare", record, **{"with": [moment.key, DESK]}),
            "see": self.address("edition", record, moment.edition.pk) if is_page else "",
            "as_of": as_of.beginning_of(moment.edition) if is_page else "",
            "again": self.address("print_again", record, moment.edition.pk) if is_page else "",
            "changes": self.address("compare", record, **{"with": moment.key}) if not moment.edition or is_page else "",
        }

    # Two of them side by side

    def compare_view(self, request, object_id):
        """Compare two moments, ?with=version-3&with=desk; one alone with the one of its kind before it."""
        record = self.record_for(request, object_id, self.has_view_or_change_permission)
        chosen = [self._moment(record, key) for key in request.GET.getlist("with")]
        chosen.sort(key=lambda moment: (moment.source is None, moment.when))
        if len(chosen) == 1:
            chosen = [*filter(None, [self._before(chosen[0])]), *chosen]
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

    def _moment(self, record, key):
        """Return the moment of this record that a key names; 404 for one of another's."""
        kind, _dash, number = key.partition("-")
        if key == DESK:
            return Moment(record)
        if kind == "version" and number.isdecimal():
            found = history.versions(record).filter(pk=number).first()
        elif kind == "edition" and number.isdecimal() and isinstance(record, Piece):
            found = Edition.objects.filter(piece=record.pk, pk=number).select_related("printed_by").first()
        else:
            raise Http404
        if found is None:
            raise Http404
        return Moment(record, **{kind: found})

    def _before(self, moment):
        """Return the moment of the same kind before this one, or None."""
        if moment.edition:
            line = Edition.objects.filter(piece=moment.edition.piece_id, language=moment.edition.language)
            earlier = line.filter(public_from__lt=moment.edition.public_from).order_by("-public_from").first()
            return Moment(moment.record, edition=earlier) if earlier else None
        versions = history.versions(moment.record)
        if moment.version:
            # Those of one instant stand in the order in which they were made.
            versions = versions.filter(at__lte=moment.version.at, pk__lt=moment.version.pk)
        earlier = versions.first()
        return Moment(moment.record, version=earlier) if earlier else None

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
        moment = self._moment(record, request.POST.get("with", ""))
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


def _as_rows(queryset, instant, kind):
    found = queryset.order_by().annotate(when=F(instant), source=Value(kind, output_field=CharField()))
    return found.values_list("when", "source", "pk")


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
        moment = self._moment(piece, f"edition-{edition_id}")
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
            described=self._described(piece, Moment(piece, edition=edition)),
            comparison=compare.editions(now, edition),
            followers=followers(points_to_come(piece).get(edition.language, ())),
        )
