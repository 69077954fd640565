from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing import clock


class MachineText(models.Model):
    """That a machine translated a text into these words: whoever stores them later, they are not reviewed by that."""

    language = models.CharField(_("language"), max_length=10)
    source_hash = models.CharField(max_length=64)
    words_hash = models.CharField(max_length=64)
    at = models.DateTimeField(_("when"), default=clock.now)

    class Meta:
        verbose_name = _("text of a machine")
        verbose_name_plural = _("texts of machines")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["language", "words_hash", "source_hash"], name="machine_text_once")
        ]

    def __str__(self):
        return f"{self.language}: {self.words_hash}"
