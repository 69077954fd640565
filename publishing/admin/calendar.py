"""What comes, month by month: what becomes public, takes the place of another text, or is withdrawn."""

import datetime as dt
from calendar import Calendar
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.db.models import Exists, OuterRef
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from publishing import clock, languages
from publishing.admin import as_of
from publishing.admin.clock_forms import LATEST
from publishing.admin.instants import FIRST, in_zones
from publishing.models import Edition, Piece, PieceKind

CLOCK = ZoneInfo(FIRST)  # by which the days and months of the calendar go


class FilterForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=lambda: [("", _("All")), *languages.choices()]
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=lambda: [("", _("All")), *PieceKind.choices])

    @property
    def chosen(self):
        """The filters in use, {} where what is asked for does not exist."""
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}


@permission_required("publishing.view_edition", raise_exception=True)
@require_safe
def calendar(request):
    """Show a month. What has begun is no part of it, so that the present month is the first."""
    form = FilterForm(request.GET)
    chosen = form.chosen
    first = max(_first_day(request.GET.get("month", "")), _first_day())
    coming = _coming(**chosen)
    editions = coming.filter(public_from__gte=_start(first), public_from__lt=_start(_next(first)))
    cancellable = _cancellable(request, editions)
    by_day = _by_day(_point(edition, edition.kind in cancellable) for edition in editions)
    later = None if by_day else coming.filter(public_from__gte=_start(_next(first))).first()
    context = {
        **admin.site.each_context(request),
        "title": _("Calendar"),
        "form": form,
        "first": first,
        "weekdays": [(WEEKDAYS[number], WEEKDAYS_ABBR[number]) for number in range(7)],
        "today": localdate(clock.now(), CLOCK),
        "weeks": _weeks(first, by_day),
        "days": by_day.items(),
        "before": _address(_previous(first), chosen) if first > _first_day() else "",
        "after": _address(_next(first), chosen) if first.year < LATEST else "",
        "later": later and {"when": in_zones(later.public_from), "url": _address(_day(later), chosen)},
    }
    return TemplateResponse(request, "admin/publishing/calendar.html", context)


def _coming(**chosen):
    """Return what has not begun, each with `replaces`: whether another text is public until then."""
    before = Edition.objects.filter(
        piece=OuterRef("piece"), language=OuterRef("language"), public_until=OuterRef("public_from"), blank=False
    )
    coming = Edition.objects.filter(public_from__gt=clock.now(), **chosen).annotate(replaces=Exists(before))
    return coming.select_related("piece").defer("body", "search_text").order_by("public_from", "pk")


def _point(edition, may_cancel):
    """Return what the calendar says of something to come."""
    day = _day(edition)
    return {
        "edition": edition,
        "title": edition.title or str(edition.piece),
        "lang": edition.language if edition.title else "",
        "what": _("is withdrawn") if edition.blank else _("is replaced") if edition.replaces else _("becomes public"),
        "sign": "end" if edition.blank else "change" if edition.replaces else "begin",
        "language": languages.native_name(edition.language),
        "times": in_zones(edition.public_from, known_day=day),
        "as_of": as_of.beginning_of(edition),
        "cancel": _pieces_of(edition.kind).address("cancel", edition.piece, edition.pk) if may_cancel else "",
    }


def _pieces_of(kind):
    """Return the admin of the pieces of a kind."""
    return admin.site.get_model_admin(Piece._meta.get_field(PieceKind(kind).model_name).related_model)


def _cancellable(request, editions):
    """Return the kinds of which this person may cancel what is planned."""
    one_of_each = {edition.kind: edition.piece for edition in editions}
    return {kind for kind, piece in one_of_each.items() if _pieces_of(kind).has_publish_permission(request, piece)}


def _day(edition):
    return localdate(edition.public_from, CLOCK)


def _by_day(points):
    found = {}
    for point in points:
        found.setdefault(_day(point["edition"]), []).append(point)
    return found


def _weeks(first, by_day):
    """Return the weeks of a month that are not over, each day as (day, whether it is of this month, its points)."""
    today = localdate(clock.now(), CLOCK)
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    return [
        [(day, day.month == first.month, by_day.get(day, ())) for day in week] for week in weeks if week[-1] >= today
    ]


def _first_day(month=""):
    """Return the first day of a month such as "2026-12", of the present one for anything else."""
    try:
        first = dt.date.fromisoformat(f"{month}-01")
    except ValueError:
        first = localdate(clock.now(), CLOCK).replace(day=1)
    return min(first, dt.date(LATEST, 12, 1))


def _next(first):
    return (first + dt.timedelta(days=31)).replace(day=1)


def _previous(first):
    return (first - dt.timedelta(days=1)).replace(day=1)


def _start(day):
    return dt.datetime.combine(day, dt.time.min, CLOCK)


def _address(day, chosen):
    return f"{reverse('calendar')}?{urlencode({'month': f'{day:%Y-%m}', **chosen})}"
