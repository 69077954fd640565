"""Numbers and units: the same ones, written as each language writes them, in figures or in words."""

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import override

from publishing.numbers import number as written
from translations.checks.number_words import BEFORE_CENTURIES, CENTURIES, HALVES, MULTIPLIERS, ORDINALS, WORDS
from translations.checks.texts import HARD_SPACES

# Which sign parts thousands, and which decimals, where three figures follow and it could be either.
GROUPING = {"nl": ".", "de": ".", "fr": ".", "en": ",", "es": ".,"}
DECIMAL = {"nl": ",", "de": ",", "fr": ",", "en": ".", "es": ","}
# How thousands are written here, and from how many figures on.
GROUPED_BY = {"nl": ".", "es": HARD_SPACES, "fr": HARD_SPACES}
GROUPED_FROM = 5
# Signs and words of units, in any language; the longer ones first.
UNITS = {
    "km²": "km²|km2|vierkante kilometer|kilómetros cuadrados|kilomètres carrés|square kilomet(?:re|er)s",
    "m²": "m²|m2|vierkante meter|metros cuadrados|mètres carrés|square met(?:re|er)s",
    "km": "km|kilometers?|kilómetros?|kilomètres?",
    "cm": "cm|centimeters?|centímetros?|centimètres?",
    "mm": "mm|millimeters?|milímetros?|millimètres?",
    "m": "m|meters?|metros?|mètres?",
    "ha": "ha|hectaren?|hectares|hectáreas?|Hektar",
    "kg": "kg|kilo(?:gram)?s?|kilogramos?|kilogrammes?",
    "t": "ton|tonnen|toneladas?|tonnes?",
    "g": "gram|gramos?|grammes?",
    "l": "liters?|litros?|litres?",
    "%": "%|procent|percent|por ciento|pour cent|Prozent",
    "°C": "°\\s?C|graden(?: Celsius)?|grados(?: Celsius| centígrados)?|degrés(?: Celsius)?|degrees(?: Celsius)?",
    "€": "€|euro(?:’s|s)?|EUR",
    "$": "US\\$|\\$|USD|dollars?|dólar(?:es)?",
    "S/": "S/\\.?|(?:nuevos )?sol(?:es)?|PEN",
}
MONEY = {"€": "€|EUR", "$": "US\\$|\\$|USD", "S/": "S/\\.?|PEN"}
# Hours of the day: figures with a colon everywhere, and what each language writes besides.
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?!\d|[.,\s]\d{3}(?!\d))"
TIMES = {
    "nl": r"(?P<hour2>\d{1,2})(?:[.:](?P<minute2>\d\d))?\s?(?:uur\b|u\b\.?)",
    "fr": r"(?P<hour2>\d{1,2})\s?(?:heures?\b|h\b)(?:\s?(?P<minute2>\d\d)(?!\d))?",
    "es": r"(?P<hour2>\d{1,2})(?:[.:](?P<minute2>\d\d))?\s?(?:horas?\b|h\b)",
}
_AFTERNOON = re.compile(r"\s?p\.\s?m\.|\s?pm\b|\sde la (?:tarde|noche)\b|\s’s (?:middags|avonds)\b|\sdu soir\b")
# Decades that are named by their last two figures: "de jaren 60", "los años sesenta".
_DECADE = re.compile(r"\b(?:jaren|años|années)\s['’]?$", re.IGNORECASE)
_SPACE = "[ \u00a0\u202f\u2009]"
_FIGURES = re.compile(
    rf"(?<![\w.,])(?P<sign>(?<!\d)[-−])?(?P<figures>\d{{1,3}}(?:{_SPACE}\d{{3}}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
)
_ROMAN = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True)
class Number:
    """A number in a text: all it could mean, with its unit, if any; `is_word` where it is spelt out."""

    values: frozenset
    unit: str
    span: tuple
    figures: str = ""
    is_word: bool = False
    is_ordinal: bool = False


def check(translation):
    source, target = find(translation.source), find(translation.target)
    yield from _values(translation, source, target)
    yield from _units(translation, source, target)
    yield from _forms(translation, source, target)


def find(text):
    """Return the Numbers of a Text, those of dates left out."""
    masked = list(text.prose)
    found = []

    def take(pattern, number_of):
        for match in pattern.finditer("".join(masked)):
            number = number_of(match) if masked[match.start()] != "_" else None  # “por ciento” is no hundred
            if number:
                found.append(number)
                masked[number.span[0] : number.span[1]] = "_" * (number.span[1] - number.span[0])

    for date in text.dates:
        masked[date.span[0] : date.span[1]] = "_" * (date.span[1] - date.span[0])
    take(re.compile(CENTURIES.get(text.language, r"(?!)")), lambda match: _century(match, text.language))
    take(_times(text.language), _time)
    take(_FIGURES, lambda match: _in_figures(match, text))
    take(_words(text.language), lambda match: _in_words(match, text))
    return sorted(found, key=lambda number: number.span)


def _values(translation, source, target):
    """What is in figures must be there, in figures or words; and what is in words too."""
    there, here = _known(translation.target, target), _known(translation.source, source)
    lost = [number for number in source if not number.values & there and _is_expected(number, translation.target)]
    new = [number for number in target if not number.is_word and not number.values & here]
    for number in lost:
        word = translation.source.words[slice(*number.span)]
        twin = _twin(number, new, target, here)
        if twin:
            values = {"source": word, "target": translation.target.words[slice(*twin.span)]}
            text = _("“%(source)s” became “%(target)s”.") % values
            is_sure = not (number.is_word or twin.is_word)
            yield (translation.error if is_sure else translation.warning)("number", text, twin.span)
            new = [each for each in new if each != twin]
        else:
            yield translation.warning("number", _("“%(word)s” is missing.") % {"word": word})
    for number in new:
        word = translation.target.words[slice(*number.span)]
        yield translation.warning("number", _("“%(word)s” is not in the source.") % {"word": word}, number.span)


def _is_expected(number, target):
    """Words of numbers are known in some languages only; ordinals up to twelve are words like others: “a second”."""
    return not number.is_word or (target.language in WORDS and not (number.is_ordinal and max(number.values) <= 12))


def _twin(number, new, target, here):
    """Return what stands for a number that is lost, most likely: one in figures, else one in words."""
    if new:
        return new[0]
    return next((each for each in target if number.is_word and each.is_word and not each.values & here), None)


def _known(text, numbers):
    """Return all values that a text may mean, those of its dates too."""
    found = {value for number in numbers for value in number.values}
    for date in text.dates:
        found |= {Decimal(part) for part in (date.day, date.month, date.year) if part}
    return found | {value for value, word in HALVES.get(text.language, ()) if re.search(word, text.prose)}


def _units(translation, source, target):
    """A number of the source that is there without its unit, or with another one."""
    units = defaultdict(dict)
    for number in target:
        for value in number.values:
            units[value].setdefault(number.unit, number)
    for number in source:
        found = {unit: each for value in number.values for unit, each in units.get(value, {}).items()}
        if not number.unit or not found or number.unit in found:
            continue
        word = translation.source.words[slice(*number.span)]
        other = next((each for unit, each in found.items() if unit), None)
        if other:
            values = {"source": word, "target": translation.target.words[slice(*other.span)]}
            yield translation.error("unit", _("“%(source)s” became “%(target)s”.") % values, other.span)
        else:
            text = _("The unit of “%(source)s” is missing.") % {"source": word}
            yield translation.warning("unit", text, found[""].span)


def _forms(translation, source, target):
    """What its own language writes otherwise too is no number to it, but a name: “EN 301 549”, “WCAG 2.2”."""
    language = translation.target.language
    names = {number.figures for number in source if not _is_well_written(number, translation.source.language)}
    for number in target:
        if number.figures not in names and not _is_well_written(number, language):
            text = _("“%(number)s” is written “%(right)s” in this language.")
            values = {"number": number.figures, "right": _written(_meanings(number.figures, language), language)}
            yield translation.warning("number_form", text % values, number.span)


def _is_well_written(number, language):
    if language not in GROUPED_BY or not number.figures:
        return True
    signs = re.sub(r"\d", "", number.figures)
    if not signs:
        return len(number.figures) < GROUPED_FROM
    if any(value != int(value) for value in _meanings(number.figures, language)):
        return signs[-1] == "," and set(signs[:-1]) <= set(GROUPED_BY[language])
    return set(signs) <= set(GROUPED_BY[language])


def _written(meanings, language):
    with override(language):
        return written(max(meanings))


# Reading


def _century(found, language):
    """“XIXe siècle”, “siglo XIX y comienzos del XX”: figures and words of centuries are read as all others."""
    if not re.search(BEFORE_CENTURIES.get(language, ""), found.string[max(0, found.start() - 60) : found.start()]):
        return None
    total = 0
    values = [_ROMAN[sign] for sign in found[1]]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return Number(frozenset({Decimal(total)}), "", found.span(1))


@cache
def _times(language):
    return re.compile(f"(?<![\\d.,:]){_CLOCK}|(?<![\\d.,]){TIMES[language]}" if language in TIMES else _CLOCK)


def _time(found):
    """Return the minutes since midnight; a full hour may also be a number of hours."""
    groups = found.groupdict()
    hour, minute = int(groups["hour"] or groups.get("hour2")), int(groups["minute"] or groups.get("minute2") or 0)
    after = _AFTERNOON.match(found.string, found.end())
    if after and hour < 12:
        hour += 12
    values = {Decimal(hour * 60 + minute)} | ({Decimal(hour)} if not minute else set())
    return Number(frozenset(values), "", (found.start(), after.end() if after else found.end()))


def _in_figures(found, text):
    figures = found["figures"]
    times, end, unit = _behind(text.prose, found.end())
    sign = -1 if found["sign"] else 1
    values = {sign * value * times for value in _meanings(figures, text.language)}
    if len(figures) == 2 and _DECADE.search(text.prose, max(0, found.start() - 12), found.start()):
        values |= {value + 1900 for value in values}
    return Number(frozenset(values), unit or _money(text.prose, found.start()), (found.start(), end), figures)


@lru_cache(maxsize=1000)
def _meanings(figures, language):
    """Return all numbers that figures can stand for in a language."""
    bare = re.sub(_SPACE, "", figures)
    signs = re.sub(r"\d", "", bare)
    whole = Decimal(re.sub(r"\D", "", bare))
    if not signs or (len(signs) > 1 and signs.count(signs[-1]) > 1):
        return {whole}
    head, tail = re.split(r"[.,](?=\d+$)", bare)
    decimals = Decimal(f"{re.sub(r'[.,]', '', head)}.{tail}")
    if len(signs) > 1 or len(tail) != 3 or len(head) > 3 or head == "0":
        return {decimals}
    values = {whole} if signs in GROUPING.get(language, ".,") else set()
    return values | ({decimals} if signs in DECIMAL.get(language, ".,") else set())


def _in_words(found, text):
    times, end, unit = _behind(text.prose, found.end())
    word = found[0].casefold()
    value = WORDS[text.language].get(word, 0)  # not known where it has letters that only look alike
    if not value or (times == 1 and value in (1, Decimal("1.5"))):
        return None
    values = {value * times}
    if _AND_A_HALF.match(text.prose, end):
        values |= {(value + Decimal("0.5")) * times}
    if text.language == "nl" and _HALF_AN_HOUR_TO.search(text.prose, max(0, found.start() - 6), found.start()):
        values |= {value - Decimal("0.5")}
    if 20 <= value <= 90 and times == 1 and _DECADE.search(text.prose, max(0, found.start() - 12), found.start()):
        values |= {value + 1900}
    is_ordinal = word in ORDINALS[text.language]
    return Number(frozenset(values), unit, (found.start(), end), is_word=True, is_ordinal=is_ordinal)


_MULTIPLIER = re.compile(rf"{_SPACE}({'|'.join(MULTIPLIERS)})\b", re.IGNORECASE)
_AND_A_HALF = re.compile(rf"{_SPACE}(?:\w+{_SPACE})?(?:y medi[oa]|et demie?)\b", re.IGNORECASE)
_HALF_AN_HOUR_TO = re.compile(r"\bhalf\s$", re.IGNORECASE)
_UNIT = re.compile(
    rf"{_SPACE}*(?:de |d’|of )?(?:{'|'.join(f'(?P<u{i}>{forms})' for i, forms in enumerate(UNITS.values()))})(?!\w)"
)
_MONEY = re.compile(rf"(?:{'|'.join(f'(?P<u{i}>{forms})' for i, forms in enumerate(MONEY.values()))}){_SPACE}?$")


def _behind(prose, end):
    """Return what a number is to be multiplied with, where it ends with that and with its unit, and the unit."""
    times = 1
    if found := _MULTIPLIER.match(prose, end):
        times, end = MULTIPLIERS.get(found[1].casefold(), 1), found.end()
    if found := _UNIT.match(prose, end):
        return times, found.end(), list(UNITS)[int(found.lastgroup[1:])]
    return times, end, ""


def _money(prose, start):
    found = _MONEY.search(prose, max(0, start - 5), start)
    return list(MONEY)[int(found.lastgroup[1:])] if found else ""


@cache
def _words(language):
    words = sorted(WORDS.get(language, ()), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])" if words else r"(?!)", re.IGNORECASE)
