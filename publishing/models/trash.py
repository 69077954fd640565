"""The trash: what is deleted leaves the desk and comes back whole, because its rows never go. See publishing/trash.py."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TrashQuerySet(models.QuerySet):
    def on_desk(self):
        """Return what editors work with: everything that is not in the trash."""
        return self.filter(trashed_at=None)

    def in_trash(self):
        return self.exclude(trashed_at=None)


class Trashable(models.Model):
    # Rows that are a part of the record, and have no life of their own: names of reverse relations.
    parts = ()
    # Columns that history tells of and never brings back.
    stays = ()

    trashed_at = models.DateTimeField(_("in the trash since"), null=True, editable=False, db_index=True)
    trashed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("put there by"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = TrashQuerySet.as_manager()

    class Meta:
        abstract = True
