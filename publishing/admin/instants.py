"""Instants as editors read them: the clock of Brussels and that of Lima at once."""

from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

ZONES = {"Europe/Brussels": _("Brussels"), "America/Lima": _("Lima")}


def in_zones(instant):
    """Write an instant in every zone; a date is repeated only where it is another one."""
    clocks = [(localtime(instant, ZoneInfo(zone)), name) for zone, name in ZONES.items()]
    first = clocks[0][0].date()
    times = [
        _clock(moment, name, with_date=not index or moment.date() != first)
        for index, (moment, name) in enumerate(clocks)
    ]
    return format_html('<time datetime="{}">{}</time>', instant.isoformat(), " · ".join(times))


def _clock(moment, name, with_date):
    # Translators: a time of the day and the city whose clock shows it.
    time = _("%(time)s in %(city)s") % {"time": date_format(moment, "TIME_FORMAT"), "city": name}
    return f"{date_format(moment, 'SHORT_DATE_FORMAT')}, {time}" if with_date else time
