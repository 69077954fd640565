"""How a key figure is said: number, unit and qualifier in the reader's language."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext, ngettext, pgettext

from publishing.numbers import number

MILLION = Decimal(1_000_000)


@dataclass(frozen=True)
class Said:
    """The parts of a figure, to be shown one after another; "" where there is none."""

    qualifier: str
    number: str
    unit: str


def said(figure, value=None):
    """Return the figure (or another value of it, such as the earlier one) as Said, in the active language."""
    value = figure.value if value is None else value
    if value is None:
        return Said("", pgettext("figure", "dozens"), "")
    unit = _unit(figure.unit)
    if value >= MILLION and value % 100_000 == 0:
        # Only round millions are shortened, so that nothing is ever rounded.
        millions = value / MILLION
        return Said(_qualifier(figure.qualifier), number(millions), _millions(unit, _count(millions)))
    return Said(_qualifier(figure.qualifier), number(value), unit)


def _count(millions):
    """Return a whole number that takes the plural form of these millions: 1.5 is plural in Spanish, singular in French."""
    return 1 if millions == 1 else max(2, int(millions)) if millions >= 2 else 0


def _millions(unit, count):
    if not unit:
        return ngettext("million", "millions", count)
    # Translators: stands after a number, as in "16 million tonnes".
    return ngettext("million %(unit)s", "million %(unit)s", count) % {"unit": unit}


def _qualifier(qualifier):
    return {
        "more_than": pgettext("figure", "more than"),
        "at_least": pgettext("figure", "at least"),
        "about": pgettext("figure", "about"),
    }.get(qualifier, "")


def _unit(unit):
    return {
        "percent": pgettext("unit", "%"),
        "hectare": pgettext("unit", "ha"),
        "tonne": pgettext("unit", "tonnes"),
    }.get(unit, "")


def share(value):
    """Return a percentage as cells of two percent, 0 to 50, for the woven bar."""
    return max(0, min(50, round(value / 2)))


def spoken(figure):
    """Return the figure with its earlier value in one sentence, for who cannot see the bar."""
    before, now = said(figure, figure.start_value), said(figure)
    return gettext("first %(before)s, later %(now)s") % {
        "before": f"{before.number} {before.unit}".strip(),
        "now": f"{now.number} {now.unit}".strip(),
    }
