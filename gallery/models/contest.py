"""Contests as the public sees them: announced, entered, awarded.

The engine (phases, voting, jury) will hang on these: an Entry keeps its number for good, and an Award says which
body gave it. A result that was reached elsewhere is marked as such and has no votes.
"""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from publishing import languages, markup
from publishing.fields import PartialDateField
from publishing.models import Piece, SharedRecord


class Contest(Piece):
    class Category(models.TextChoices):
        PHOTO = "photo", _("photo contest")
        LOGO = "logo", _("logo contest")

    class Result(models.TextChoices):
        NONE = "none", _("no result")
        OUTSIDE = "outside", _("recorded from outside")

    category = models.CharField(
        _("kind of contest"), max_length=20, choices=Category, help_text=_("What is handed in.")
    )
    start = PartialDateField(
        _("begin"), help_text=_("As far as it is known; left empty, the page says that the date is not known.")
    )
    end = PartialDateField(_("end"), help_text=_("Only where it is known."))
    organisers = models.ManyToManyField(
        "articles.Organisation",
        verbose_name=_("organisers"),
        blank=True,
        related_name="contests",
        help_text=_("Who called the contest."),
    )
    themes = models.ManyToManyField(
        "articles.Theme",
        verbose_name=_("themes"),
        blank=True,
        related_name="contests",
        help_text=_("Lists it under these themes."),
    )
    result = models.CharField(
        _("result"),
        max_length=20,
        choices=Result,
        default=Result.NONE,
        help_text=_("“Recorded from outside”: decided elsewhere; no votes are known here."),
    )

    class Meta:
        verbose_name = _("contest")
        verbose_name_plural = _("contests")

    @property
    def entries_on_desk(self):
        return [entry for entry in self.entries.all() if not entry.trashed_at]

    def edition_category(self):
        return self.category

    def edition_date(self):
        return self.start

    def edition_facts(self, language):
        return {
            "end": str(self.end or ""),
            "result": self.result,
            "organisers": sorted(organisation.pk for organisation in self.organisers.all()),
        }

    def edition_markup(self, language):
        return [languages.text(entry, "statement", language) for entry in self.entries_on_desk]

    def edition_links(self, language):
        entries = self.entries_on_desk
        return {
            "entry": [entry.pk for entry in entries],
            "photo": [entry.photo_id for entry in entries],
            "person": [entry.entrant_id for entry in entries],
            "theme": [theme.pk for theme in sorted(self.themes.all(), key=lambda theme: theme.ordering)],
            "organisation": [
                *sorted(organisation.pk for organisation in self.organisers.all()),
                *(entry.organisation_id for entry in entries if entry.organisation_id),
            ],
            "piece": [entry.interview_id for entry in entries if entry.interview_id],
        }


class Entry(SharedRecord):
    """What somebody handed in; seen while a current edition of its contest points to it."""

    contest = models.ForeignKey(
        Contest,
        verbose_name=_("contest"),
        on_delete=models.PROTECT,
        related_name="entries",
        help_text=_("The contest it was handed in for."),
    )
    number = models.PositiveIntegerField(
        _("number"), validators=[MinValueValidator(1)], help_text=_("Part of its address; never changes.")
    )
    title = models.CharField(
        _("title"), max_length=120, blank=True, help_text=_("What the page and the lists call it.")
    )
    statement = ProseEditorField(
        _("about the picture"),
        extensions=markup.EXTENSIONS,
        sanitize=markup.clean,
        blank=True,
        help_text=_("What is seen in it and how it came about, in a few sentences."),
    )
    photo = models.ForeignKey(
        "gallery.Photo",
        verbose_name=_("picture"),
        on_delete=models.PROTECT,
        related_name="entries",
        help_text=_("The picture that was handed in, or the illustration that stands for it."),
    )
    entrant = models.ForeignKey(
        "articles.Person",
        verbose_name=_("entrant"),
        on_delete=models.PROTECT,
        related_name="entries",
        help_text=_("Who handed it in."),
    )
    organisation = models.ForeignKey(
        "articles.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        help_text=_("For whom the entrant works, where that matters."),
    )
    theme = models.ForeignKey(
        "articles.Theme",
        verbose_name=_("theme"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        help_text=_("The theme it belongs to."),
    )
    interview = models.ForeignKey(
        "articles.Article",
        verbose_name=_("interview"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        help_text=_("The article in which the entrant speaks about it."),
    )

    parts = ("awards",)

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["contest", "number"]
        constraints = [models.UniqueConstraint(fields=["contest", "number"], name="one_entry_per_number")]

    def __str__(self):
        return languages.label(self, "title") or f"{self.number}"


class Award(models.Model):
    class Body(models.TextChoices):
        """Who gave it."""

        PUBLIC = "public", _("the public")
        JURY = "jury", _("the jury")
        ORGANISERS = "organisers", _("the organisers")

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="awards")
    body = models.CharField(_("given by"), max_length=20, choices=Body, help_text=_("Who gave the award."))
    name = models.CharField(
        _("name"), max_length=120, blank=True, help_text=_("Such as “public’s prize”; shown on a badge.")
    )
    ordering = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Lower numbers come first."))

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["ordering", "pk"]

    def __str__(self):
        return languages.label(self, "name") or self.get_body_display()
