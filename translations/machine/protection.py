"""Tags and placeholders are no words: a machine is given signs in their place, and must give each of them back."""

import re
from collections.abc import Callable
from html import escape, unescape
from typing import NamedTuple

from django.utils.translation import gettext as _

from translations.checks.texts import ADDRESS, PLACEHOLDER, TAG
from translations.machine.problem import MachineError

_KEPT = re.compile(
    rf"{TAG.pattern}|\{{\{{[^{{}}]*\}}\}}|{PLACEHOLDER.pattern}|{ADDRESS.pattern}|\[\d+\]", re.IGNORECASE
)
_EMPTY = {"br"}


class Form(NamedTuple):
    """How a machine takes texts: the sign for what is kept, how that is known again, how words are written and read."""

    sign: str
    known: re.Pattern
    write: Callable
    read: Callable


MARKUP = Form('<x id="{}"/>', re.compile(r'<x id="(\d{1,9})"\s*/?>(?:\s*</x>)?'), escape, unescape)
PLAIN = Form("[{}]", re.compile(r"\[(\d{1,9})\]"), str, str)


class Passage:
    """A passage of markup: `words`, and between each two of them what is `kept` as it is."""

    def __init__(self, text):
        self.text = text
        self.kept = [match.group() for match in _KEPT.finditer(text)]
        ends = [0, *(at for match in _KEPT.finditer(text) for at in match.span()), len(text)]
        self.words = [unescape(text[start:end]) for start, end in zip(ends[::2], ends[1::2], strict=True)]

    @property
    def is_for_translation(self):
        return any(character.isalpha() for words in self.words for character in words)

    def sent(self, form):
        """Return what a machine is given."""
        signs = [*map(form.sign.format, range(len(self.kept))), ""]
        return "".join(form.write(words) + sign for words, sign in zip(self.words, signs, strict=True))

    def restored(self, answer, form):
        """Return what a machine gave back as markup. Raise MachineError where it lost any of what is kept."""
        parts = form.known.split(answer)
        words, numbers = [form.read(part) for part in parts[::2]], [int(number) for number in parts[1::2]]
        if sorted(numbers) != list(range(len(self.kept))) or not _is_nested([self.kept[number] for number in numbers]):
            raise MachineError(_("The machine lost markup or placeholders of this text: it is for you to translate."))
        words = [escape(part, quote=False) for part in self._tidied(words, numbers)]
        kept = [*(self.kept[number] for number in numbers), ""]
        return "".join(part + each for part, each in zip(words, kept, strict=True)).strip()

    def _tidied(self, words, numbers):
        """Return the words with those blanks put outside of a tag that were not within it."""
        words = list(words)
        for place, number in enumerate(numbers):
            before, after = words[place], words[place + 1]
            if _is_start(self.kept[number]) and after[:1].isspace() and not self.words[number + 1][:1].isspace():
                words[place : place + 2] = f"{before.rstrip()} ", after.lstrip()
            elif _is_end(self.kept[number]) and before[-1:].isspace() and not self.words[number][-1:].isspace():
                words[place : place + 2] = before.rstrip(), f" {after.lstrip()}"
        return words


def _is_start(kept):
    return bool(TAG.fullmatch(kept)) and not kept.startswith("</") and _name(kept) not in _EMPTY


def _is_end(kept):
    return bool(TAG.fullmatch(kept)) and kept.startswith("</")


def _name(tag):
    return TAG.fullmatch(tag)[1].lower()


def _is_nested(kept):
    """Say whether the tags among what was kept close each other."""
    waiting = []
    for each in kept:
        if _is_start(each):
            waiting.append(_name(each))
        elif _is_end(each) and (not waiting or waiting.pop() != _name(each)):
            return False
    return not waiting
