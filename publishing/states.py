"""What the desk shows of each language: is it public, is it scheduled, has the desk moved on?

Digests are stored when the desk is saved or something is printed, so that a list compares without building
anything. `manage.py refresh_states` recomputes them all.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from publishing import clock, languages
from publishing.models import DeskState, Edition
from publishing.proofs import Proof, proof


class Visibility(TextChoices):
    EMPTY = "empty", _("no text")
    UNPUBLISHED = "unpublished", _("not published")
    SCHEDULED = "scheduled", _("scheduled")
    PUBLIC = "public", _("public")
    CHANGED = "changed", _("public, with changes on the desk")
    EXPIRED = "expired", _("expired, as was planned")
    WITHDRAWN = "withdrawn", _("withdrawn")
    TRASHED = "trashed", _("in the trash")


@dataclass(frozen=True)
class LanguageState:
    language: str
    visibility: Visibility
    edition: Edition | None = None


def refresh(piece):
    """Store the digests of a piece's desk and of what was printed last, in every language."""
    piece = piece.specific
    for language in languages.stored():
        desk = proof(piece, language).digest if piece.is_ready(language) else ""
        editions = Edition.objects.filter(piece=piece.pk, language=language, blank=False)
        last = editions.order_by("-public_from").first()
        printed = Proof(last).digest if last else ""
        DeskState.objects.update_or_create(
            piece_id=piece.pk, language=language, defaults={"desk_digest": desk, "printed_digest": printed}
        )


def of_pieces(pieces):
    """Return {piece id: [LanguageState in the order of the languages]} in two queries."""
    ids = [piece.pk for piece in pieces]
    now = clock.now()
    lines = {}
    for edition in Edition.objects.filter(piece__in=ids, public_until__gt=now).for_list().order_by("public_from"):
        lines.setdefault((edition.piece_id, edition.language), []).append(edition)
    desks = {(state.piece_id, state.language): state for state in DeskState.objects.filter(piece__in=ids)}
    return {
        piece.pk: [
            LanguageState(language, Visibility.TRASHED)
            if piece.trashed_at
            else _state(language, desks.get((piece.pk, language)), lines.get((piece.pk, language), ()), now)
            for language in languages.stored()
        ]
        for piece in pieces
    }


def _state(language, desk, line, now):
    current = next((edition for edition in line if edition.public_from <= now), None)
    coming = [edition for edition in line if edition.public_from > now and not edition.blank]
    if current and not current.blank:
        moved_on = desk is not None and desk.desk_digest != desk.printed_digest
        return LanguageState(language, Visibility.CHANGED if moved_on else Visibility.PUBLIC, current)
    if coming:
        return LanguageState(language, Visibility.SCHEDULED, coming[0])
    if current:
        was_planned = current.public_from > current.printed_at
        return LanguageState(language, Visibility.EXPIRED if was_planned else Visibility.WITHDRAWN, current)
    return LanguageState(language, Visibility.UNPUBLISHED if desk and desk.desk_digest else Visibility.EMPTY)
