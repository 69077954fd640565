"""The glossary beside two texts: which of its entries a source is about, and what they are called in the other language."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import mark_safe

from publishing import markup
from publishing.stemming import WORD, fold, stems
from translations.models import Term, TermWord

Usage = TermWord.Usage

_MARKUP = re.compile(r"<[^>]*>|&#?\w+;")
# What may stand between the words of one entry: no comma, no end of a paragraph.
_BETWEEN = re.compile(r"[\s\-‐‑–.’'/·]{1,3}|[\s\-‐‑–.’'/·]*\s+[\s\-‐‑–.’'/·]*")


class Word(str):
    """A word of the glossary, or several, with what is noted of it."""

    note = ""


@dataclass(frozen=True)
class Entry:
    """What something is called: `source` are its words in the language it is translated from, the others in that into."""

    pk: int
    is_name: bool
    note: str
    source: tuple
    preferred: tuple
    allowed: tuple
    forbidden: tuple


def terms(source_language, language):
    """Return the Terms of two languages, read from the database at once."""
    of_term = defaultdict(list)
    words = TermWord.objects.filter(language__in=[source_language, language]).select_related("term")
    for word in words.order_by("term", "-usage", "pk"):
        of_term[word.term].append(word)
    return Terms(source_language, language, [_entry(*each, source_language) for each in of_term.items()])


def _entry(term, words, source_language):
    found = defaultdict(list)
    for word in words:
        text = Word(word.text)
        text.note = word.note
        # Whatever is said in the source is understood, also what should not be.
        found["source" if word.language == source_language else word.usage].append(text)
    return Entry(
        pk=term.pk,
        is_name=term.kind == Term.Kind.NAME,
        note=term.note,
        source=tuple(found["source"]),
        preferred=tuple(found[Usage.PREFERRED]),
        allowed=tuple(found[Usage.ALLOWED]),
        forbidden=tuple(found[Usage.FORBIDDEN]),
    )


class Terms:
    """The entries of the glossary for two languages."""

    def __init__(self, source_language, language, entries):
        self._entries = [entry for entry in entries if entry.source]
        words = [(word, entry.is_name, entry) for entry in self._entries for word in entry.source]
        # Who checks a text and who highlights it ask the same.
        self._found_in = cache(Lexicon(source_language, words).found_in)
        words = [
            (word, entry.is_name, (entry, usage))
            for entry in entries
            for usage in Usage
            for word in getattr(entry, usage)
        ]
        self._used_in = cache(Lexicon(language, words).found_in)

    def __iter__(self):
        return iter(self._entries)

    def found_in(self, text):
        """Return [(start, end, Entry)] of what a source is about, with or without markup."""
        return self._found_in(text)

    def used_in(self, text):
        """Return [(start, end, (Entry, Usage))] of the words of the glossary that a translation uses."""
        return self._used_in(text)

    def about(self, text):
        """Return the Entries that a source is about, each once, in the order in which they come up."""
        return list({entry.pk: entry for _start, _end, entry in self.found_in(text)}.values())


class _Token(NamedTuple):
    start: int
    end: int
    text: str
    stem: str


class Lexicon:
    """Words of one language, each with its meaning, that are found in a text: the longest first, and whole words only.

    A name is found as it is written, save for accents and for capitals where it has none; any other word in all its
    forms. `words` are (text, whether it is a name, meaning).
    """

    def __init__(self, language, words):
        self._language = language
        self._beginning = defaultdict(list)
        for text, is_name, meaning in words:
            tokens = self._tokens(text)
            if tokens:
                self._beginning[is_name, _form(tokens[0], is_name)].append((tokens, is_name, meaning))

    def found_in(self, text):
        """Return [(start, end, meaning)] in their order; a text of several meanings comes several times."""
        if not self._beginning:
            return []
        text = _MARKUP.sub(lambda match: _blank(match.group()), text)
        tokens, found, at = self._tokens(text), [], 0
        while at < len(tokens):
            here = [
                (len(wanted), meaning)
                for is_name in (True, False)
                for wanted, _is_name, meaning in self._beginning.get((is_name, _form(tokens[at], is_name)), ())
                if _is_at(text, tokens[at : at + len(wanted)], wanted, is_name)
            ]
            longest = max((length for length, _meaning in here), default=0)
            for length, meaning in here:
                if length == longest:
                    found.append((tokens[at].start, tokens[at + length - 1].end, meaning))
            at += longest or 1
        return found

    def _tokens(self, text):
        return [
            _Token(*word.span(), word.group(), "".join(stems(word.group(), self._language)))
            for word in WORD.finditer(text)
        ]


def _blank(tag):
    """Return what stands for a piece of markup: nothing can go on across the end of a paragraph."""
    return ("|" if markup.is_break(tag) else " ") * len(tag)


def _form(token, is_name):
    return fold(token.text) if is_name else token.stem


def _is_at(text, tokens, wanted, is_name):
    return (
        len(tokens) == len(wanted)
        and all(_form(one, is_name) == _form(other, is_name) for one, other in zip(tokens, wanted, strict=True))
        and all(_BETWEEN.fullmatch(text, one.end, two.start) for one, two in zip(tokens, tokens[1:], strict=False))
        and (not is_name or all(_has_capital(*each) for each in zip(tokens, wanted, strict=True)))
    )


def _has_capital(token, wanted):
    return token.text[0].isupper() or not wanted.text[0].isupper()


def highlighted(text, found, is_markup):
    """Return safe markup of a text with what was found in it in <mark>, `data-term` its entry."""
    keep = str if is_markup else escape
    parts, at = [], 0
    for start, end, entry in found:
        if start >= at:  # of several meanings, the first
            parts += [keep(text[at:start]), _marked(text[start:end], entry, keep)]
            at = end
    return mark_safe("".join([*parts, keep(text[at:])]))  # noqa: S308 markup was cleaned when stored, all else is escaped


def _marked(words, entry, keep):
    """Mark words; markup among them stays outside of the marks."""
    pieces = re.split(r"(<[^>]*>)", words)
    return "".join(
        piece if number % 2 else f'<mark class="term" data-term="{entry.pk}">{keep(piece)}</mark>'
        for number, piece in enumerate(pieces)
        if piece
    )
