"""What a change of a record does to its translations, before it is saved and after."""

import hashlib
import json
from dataclasses import dataclass

from publishing import languages
from translations import freshness, segments
from translations.minor import is_minor
from translations.models import TextState
from translations.segments import Segment, words

State = TextState.State


@dataclass(frozen=True)
class Texts:
    """The texts of a record as they stand somewhere: stored, in a version of the desk, or in a form that is not saved."""

    source_language: str
    segments: list

    @classmethod
    def of(cls, record):
        return cls(record.source_language, segments.of(record))

    @classmethod
    def of_version(cls, model, version):
        found = segments.of_snapshot(model, version.data, version.object_id)
        return cls(version.data["fields"]["source_language"], found)


@dataclass(frozen=True)
class Slip:
    """A text that changed so little that its translations may stay valid."""

    segment: Segment
    language: str
    before: str
    after: str


@dataclass(frozen=True)
class Impact:
    """`outdated` is {language: [Judgements]} of what was fresh until now; `slips` are those of it that may stay valid."""

    outdated: dict
    slips: list

    @property
    def digest(self):
        """What stands for these very slips: whoever confirms them sends it along."""
        told = [(slip.segment.key, slip.language, slip.before, slip.after) for slip in self.slips]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    @property
    def languages_of_slips(self):
        keys = {slip.segment.key for slip in self.slips}
        return [code for code, found in self.outdated.items() if keys & {each.segment.key for each in found}]

    def without_slips(self):
        keys = {slip.segment.key for slip in self.slips}
        left = {code: [each for each in found if each.segment.key not in keys] for code, found in self.outdated.items()}
        return Impact({code: found for code, found in left.items() if found}, [])


def impact(before, after, vouched):
    """Return the Impact of a change from Texts to others of the same record."""
    outdated = {}
    for code in languages.stored():
        if code not in (before.source_language, after.source_language) and (
            found := _newly_outdated(code, before, after, vouched)
        ):
            outdated[code] = found
    keys = {each.segment.key for found in outdated.values() for each in found}
    return Impact(outdated, [slip for slip in _slips(before, after) if slip.segment.key in keys])


def _newly_outdated(language, before, after, vouched):
    was = {each.segment.key: each for each in freshness.judge(before, language, vouched, before.segments)}
    return [
        each
        for each in freshness.judge(after, language, vouched, after.segments)
        if each.state == State.OUTDATED
        and (old := was.get(each.segment.key))
        and old.state != State.OUTDATED
        and old.target == each.target
    ]


def _slips(before, after):
    """Return the Slips in the source language, where that has not changed."""
    language = after.source_language
    if before.source_language != language:
        return []
    was = {each.key: each.text(language) for each in before.segments}
    changed = [(each, was.get(each.key, ""), each.text(language)) for each in after.segments]
    return [
        Slip(segment, language, old, new)
        for segment, old, new in changed
        if old and new and old != new and is_minor(old, new, language, segment.is_markup)
    ]


def size(judgements):
    """Return (labels of the record's own texts, number of blocks, number of words of the source)."""
    own = [str(each.segment.label) for each in judgements if not each.segment.block]
    blocks = {each.segment.block for each in judgements if each.segment.block}
    return list(dict.fromkeys(own)), len(blocks), sum(words(each.source) for each in judgements)
