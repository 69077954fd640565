"""What the desk was like, save by save. publishing/history.py writes and reads it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DeskVersion(models.Model):
    """One record of the desk, whole, as it stood after a save: its columns in every language, its parts, its blocks.

    `data` is what publishing.history.snapshot returns. Pieces are named by their own kind, such as
    ("articles.article", 12).
    """

    class Reason(models.TextChoices):
        SAVED = "saved", _("saved")
        BROUGHT_BACK = "brought_back", _("brought back from history")
        TRASHED = "trashed", _("put in the trash")
        RESTORED = "restored", _("restored from the trash")
        LOADED = "loaded", _("loaded by a command")
        TRANSLATED = "translated", _("translated")

    model = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reason = models.CharField(_("what happened"), max_length=20, choices=Reason, default=Reason.SAVED)
    languages = models.JSONField(
        _("languages"), default=list, help_text=_("Codes of the languages whose texts differ from the version before.")
    )
    data = models.JSONField()

    class Meta:
        verbose_name = _("version of the desk")
        verbose_name_plural = _("versions of the desk")
        default_permissions = ("view",)
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["model", "object_id", "-at"], name="version_of_record")]

    def __str__(self):
        return f"{self.model} {self.object_id}, {self.at:%Y-%m-%d %H:%M:%S}"
