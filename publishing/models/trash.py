"""The trash: what is deleted leaves the desk and comes back whole, because its rows never go. See publishing/trash.py."""

from django.conf import settings
from django.core.exceptions import ValidationError
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

    def unique_error_message(self, model_class, unique_check):
        """Say of what has the same already, where it lies in the trash, that it does."""
        same = {name: getattr(self, name) for name in unique_check}
        other = model_class._base_manager.filter(**same).exclude(trashed_at=None).exclude(pk=self.pk).first()
        if other is None:
            return super().unique_error_message(model_class, unique_check)
        text = _("“%(other)s”, which is in the trash, has this already. Restore it, or choose something else.")
        return ValidationError(text, code="unique", params={"other": other})
