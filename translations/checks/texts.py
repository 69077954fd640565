"""A text as the checks read it: its words without markup, and where in the markup each stands."""

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from translations.checks import dates
from translations.checks.remark import ERROR, WARNING, Remark

NARROW_SPACE = "\u202f"
HARD_SPACES = "\u00a0\u202f"
SPACES = f" {HARD_SPACES}\u2009"
# Signs that only say in which direction to read.
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Stands for each sign of what is no language: no letter, digit, blank or punctuation.
MASK = "\ufffc"
TAG = re.compile(r"</?([a-z][a-z0-9]*)\b[^<>]*>", re.IGNORECASE)
_BREAKING = {"p", "h3", "h4", "ul", "ol", "li", "br"}
_SIGN = DIRECTION.pattern
_PLAIN = re.compile(rf"{_SIGN}|[^{_SIGN[1:-1]}]+")
_MARKED = re.compile(
    rf"{TAG.pattern}|&(?:#\d+|#x[0-9a-f]+|\w+);|{_SIGN}|[^<&{_SIGN[1:-1]}]+|[<&]", re.IGNORECASE | re.DOTALL
)
ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>«»“”\"]*[^\s<>«»“”\".,;:!?)\]]|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sdif](?!\w)|\{\w*\}")


class Text:
    """One text in its language."""

    def __init__(self, language, given, is_markup=False):
        self.language = language
        self.given = given
        self.is_markup = is_markup
        words, self._starts, self._ends = [], [], []
        for start, end, run in _runs(given, is_markup):
            words.append(run)
            self._starts += range(start, start + len(run))
            self._ends += range(end - len(run) + 1, end + 1)
        self.words = "".join(words)

    @cached_property
    def dates(self):
        return dates.find(self)

    @cached_property
    def prose(self):
        """The words with all addresses and placeholders masked, place by place."""
        masked = ADDRESS.sub(_mask, self.words)
        return PLACEHOLDER.sub(_mask, masked if self.is_markup else TAG.sub(_mask, masked))

    @cached_property
    def sentences(self):
        return [found for part in re.split(r"(?<=[.!?…])\s+|\n+", self.prose) if (found := part.strip())]

    def place(self, start, end):
        """Return where in the text as it was given a place of `words` or `prose` is."""
        return self._starts[start], self._ends[end - 1]


def _runs(given, is_markup):
    """Yield (start, end, words) of each run of a text; what is written in other signs is a run of its own."""
    for found in (_MARKED if is_markup else _PLAIN).finditer(given):
        token = found[0]
        if is_markup and token[0] == "<" and found[1]:
            token = "\n" if found[1].lower() in _BREAKING else ""
        elif is_markup and token[0] == "&":
            token = unescape(token)[0]
        if token and not DIRECTION.match(token):
            yield found.start(), found.end(), token


def _mask(found):
    return MASK * len(found[0])


@dataclass(frozen=True)
class Translation:
    """A text beside the one that it is a translation of, with what is to be kept to."""

    source: Text
    target: Text
    field: str = ""
    max_length: int | None = None
    terms: object = None

    def error(self, code, message, place=None):
        return self._remark(ERROR, code, message, place)

    def warning(self, code, message, place=None):
        return self._remark(WARNING, code, message, place)

    def _remark(self, level, code, message, place):
        """Return a Remark; `place` is one of the target's words."""
        return Remark(level, code, message, *(self.target.place(*place) if place else ()))
