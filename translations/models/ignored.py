from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing import clock


class IgnoredFinding(models.Model):
    """That a person looked at what a check found in two texts, and says why it is right as it is.

    It holds for these very texts: once either changes, the check speaks up again.
    """

    model = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    key = models.CharField(max_length=120)
    language = models.CharField(_("language"), max_length=10)
    code = models.CharField(max_length=40)
    source_hash = models.CharField(max_length=64)
    target_hash = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"), default=clock.now)

    class Meta:
        verbose_name = _("ignored remark")
        verbose_name_plural = _("ignored remarks")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["model", "object_id", "key", "language", "code", "source_hash", "target_hash"],
                name="ignored_once",
            )
        ]

    def __str__(self):
        return f"{self.code}: {self.reason}"
