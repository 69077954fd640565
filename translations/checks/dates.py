"""Dates: days, months, weekdays and years say the same in the words of either language."""

import re
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août|aout septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
    "de": "Januar|Jänner Februar März April Mai Juni Juli August September Oktober November Dezember",
}
WEEKDAYS = {
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag|Sonnabend Sonntag",
}
# Languages that write them with a capital; in small letters they are other words: "may", "march".
_CAPITALS = {"en", "de"}
_BEGINNING = re.compile(r"(?:^|[.!?:…\n(«“\"\d])\s*$")
_IN_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)|(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")


@dataclass(frozen=True)
class Date:
    """A day of a month, of a year (None if it is not said)."""

    day: int
    month: int
    year: int | None
    span: tuple

    def is_same(self, other):
        years = {self.year, other.year} - {None}
        return (self.day, self.month) == (other.day, other.month) and len(years) < 2


def are_known(language):
    return language in MONTHS


def find(text):
    """Return the Dates of a Text, in words and in figures."""
    found = [_in_figures(each) for each in _IN_FIGURES.finditer(text.prose)]
    if are_known(text.language):
        numbers = _numbers(MONTHS[text.language])
        for each in _in_words(text.language).finditer(text.prose):
            day, month, year = each["day"] or each["day_after"], each["month"] or each["month_before"], each["year"]
            number = numbers.get(month.casefold(), 0)
            found.append(Date(int(day), number, int(year) if year else None, each.span()))
    return [date for date in found if 1 <= date.month <= 12 and 1 <= date.day <= 31]


def check(translation):
    source, target = translation.source, translation.target
    if not (are_known(source.language) and are_known(target.language)):
        return
    yield from _days(translation)
    for names in (MONTHS, WEEKDAYS):
        yield from _named(translation, names)


def _days(translation):
    """A date is said in two parts at times: “from 1 to 5 May”."""
    before, after = translation.source.dates, translation.target.dates
    new = [date for date in after if not any(date.is_same(each) for each in before)]
    for date in before:
        if any(date.is_same(each) for each in after) or not new:
            continue
        other = min(new, key=lambda each: (each.month != date.month, each.day != date.day))
        if (
            re.search(rf"(?<!\d){date.day}(?!\d)", translation.target.prose)
            and other.month == date.month
            and other.day != date.day
        ):
            continue
        new.remove(other)
        values = {
            "source": translation.source.words[slice(*date.span)],
            "target": translation.target.words[slice(*other.span)],
        }
        yield translation.error("date", _("“%(source)s” became “%(target)s”.") % values, other.span)


def _named(translation, names):
    before, after = _mentioned(translation.source, names), _mentioned(translation.target, names)
    days = {date.month for date in translation.target.dates} if names is MONTHS else set()
    new = [number for number in after if number not in before]
    for number in before:
        if number in after or number in days:
            continue
        word = translation.source.words[slice(*before[number])]
        if new:
            span = after[new.pop(0)]
            values = {"source": word, "target": translation.target.words[slice(*span)]}
            yield translation.error("date", _("“%(source)s” became “%(target)s”.") % values, span)
        else:
            yield translation.warning("date", _("“%(word)s” is missing.") % {"word": word})


def _mentioned(text, names):
    """Return {number: place of its first name} of the months, or days of the week, that a text names.

    With a capital within a sentence it is somebody's name: “Julio”, “Domingo”.
    """
    numbers = _numbers(names[text.language])
    found = {}
    for each in _pattern(names[text.language], text.language).finditer(text.prose):
        if (
            each[0].islower()
            or text.language in _CAPITALS
            or _BEGINNING.search(text.prose, max(0, each.start() - 5), each.start())
        ):
            found.setdefault(numbers.get(each[0].casefold()), each.span())
    found.pop(None, None)  # a name with letters that only look alike
    return found


def _in_figures(found):
    if found[5]:
        return Date(int(found[7]), int(found[6]), int(found[5]), found.span())
    return Date(int(found[1]), int(found[3]), int(found[4]), found.span())


@cache
def _numbers(names):
    """Return {name: its number, from 1 on}."""
    return {name.casefold(): number for number, each in enumerate(names.split(), 1) for name in each.split("|")}


@cache
def _pattern(names, language):
    return re.compile(rf"\b(?:{'|'.join(names.split())})\b", _flags(language))


@cache
def _in_words(language):
    month = "|".join(MONTHS[language].split())
    return re.compile(
        rf"(?<![\d.,])(?P<day>\d{{1,2}})(?:er|[.]?[º°]|[.]|st|nd|rd|th)?\s+(?:de\s+|of\s+)?(?P<month>{month})\b"
        rf"(?:,?\s+(?:del?\s+)?(?P<year>\d{{4}})(?!\d))?"
        rf"|\b(?P<month_before>{month})\s+(?P<day_after>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?",
        _flags(language),
    )


def _flags(language):
    return 0 if language in _CAPITALS else re.IGNORECASE
