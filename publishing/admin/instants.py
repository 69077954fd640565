"""Instants as editors read and give them: on the clock of Brussels and on that of Lima."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

ZONES = {"Europe/Brussels": _("Brussels"), "America/Lima": _("Lima")}
FIRST = next(iter(ZONES))


def in_zones(instant, known_day=None):
    """Write an instant in every zone; a date only where it is another one than that before it, or than `known_day`."""
    return format_html('<time datetime="{}">{}</time>', instant.isoformat(), said_in_zones(instant, known_day))


def said_in_zones(instant, known_day=None):
    """Return the words of in_zones."""
    times = []
    for zone, name in ZONES.items():
        moment = localtime(instant, ZoneInfo(zone))
        times.append(_clock(moment, name, with_date=moment.date() != known_day))
        known_day = moment.date()
    return " · ".join(times)


def _clock(moment, name, with_date):
    # Translators: a time of the day and the city whose clock shows it.
    time = _("%(time)s in %(city)s") % {"time": date_format(moment, "TIME_FORMAT"), "city": name}
    return f"{date_format(moment, 'SHORT_DATE_FORMAT')}, {time}" if with_date else time


def shown_by(moment, zone):
    """Return the instant at which the clock of a zone shows this day and time.

    Raise ValidationError where it never does, or does so twice, because it is put forward or back that night.
    """
    first, second = (moment.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    if first.utcoffset() < second.utcoffset():
        raise ValidationError(
            gettext("The clock of %(city)s never shows this: it is put forward that night. Give another time.")
            % {"city": ZONES[zone]},
            code="skipped",
        )
    if first.utcoffset() > second.utcoffset():
        raise ValidationError(
            gettext("The clock of %(city)s shows this twice: it is put back that night. Give it on another clock.")
            % {"city": ZONES[zone]},
            code="twice",
        )
    return first.astimezone(dt.UTC)


def on_clock(instant, zone=FIRST):
    """Return what a clock shows at an instant, without seconds, as a form holds it."""
    return localtime(instant, ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)
