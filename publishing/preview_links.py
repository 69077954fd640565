"""Secret links: somebody without an account reads one language of a piece as the desk has it, for some days.

The address holds the id of the link, signed, and is the only key there is. It is shown to editors, and logged nowhere.
"""

from datetime import timedelta

from django.core import signing
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from publishing import audit, clock
from publishing.models import PreviewLink


class State(models.TextChoices):
    WORKS = "works", _("works")
    EXPIRED = "expired", _("has ended")
    REVOKED = "revoked", _("withdrawn")
    TRASHED = "trashed", _("in the trash")


def _signer():
    return signing.Signer(sep=".", salt="publishing.preview_links")


def token(link):
    """Return what the secret address of a link ends with."""
    return _signer().sign(link.pk.hex)


def find(secret):
    """Return the link that a secret belongs to, working or not; None for one that is not ours."""
    try:
        number = _signer().unsign(secret)
    except signing.BadSignature:
        return None
    return PreviewLink.objects.select_related("piece").filter(pk=number).first()


def state(link):
    if link.piece.trashed_at:
        return State.TRASHED
    if link.revoked_at:
        return State.REVOKED
    return State.WORKS if clock.now() < link.expires_at else State.EXPIRED


def make(piece, language, days, label="", by=None):
    """Make a link that works for some days, and note it."""
    with transaction.atomic():
        until = clock.now() + timedelta(days=days)
        link = PreviewLink.objects.create(
            piece_id=piece.pk, language=language, label=label, created_by=by, expires_at=until
        )
        audit.note(audit.Action.LINK_MADE, piece, by, [language], label=label, until=until.isoformat())
    return link


def revoke(link, by=None):
    """Let a link work no longer; one that was revoked before stays so."""
    with transaction.atomic():
        if PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=clock.now()):
            audit.note(audit.Action.LINK_REVOKED, link.piece, by, [link.language], label=link.label)
