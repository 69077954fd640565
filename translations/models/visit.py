import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_secret():
    return secrets.token_urlsafe(24)


class Visit(models.Model):
    """When a translator last looked at what there is to do, and how they want to hear of it."""

    class Mails(models.TextChoices):
        NEVER = "never", _("never")
        DAILY = "daily", _("once a day")
        WEEKLY = "weekly", _("once a week")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="translation_visit")
    seen_at = models.DateTimeField(null=True)
    mails = models.CharField(_("mail on what there is to translate"), max_length=10, choices=Mails, default=Mails.NEVER)
    mailed_at = models.DateTimeField(null=True)
    # The address of the private feed holds it; a new one makes the old address useless.
    feed_secret = models.CharField(max_length=64, unique=True, default=new_secret)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.user)
