from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing import clock


class ImportedFile(models.Model):
    """A file that came back from an outsider, kept until what it says was applied or dropped; see translations/exchange/."""

    name = models.CharField(_("name"), max_length=200)
    source_language = models.CharField(_("source language"), max_length=10)
    language = models.CharField(_("language"), max_length=10)
    # [[reference, source, target, place in the file]]
    units = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(_("when"), default=clock.now)

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        default_permissions = ()
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.name
