"""Two texts, word by word: what went, what came, what stayed."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

SAME, REMOVED, ADDED, GAP = "same", "removed", "added", "gap"

# A word or a sign with the blanks before it: so that blanks are no tokens of their own, which all would be alike.
_TOKEN = re.compile(r"\s*(?:\w+|[^\w\s])|\s+$")
_SHORT = 2
# How many words are shown on either side of a change.
CONTEXT = 14


@dataclass(frozen=True)
class Part:
    """Words in a row that share a fate; a gap stands for words left out because they stayed."""

    kind: str
    text: str = ""


def diff(before, after):
    """Return the Parts that lead from one text to another; both are whole in them."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    middle = _middle(old[start : len(old) - end], new[start : len(new) - end])
    parts = [(SAME, old[:start]), *_joined(middle), (SAME, old[len(old) - end :])]
    return [Part(kind, "".join(words)) for kind, words in _merged(parts)]


def shortened(parts):
    """Return the Parts with long stretches that stayed reduced to the words around the changes."""
    found = []
    for number, part in enumerate(parts):
        words = _TOKEN.findall(part.text)
        head = CONTEXT if number else 0
        tail = CONTEXT if number < len(parts) - 1 else 0
        if part.kind != SAME or len(words) <= head + tail + CONTEXT:
            found.append(part)
            continue
        pieces = (Part(SAME, "".join(words[:head])), Part(GAP), Part(SAME, "".join(words[len(words) - tail :])))
        found += [piece for piece in pieces if piece.kind == GAP or piece.text]
    return found


def _common(old, new):
    """Return how many tokens two lists begin with together."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count


def _middle(old, new):
    """Yield (kind, tokens) in order, what went before what came."""
    for tag, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            yield SAME, old[a:b]
        else:
            yield REMOVED, old[a:b]
            yield ADDED, new[c:d]


def _joined(parts):
    """Return the changes with those joined that only a short word or a comma parts: else a sentence is confetti."""
    parts = list(parts)
    kept = [
        kind != SAME or number in (0, len(parts) - 1) or any(len(word.strip()) > _SHORT for word in words)
        for number, (kind, words) in enumerate(parts)
    ]
    found = []
    for keep, (kind, words) in zip(kept, parts, strict=True):
        found += [(kind, words)] if keep else [(REMOVED, words), (ADDED, words)]
    return found


def _merged(parts):
    """Return the parts with neighbours of one fate put together; between two that stayed, what went comes first."""
    found = []
    for is_same, run in groupby(parts, key=lambda part: part[0] == SAME):
        run = list(run)
        for kind in (SAME,) if is_same else (REMOVED, ADDED):
            words = [word for each, words in run if each == kind for word in words]
            found += [(kind, words)] if words else []
    return found
