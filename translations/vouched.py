"""Who vouches for which texts of a record: its Pairs, read in both directions and by way of a third language.

Where Dutch and Spanish, and Dutch and French, are vouched for beside one and the same Dutch text, so are Spanish and French. So a
record's source language may change at any time: nothing has to be carried over, and nothing lies.
"""

from collections import defaultdict
from copy import copy
from itertools import permutations

from translations import segments
from translations.minor import is_minor
from translations.models import Pair, TextState
from translations.segments import fingerprint

State = TextState.State


class Vouched:
    def __init__(self, pairs):
        self._found = defaultdict(list)
        self._languages = defaultdict(set)
        self._by_machine = []
        for pair in pairs:
            self.add(pair)

    @classmethod
    def of(cls, record):
        return cls(Pair.objects.of_record(*segments.identity(record)))

    def add(self, pair):
        self._found[pair.key, pair.source_language, pair.language].append(pair)
        self._languages[pair.key] |= {pair.source_language, pair.language}
        if pair.origin == Pair.Origin.MACHINE:
            self._by_machine.append(pair)

    def judge(self, key, source_language, language, source, target):
        """Return (State, the Pair that counts or None) of a text beside its source.

        The pair leads from the source language to the other, whichever way it was made.
        """
        if not target:
            return State.MISSING, None
        source_hash, target_hash = fingerprint(source), fingerprint(target)
        known = self._known(key, source_language, language, target_hash)
        of_this_text = [pair for pair in known if pair.target_hash == target_hash]
        if exact := [pair for pair in of_this_text if pair.source_hash == source_hash]:
            return _state_of(max(exact, key=lambda pair: (pair.is_finished, pair.reviewed_at is not None)))
        if of_this_text:
            return State.OUTDATED, of_this_text[-1]
        # Written past the desk: nobody vouches for this text.
        if known and all(pair.source_hash != source_hash for pair in known):
            return State.OUTDATED, known[-1]
        return State.TO_REVIEW, None

    def last_finished(self, key, source_language, language):
        """Return the newest Pair of a text that somebody vouches for, whatever both say now, or None."""
        known = self._between(key, source_language, language)
        return next((pair for pair in reversed(known) if pair.is_finished), None)

    def beside(self, key, language, text):
        """Return the pairs that hold this very text of a segment, on either side."""
        wanted = (language, fingerprint(text))
        return [
            pair
            for one, other in permutations(sorted(self._languages[key]), 2)
            for pair in self._found.get((key, one, other), ())
            if wanted in ((one, pair.source_hash), (other, pair.target_hash))
        ]

    def is_by_machine(self, segment, language, text):
        """Say whether a text is a machine's that nobody has reviewed, wherever in the record that wrote it.

        One that differs from it by a slip of the pen is, too.
        """
        return any(
            pair.target_hash == fingerprint(text)
            or (pair.key == segment.key and is_minor(pair.target_text, text, language, segment.is_markup))
            for pair in self._by_machine
            if pair.language == language and not self._is_reviewed(pair)
        )

    def _is_reviewed(self, pair):
        of_this_text = [each for each in self.beside(pair.key, pair.language, pair.target_text) if each.reviewed_at]
        return any(each.language == pair.language for each in of_this_text)

    def _known(self, key, source_language, language, target_hash):
        """Return what is vouched for from one language to another, the oldest first.

        What follows by way of a third language counts where nobody vouches for the text itself.
        """
        known = self._between(key, source_language, language)
        if all(pair.target_hash != target_hash for pair in known):
            known = sorted([*known, *self._by_way(key, source_language, language)], key=lambda pair: pair.at)
        return known

    def _between(self, key, source_language, language):
        there = self._found.get((key, source_language, language), [])
        back = self._found.get((key, language, source_language))
        return sorted([*there, *map(_turned, back)], key=lambda pair: pair.at) if back else there

    def _by_way(self, key, source_language, language):
        for code in sorted(self._languages[key] - {source_language, language}):
            for first in self._between(key, source_language, code):
                for second in self._between(key, code, language) if first.is_finished else ():
                    if first.target_hash == second.source_hash:
                        yield _joined(first, second)


def _state_of(pair):
    if not pair.is_finished:
        return State.IN_PROGRESS, pair
    return (State.REVIEWED if pair.reviewed_at else State.TO_REVIEW), pair


def _turned(pair):
    """Return a pair as it reads from its translation to its source, unsaved. No machine wrote the latter."""
    turned = copy(pair)
    turned.pk, turned.origin = None, Pair.Origin.WRITTEN
    turned.source_language, turned.source_text, turned.source_hash = pair.language, pair.target_text, pair.target_hash
    turned.language, turned.target_text, turned.target_hash = pair.source_language, pair.source_text, pair.source_hash
    return turned


def _joined(first, second):
    """Return what two pairs say together of the source of one and the translation of the other, unsaved."""
    joined = copy(second)
    joined.pk = None
    joined.source_language, joined.source_text = first.source_language, first.source_text
    joined.source_hash = first.source_hash
    joined.at = max(first.at, second.at)
    if not first.reviewed_at:
        joined.reviewed_at = joined.reviewed_by = None
    return joined
