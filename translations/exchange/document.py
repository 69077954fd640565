"""What goes to outsiders and comes back, whatever the format of the file: texts of many records, from one language to another.

Each text carries a reference, which every tool keeps as the unit's id:

    12.120:publishing.piece:<uuid of the record>:blocks:<uuid>:html:<mark>

It is unit 12 of 120, so that a file that lost some is known; the uuid is known to this site only; the mark is a
fingerprint of all that must come back as it went out: the place in the file, the text's identity, both languages, the source.
"""

import hashlib
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_UNITS = 20_000


class DamagedError(ValidationError):
    """Why a file is refused whole, as sentences that say where in it."""


@dataclass(frozen=True)
class Unit:
    """A text; `place` is where in its file it was read. What follows it goes out only."""

    reference: str
    source: str
    target: str = ""
    place: str = ""
    state: str = ""
    notes: tuple = ()
    max_length: int | None = None


@dataclass
class Document:
    source_language: str
    language: str
    units: list = field(default_factory=list)


@dataclass(frozen=True)
class Reference:
    """What the reference of a unit says; `position` is "12.120"."""

    position: str
    model: str
    uuid: str
    key: str
    mark: str

    @classmethod
    def parse(cls, text):
        position, model, uuid, *key, mark = text.split(":")
        return cls(position, model, uuid, ":".join(key), mark)

    def __str__(self):
        return ":".join((self.position, self.model, self.uuid, self.key, self.mark))

    @property
    def number(self):
        return int(self.position.partition(".")[0])

    @property
    def count(self):
        found = int(self.position.partition(".")[2])
        if not 0 < self.number <= found <= MOST_UNITS:
            raise ValueError(self.position)
        return found


def mark(position, model, uuid, key, source_language, language, source):
    """Return the fingerprint by which a unit that was altered is known."""
    all_of_it = "\n".join((position, model, uuid, key, source_language, language, same_lines(source).strip()))
    return hashlib.sha256(all_of_it.encode()).hexdigest()[:16]


def same_lines(text):
    """Return a text with the line breaks that every tool agrees on."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def at(place, message):
    """Say where in a file something is."""
    return _("%(place)s: %(message)s") % {"place": place, "message": message} if place else message
