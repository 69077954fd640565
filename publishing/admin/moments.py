"""What a record was at points of its past: editions that were printed, and versions of its desk."""

from dataclasses import dataclass

from django.db.models import CharField, F, Value
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from publishing import clock, history, languages
from publishing.admin.ids import sent_id
from publishing.admin.instants import in_zones
from publishing.models import Edition, Piece

DESK = "desk"


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

    @property
    def before(self):
        """The moment of the same kind before this one, or None."""
        if self.edition:
            line = Edition.objects.filter(piece=self.edition.piece_id, language=self.edition.language)
            earlier = line.filter(public_from__lt=self.edition.public_from).order_by("-public_from").first()
            return Moment(self.record, edition=earlier) if earlier else None
        versions = history.versions(self.record)
        if self.version:
            # Those of one instant stand in the order in which they were made.
            versions = versions.filter(at__lte=self.version.at, pk__lt=self.version.pk)
        earlier = versions.first()
        return Moment(self.record, version=earlier) if earlier else None


def rows(record, only=None):
    """Return rows of (instant, "version" or "edition", id) of all that happened, the newest first."""
    rows = [_as_rows(history.versions(record), "at", "version")]
    if isinstance(record, Piece):
        editions = _as_rows(record.editions.all(), "printed_at", "edition")
        rows = {"editions": [editions], "versions": rows}.get(only, [editions, *rows])
    return rows[0].union(*rows[1:], all=True).order_by("-when", "-source", "-pk")


def _as_rows(queryset, instant, kind):
    found = queryset.order_by().annotate(when=F(instant), source=Value(kind, output_field=CharField()))
    return found.values_list("when", "source", "pk")


def of_rows(record, rows):
    """Return the Moments of some of those rows, without what only a comparison needs."""
    rows = list(rows)
    ids = {kind: [pk for _when, each, pk in rows if each == kind] for kind in ("version", "edition")}
    versions = history.versions(record).defer("data").in_bulk(ids["version"])
    editions = Edition.objects.select_related("printed_by").defer("body", "search_text", "facts")
    found = {"version": versions, "edition": editions.in_bulk(ids["edition"])}
    return [Moment(record, **{kind: found[kind][pk]}) for _when, kind, pk in rows]


def named(record, key):
    """Return the moment of this record that a key names; 404 for one of another's."""
    kind, _dash, number = key.partition("-")
    if key == DESK:
        return Moment(record)
    if kind == "version":
        found = history.versions(record).filter(pk=sent_id(number)).first()
    elif kind == "edition" and isinstance(record, Piece):
        found = Edition.objects.filter(piece=record.pk, pk=sent_id(number)).select_related("printed_by").first()
    else:
        raise Http404
    if found is None:
        raise Http404
    return Moment(record, **{kind: found})
