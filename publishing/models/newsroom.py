"""Who is at work, and in which language they want to be written to."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing import clock, languages


class Profile(models.Model):
    """What the site knows of a person beyond the account."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
    language = models.CharField(
        _("language of mails"), max_length=10, choices=languages.choices, default="nl", help_text=_("And of the admin.")
    )

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        default_permissions = ()

    def __str__(self):
        return str(self.user)


class Presence(models.Model):
    """That somebody has a form open. A row is renewed while it is, and means nothing once it is old."""

    model = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["model", "object_id", "user"], name="present_once")]

    def __str__(self):
        return f"{self.user}: {self.model} {self.object_id}"
