import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing import languages
from publishing.models.trash import Trashable


class SharedRecord(Trashable):
    """A record that pieces point to: live as edited, seen only where a current edition points to it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source_language = models.CharField(
        _("source language"),
        max_length=10,
        choices=languages.choices,
        default="nl",
        help_text=_("The language its texts were first written in."),
    )
    changed_at = models.DateTimeField(_("last change"), auto_now=True)

    class Meta:
        abstract = True
