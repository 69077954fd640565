"""What a change of a record's source does to its translations, before it is saved and after."""

from dataclasses import dataclass

from translations.minor import is_minor
from translations.segments import Segment


@dataclass(frozen=True)
class Slip:
    """A text that changed so little that its translations may stay valid."""

    segment: Segment
    language: str
    before: str
    after: str


def slips(before, after, language):
    """Return the Slips in a language from one list of Segments of a record to another."""
    was = {each.key: each.text(language) for each in before}
    changed = [(each, was.get(each.key, ""), each.text(language)) for each in after]
    return [
        Slip(segment, language, old, new)
        for segment, old, new in changed
        if old and new and old != new and is_minor(old, new, language, segment.is_markup)
    ]
