"""How far a language is: how much of what visitors see it has."""

from dataclasses import dataclass

from peru50 import catalogues
from peru50.language_file import SHIPPED
from peru50.visitors_words import is_for_visitors
from publishing.models import Edition, Piece
from translations.models import InterfaceWord

READY_AT = 80  # percent


@dataclass(frozen=True)
class Readiness:
    """What visitors would miss in a language: words of the interface that they see, and pieces that are public in others."""

    words: list
    pieces: list
    all_words: int
    all_pieces: int

    @property
    def words_percent(self):
        return _percent(self.words, self.all_words)

    @property
    def pieces_percent(self):
        return _percent(self.pieces, self.all_pieces)

    @property
    def percent(self):
        return min(self.words_percent, self.pieces_percent)

    @property
    def is_enough(self):
        return self.percent >= READY_AT


def _percent(missing, whole):
    return 100 * (whole - len(missing)) // whole if whole else 100


def of(code):
    public = set(Edition.objects.current().values_list("piece", flat=True))
    here = Edition.objects.current(code).values_list("piece", flat=True)
    pieces = Piece.objects.filter(pk__in=public.difference(here)).order_by("pk")
    words = sum(map(is_for_visitors, catalogues.template(code)))
    return Readiness(_missing_words(code), list(pieces), words, len(public))


def _missing_words(code):
    """Return what visitors see and neither the catalogue has nor anybody translated on the desk."""
    if code in SHIPPED:
        return []
    given = set(InterfaceWord.objects.filter(language=code).values_list("context", "msgid"))
    missing = filter(is_for_visitors, catalogues.missing(code))
    return [entry.msgid for entry in missing if (entry.msgctxt or "", entry.msgid) not in given]
