"""Whether a change of a text is so small that its translations stay valid: punctuation, or a slip of the pen.

In doubt it is not: then translators look at it. It is only ever proposed, and a person confirms it.
"""

import re
import unicodedata
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from publishing import markup
from translations.minor_words import VOCABULARIES

MOST_WORDS = 3
# Shorter words are too easily another word: hombre and hambre, poison and poisson, leven and lezen.
LONG = 8

_WORD = re.compile(r"[^\W_]+")
_RAISED = re.compile(r"</?su[bp]>")
_NUMBER = re.compile(r"(?:(?<!\w)(?:[-−+]\s?|–))?\d+(?:[.,:'\u00a0\u202f]\d+)*")
# No, esperen and No esperen: the comma says what is denied.
_DENIAL = re.compile(r"\bno\b(?=\s*[,;:.!]\s*\w)", re.IGNORECASE)
_SIGN = re.compile(r"\b\w+://\S+|www\.\S+|(?<!\S)\S+@\S+|[?%‰€$£°+=<>×÷±^#@&/*§]")


def is_minor(before, after, language, is_markup=False):
    """Say whether translations of a text stay valid when it changes so."""
    if is_markup:
        if _links(before) != _links(after):
            return False
        before, after = (markup.plain(_RAISED.sub("^", text)) for text in (before, after))
    before, after = (unicodedata.normalize("NFC", text) for text in (before, after))
    if any(pattern.findall(before) != pattern.findall(after) for pattern in (_NUMBER, _SIGN, _DENIAL)):
        return False
    if before.split() == after.split():
        return True
    words = _words(before), _words(after)
    changes, vocabulary = list(_changes(*words)), VOCABULARIES.get(language)
    if not changes or vocabulary is None:
        return not changes
    if _articles_that_tell(words[0], vocabulary) != _articles_that_tell(words[1], vocabulary):
        return False
    return len(changes) <= MOST_WORDS and all(_is_slip(old, new, vocabulary) for old, new in changes)


def _links(html):
    return [(address, markup.plain(label)) for address, label in markup.links(html)]


def _words(text):
    """Return the words of a text; one that stands there twice by mistake counts once."""
    return [next(same) for _word, same in groupby(_WORD.findall(text), str.casefold)]


def _articles_that_tell(words, vocabulary):
    """Return what goes before words that are two: el capital, la capital."""
    words = [word.casefold() for word in words]
    return [(one, word) for one, word in pairwise(words) if word in vocabulary.two_genders]


def _changes(before, after):
    """Yield (words before, words after) where two texts differ, word by word where there are as many."""
    matcher = SequenceMatcher(None, [each.casefold() for each in before], [each.casefold() for each in after], False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "replace" and b - a == d - c:
            yield from (([old], [new]) for old, new in zip(before[a:b], after[c:d], strict=True))
        elif tag != "equal":
            yield before[a:b], after[c:d]


def _is_slip(old, new, vocabulary):
    if {word.casefold() for word in (*old, *new)} & vocabulary.telling:
        return False
    if len(old) == len(new) == 1:
        return _is_misspelt(*old, *new, vocabulary)
    together = "".join(old).casefold()
    if together == "".join(new).casefold():
        return len(together) >= LONG
    return len(old) + len(new) == 1 and any((*old, *new)[0].casefold() in group for group in vocabulary.articles)


def _is_misspelt(old, new, vocabulary):
    looks_like_a_name = old[0].isupper() or new[0].isupper()
    both = {old := old.casefold(), new := new.casefold()}
    if any(both <= group for group in vocabulary.articles):
        return True
    if looks_like_a_name or any(both <= group for group in vocabulary.alike):
        return False
    if _plain(old) == _plain(new):
        return not _accents_tell(old, new, vocabulary)
    if min(len(old), len(new)) <= 4:
        return (
            new in vocabulary.harmless and old not in vocabulary.harmless and _are_swapped(*_difference(old, new)[:2])
        )
    return _is_slip_inside(old, new)


def _plain(word):
    return "".join(each for each in unicodedata.normalize("NFD", word) if not unicodedata.combining(each))


def _accents_tell(old, new, vocabulary):
    is_at_end = old[-2:] != new[-2:]
    return len(old) <= 4 or (is_at_end and bool(re.search(vocabulary.endings, _plain(old))))


def _difference(old, new):
    """Return what two words have that the other has not, between what they begin and end with together."""
    start = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    rest = min(len(old), len(new)) - start
    end = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return old[start : len(old) - end], new[start : len(new) - end], start, end


def _are_swapped(one, other):
    return len(one) == 2 and one == other[::-1]


def _is_slip_inside(old, new):
    """Say whether two letters changed places, or one was struck twice or once too seldom; not where words inflect.

    Any other letter, missed or in the place of another, makes another word too easily: verboden and verbonden, tradición
    and traición, résolution and révolution.
    """
    one, other, start, end = _difference(old, new)
    if min(len(old), len(new)) < LONG or not start:
        return False
    if _are_swapped(one, other):
        return True
    was_struck_twice = len(one + other) == 1 and (old + new)[start - 1] == one + other
    return was_struck_twice and (end > 2 or not end)
