"""Punctuation: how a text begins and ends, Spanish ¿ and ¡, quotation marks of each language, what is opened and not closed."""

import re
from collections import Counter

from django.utils.translation import gettext as _

from translations.checks.texts import MASK

# Quotation marks that a language does not use; what it does use is not listed, for there is choice within it.
FOREIGN_QUOTES = {"nl": '"«»', "es": '"„', "fr": '"„', "de": '"”', "en": '"«»„'}
RIGHT_QUOTES = {"nl": "“ ”", "es": "« »", "fr": "« »", "de": "„ “", "en": "“ ”"}
OPENING = {"es": {"?": "¿", "!": "¡"}}
# The ends of a sentence in any script, as the Latin ones.
ENDS = {".": ".", "!": "!", "?": "?", "…": "…", ":": ":", ";": ";", "؟": "?", "。": ".", "۔": ".", "؛": ";"}
PAIRS = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“"}
QUOTE = re.compile(r"[«“„\"]")
EMPHASIS = re.compile(r"[«“„‘\"]|<(?:em|strong)\b", re.IGNORECASE)
_BRACKET = re.compile("[{}]".format(re.escape("".join([*PAIRS, *PAIRS.values()]))))
_WRAPPING = ' \n\u00a0\u202f»”“’")]'


def check(translation):
    yield from _end(translation)
    yield from _beginning(translation)
    yield from _inverted(translation)
    yield from _quotes(translation)
    yield from _brackets(translation)


def _end(translation):
    before, after = _last(translation.source), _last(translation.target)
    if before != after and MASK not in (translation.source.prose[-1:], translation.target.prose[-1:]):
        if before and after:
            text = _("Ends in “%(target)s”, the source in “%(source)s”.")
        elif before:
            text = _("The source ends in “%(source)s”, the translation does not.")
        else:
            text = _("Ends in “%(target)s”, the source does not.")
        yield translation.warning("end", text % {"source": before, "target": after})


def _last(text):
    words = text.prose.rstrip(_WRAPPING)
    if words.endswith(("?!", "!?")):
        return "?"
    return "…" if words.endswith("...") else ENDS.get(words[-1:], "")


def _beginning(translation):
    source, target = _first(translation.source), _first(translation.target)
    if source and target and source[1].isupper() and target[1].islower():
        text = _("The source begins with a capital, the translation does not.")
        yield translation.warning("capital", text, target.span(1))


def _first(text):
    """Return the match of the first letter, None where a figure or an abbreviation such as “CO₂” comes first."""
    return re.match(r"[\s¿¡«»“”‘„\"'(\[]*([^\W\d_])(?![A-Z0-9])", text.prose)


def _inverted(translation):
    prose = translation.target.prose
    for closing, opening in OPENING.get(translation.target.language, {}).items():
        waiting = []
        for found in re.finditer(f"[{re.escape(closing + opening)}]", prose):
            if found[0] == opening:
                waiting.append(found)
            elif waiting:
                waiting.clear()
            elif prose[found.start() - 1 : found.start()] not in ("?", "!", "("):
                text = _("“%(opening)s” is missing before the sentence that ends in “%(closing)s”.")
                values = {"opening": opening, "closing": closing}
                yield translation.warning("opening", text % values, found.span())
        for found in waiting:
            text = _("“%(opening)s” is opened, and no “%(closing)s” follows.")
            yield translation.warning("opening", text % {"opening": opening, "closing": closing}, found.span())


def _quotes(translation):
    language = translation.target.language
    foreign = FOREIGN_QUOTES.get(language, "")
    for found in re.finditer('[«“”„»"]', translation.target.prose):
        if found[0] not in foreign:
            continue
        text = _("“%(sign)s” is no quotation mark of this language: it writes %(right)s.")
        values = {"sign": found[0], "right": RIGHT_QUOTES[language]}
        yield translation.warning("quotes", text % values, found.span())
    if QUOTE.search(translation.source.prose) and not EMPHASIS.search(translation.target.given):
        yield translation.warning("quotes", _("What stands in quotation marks in the source does not here."))


def _brackets(translation):
    """What the source leaves open too, such as “a)”, is no mistake of the translation."""
    left = _unmatched(translation.target.prose)
    known = Counter(sign for sign, _place in _unmatched(translation.source.prose))
    for sign, place in left:
        if known[sign]:
            known[sign] -= 1
            continue
        text = _("“%(sign)s” has no counterpart.") % {"sign": sign}
        yield translation.warning("brackets", text, (place, place + 1))


def _unmatched(prose):
    """Return [(sign, place)] of what is opened and not closed, or closed and not opened."""
    waiting, left = [], []
    for found in _BRACKET.finditer(prose):
        sign, place = found[0], found.start()
        if sign not in PAIRS:
            waiting.append((sign, place))
        else:
            if waiting and waiting[-1][0] == PAIRS[sign]:
                waiting.pop()
            else:
                left.append((sign, place))
    return left + waiting
