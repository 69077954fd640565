from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """Who did what: written once by publishing/audit.py, and kept by the database from being changed or deleted.

    People and things are named in words too, without foreign keys: an entry outlives what it speaks of.
    """

    class Action(models.TextChoices):
        ADDED = "added", _("added")
        SAVED = "saved", _("saved")
        PUBLISHED = "published", _("published")
        SCHEDULED = "scheduled", _("planned")
        WITHDRAWN = "withdrawn", _("withdrawn")
        CANCELLED = "cancelled", _("cancelled what was planned")
        PRINTED_AGAIN = "printed_again", _("printed an earlier edition again")
        BROUGHT_BACK = "brought_back", _("brought back from history")
        TRASHED = "trashed", _("put in the trash")
        RESTORED = "restored", _("restored from the trash")
        PURGED = "purged", _("purged from the trash")
        DELETED = "deleted", _("deleted")
        SUBMITTED = "submitted", _("submitted for review")
        APPROVED = "approved", _("approved")
        RETURNED = "returned", _("returned from review")
        TAKEN_BACK = "taken_back", _("taken back from review")
        LINK_MADE = "link_made", _("made a preview link")
        LINK_REVOKED = "link_revoked", _("revoked a preview link")
        SWAPPED = "swapped", _("swapped addresses")
        TOOK_OVER = "took_over", _("took over an address")
        REPLACED = "replaced", _("replaced a file")
        KEPT_VALID = "kept_valid", _("called a change minor, so that translations stay valid")
        SIGNED_IN = "signed_in", _("signed in")
        SIGN_IN_FAILED = "sign_in_failed", _("failed to sign in")

    at = models.DateTimeField(_("when"), db_index=True)
    user_id = models.BigIntegerField(null=True)
    user_name = models.CharField(_("who"), max_length=150, blank=True)
    action = models.CharField(_("what"), max_length=20, choices=Action)
    model = models.CharField(_("kind"), max_length=60, blank=True)
    object_id = models.CharField(max_length=60, blank=True)
    object_name = models.CharField(_("of what"), max_length=200, blank=True)
    languages = models.JSONField(_("languages"), default=list)
    details = models.JSONField(_("details"), default=dict)

    class Meta:
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("audit log")
        default_permissions = ("view",)
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["model", "object_id", "-at"], name="audit_of_record")]

    def __str__(self):
        return f"{self.user_name}: {self.get_action_display()} {self.object_name}"
