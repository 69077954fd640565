from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing import clock


class PairQuerySet(models.QuerySet):
    def of_record(self, model, object_id):
        """Return what is vouched for in a record, the oldest first."""
        return self.filter(model=model, object_id=object_id).order_by("at", "pk")


class Pair(models.Model):
    """That somebody vouches for a text in one language as a translation of a text in another: of these very words.

    How fresh a translation is follows from the two texts that stand on the desk, or in two editions, and these rows
    alone: a pair of just these two makes it fresh, one with another source outdated. So bulk updates, reverts and
    imports need nothing of their own. It holds in both directions, for the source language may be changed.
    """

    class Origin(models.TextChoices):
        WRITTEN = "written", _("written by a person")
        MEMORY = "memory", _("from the translation memory")
        IMPORTED = "imported", _("from a file")
        MACHINE = "machine", _("from a machine")

    # The record as publishing.history knows it, save that any piece is a "publishing.piece"; key: see segments.py.
    model = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    key = models.CharField(max_length=120)
    source_language = models.CharField(_("source language"), max_length=10)
    source_text = models.TextField(_("source"))
    source_hash = models.CharField(max_length=64)
    language = models.CharField(_("language"), max_length=10)
    target_text = models.TextField(_("translation"))
    target_hash = models.CharField(max_length=64)
    origin = models.CharField(_("origin"), max_length=20, choices=Origin, default=Origin.WRITTEN)
    is_finished = models.BooleanField(_("finished"), default=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"), default=clock.now)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("reviewed by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(_("reviewed"), null=True)
    # That the translation memory is not to offer it, whatever it says of its record.
    is_retracted = models.BooleanField(default=False, db_default=False)

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = _("translated text")
        verbose_name_plural = _("translated texts")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "model",
                    "object_id",
                    "language",
                    "key",
                    "source_language",
                    "source_hash",
                    "target_hash",
                ],
                name="one_pair_of_texts",
            )
        ]

    def __str__(self):
        return f"{self.model} {self.object_id} {self.key}: {self.source_language} → {self.language}"
