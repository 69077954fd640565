"""A piece's place in its dossier: "26 of 31", previous, next, back to the dossier.

The order belongs to the dossier's edition. A dossier may state a length of which only some pieces exist here.
"""

from dataclasses import dataclass

from publishing import clock
from publishing.models import Edition, PieceKind


@dataclass(frozen=True)
class Place:
    """A place in a dossier as a page shows it; `previous` and `next` are editions or None."""

    dossier: Edition
    number: int
    length: int
    previous: Edition | None
    next: Edition | None


@dataclass(frozen=True)
class Series:
    dossier: Edition
    piece_id: int

    @classmethod
    def of(cls, edition, language):
        """Return the Series that this edition's piece has a place in, in a language; None if none."""
        dossier = (
            Edition.objects.current(language, clock.now())
            .filter(kind=PieceKind.DOSSIER, editionpiece_set__target=edition.piece_id)
            .for_list()
            .first()
        )
        placed = dossier and any(piece == edition.piece_id for _number, piece in dossier.facts["places"])
        return cls(dossier, edition.piece_id) if placed else None

    @property
    def _pieces(self):
        return [piece for _number, piece in self.dossier.facts["places"]]

    @property
    def neighbours(self):
        """The ids of the pieces before and after."""
        at = self._pieces.index(self.piece_id)
        return [*self._pieces[:at][-1:], *self._pieces[at + 1 :][:1]]

    def read(self, references):
        """Return the Place, with those neighbours that exist in this language."""
        at = self._pieces.index(self.piece_id)
        before = references.page(self._pieces[at - 1]) if at else None
        after = references.page(self._pieces[at + 1]) if at + 1 < len(self._pieces) else None
        number = self.dossier.facts["places"][at][0]
        return Place(self.dossier, number, self.dossier.facts["length"], before, after)
