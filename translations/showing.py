"""Whether a block is shown in a language: said for that language alone, whatever it is in the others."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from publishing import audit, history, languages
from publishing.models import Block, DeskVersion, Piece
from translations import freshness, writing


@transaction.atomic
def show(piece, number, language, is_shown, by=None):
    """Show a block (its UUID) in a language, or hide it there.

    Raise ValidationError for a block that is none ("unknown"), or that would be shown nowhere ("last").
    """
    piece = writing.locked(piece)
    block = piece.blocks.filter(pk=number).first() if isinstance(piece, Piece) else None
    if block is None:
        raise ValidationError(_("This block is no longer there."), code="unknown")
    every = list(languages.stored())
    before = set(block.languages or every)
    after = before | {language} if is_shown else before - {language}
    if not after:
        raise ValidationError(
            _("This block is shown in no other language: it cannot be hidden in this one."), code="last"
        )
    if after != before:
        codes = [] if after == set(every) else [code for code in every if code in after]
        Block.objects.filter(pk=block.pk).update(languages=codes)
        writing.touch(piece)
        freshness.settle(piece)
        _keep(piece, block, language, by)


def _keep(piece, block, language, by):
    history.keep(piece, by, DeskVersion.Reason.TRANSLATED)
    part = {"model": Block._meta.label_lower, "name": str(block), "done": "changed", "fields": ["languages"]}
    audit.note(audit.Action.SAVED, piece, by, [language], parts=[part])
