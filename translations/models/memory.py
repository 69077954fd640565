from django.db import models
from django.utils.translation import gettext_lazy as _

from translations.models.pair import Pair


class Passage(models.Model):
    """A paragraph, or a whole short text, as it was translated once: what the translation memory finds again.

    A pair of texts makes one for each of its paragraphs, and one in each direction.
    """

    pair = models.ForeignKey(Pair, on_delete=models.CASCADE, related_name="passages")
    number = models.PositiveIntegerField(default=0)
    language = models.CharField(_("source language"), max_length=10)
    text = models.TextField(_("source"))
    # The stems of its words, for the concordance: see publishing/stemming.py.
    stems = models.TextField()
    into = models.CharField(_("language"), max_length=10)
    translation = models.TextField(_("translation"))

    class Meta:
        verbose_name = _("translated passage")
        verbose_name_plural = _("translated passages")
        default_permissions = ()

    def __str__(self):
        return f"{self.language} → {self.into}: {self.text[:60]}"


class Mark(models.Model):
    """One of the few marks by which a passage is found among all others: see translations/likeness.py."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="marks")
    value = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["value", "passage"], name="passages_by_mark")]

    def __str__(self):
        return f"{self.passage_id}: {self.value}"
