from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models.piece import Piece


class DeskState(models.Model):
    """What lists need to know of a piece in one language without building it: see publishing/states.py."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="desk_states")
    language = models.CharField(_("language"), max_length=10)
    desk_digest = models.CharField(max_length=64, blank=True)
    printed_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("state of the desk")
        verbose_name_plural = _("states of the desk")
        constraints = [models.UniqueConstraint(fields=["piece", "language"], name="one_desk_state")]
