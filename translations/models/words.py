from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing import clock


class InterfaceWord(models.Model):
    """A word of the interface as it was changed, or first translated, on the desk; it goes before the catalogue's."""

    language = models.CharField(_("language"), max_length=10)
    context = models.CharField(max_length=100, blank=True)
    msgid = models.TextField(_("word"))
    # msgid may be longer than what an index of PostgreSQL holds.
    msgid_hash = models.CharField(max_length=64)
    forms = models.JSONField(_("translation"), help_text=_("One text; or one for each plural form, in their order."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(_("when"), default=clock.now)

    class Meta:
        verbose_name = _("word of the interface")
        verbose_name_plural = _("words of the interface")
        constraints = [models.UniqueConstraint(fields=["language", "msgid_hash"], name="interface_word_once")]
        default_permissions = ()

    def __str__(self):
        return self.msgid[:60]
