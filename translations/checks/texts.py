"""A text as the checks read it: its words without markup, and where in the markup each stands."""

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape

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
_TOKEN = re.compile(rf"{TAG.pattern}|&(?:#\d+|#x[0-9a-f]+|\w+);|.", re.IGNORECASE | re.DOTALL)
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>«»“”\"]*[^\s<>«»“”\".,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sdif](?!\w)|\{\w*\}")


class Text:
    """One text in its language."""

    def __init__(self, language, given, is_markup=False):
        self.language = language
        self.given = given
        self.is_markup = is_markup
        words, self._places = [], []
        for start, end, sign in _signs(given, is_markup):
            words.append(sign)
            self._places.append((start, end))
        self.words = "".join(words)

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
        return self._places[start][0], self._places[end - 1][1]


def _signs(given, is_markup):
    """Yield (start, end, sign) of each sign of the words."""
    for found in _TOKEN.finditer(given) if is_markup else re.finditer(".", given, re.DOTALL):
        token = found[0]
        if is_markup and len(token) > 1 and token[0] == "<":
            sign = "\n" if found[1].lower() in _BREAKING else ""
        else:
            sign = unescape(token) if is_markup and len(token) > 1 else token
        if sign and not DIRECTION.match(sign):
            yield found.start(), found.end(), sign[0]


def _mask(found):
    return MASK * len(found[0])


@dataclass(frozen=True)
class Translation:
    """A text beside the one that it is a translation of, with what is to be kept to."""

    source: Text
    target: Text
    field: str = ""
    max_length: int | None = None
    terms: tuple = ()

    def error(self, code, message, place=None):
        return self._remark(ERROR, code, message, place)

    def warning(self, code, message, place=None):
        return self._remark(WARNING, code, message, place)

    def _remark(self, level, code, message, place):
        """Return a Remark; `place` is one of the target's words."""
        return Remark(level, code, message, *(self.target.place(*place) if place else ()))
