from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing import clock


class TextState(models.Model):
    """What lists need to know of a record's text in one language without comparing it: see translations/freshness.py.

    The words are those of the source. A row that is not to be relied on has an Unsettled beside it.
    """

    class State(models.TextChoices):
        SOURCE = "source", _("the source")
        MISSING = "missing", _("missing")
        IN_PROGRESS = "in_progress", _("in progress")
        OUTDATED = "outdated", _("outdated")
        TO_REVIEW = "to_review", _("to review")
        REVIEWED = "reviewed", _("reviewed")

    model = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    language = models.CharField(_("language"), max_length=10)
    state = models.CharField(_("state"), max_length=20, choices=State)
    words = models.PositiveIntegerField(default=0)
    words_missing = models.PositiveIntegerField(default=0)
    words_outdated = models.PositiveIntegerField(default=0)
    words_to_review = models.PositiveIntegerField(default=0)
    # Whether any of it is a machine's that nobody has reviewed.
    has_machine_text = models.BooleanField(default=False)
    # When there last came more to do: what feeds and mails tell of.
    grew_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("state of a text")
        verbose_name_plural = _("states of texts")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["model", "object_id", "language"], name="one_text_state"),
        ]
        indexes = [models.Index(fields=["model", "language", "state"], name="texts_in_state")]

    def __str__(self):
        return f"{self.model} {self.object_id} ({self.language}): {self.state}"

    @property
    def words_to_do(self):
        return self.words_missing + self.words_outdated


class UnsettledManager(models.Manager):
    def get_by_natural_key(self, model, object_id):
        return self.get(model=model, object_id=object_id)


class Unsettled(models.Model):
    """That a record was written since its TextStates were: by the database itself, see translations/watch.py."""

    model = models.CharField(max_length=60)
    object_id = models.PositiveBigIntegerField()
    # Counted, so that who settles a record and who writes it wait for each other.
    changes = models.PositiveBigIntegerField(default=1, db_default=1)

    objects = UnsettledManager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["model", "object_id"], name="unsettled_once")]

    def __str__(self):
        return f"{self.model} {self.object_id}"

    def natural_key(self):
        """Name it so that a dump finds what the database that it is loaded into has noted by itself."""
        return (self.model, self.object_id)
