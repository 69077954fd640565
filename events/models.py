from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing import languages
from publishing.documents import Reference
from publishing.fields import PartialDateField
from publishing.models import Piece


class Event(Piece):
    class Category(models.TextChoices):
        DEBATE = "debate", _("debate")
        FESTIVAL = "festival", _("festival")
        CONTEST = "contest", _("contest")
        FILM = "film", _("film")
        ONLINE = "online", _("online")
        OTHER = "other", _("other initiative")

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("scheduled")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    class TimeZone(models.TextChoices):
        LIMA = "America/Lima", _("Lima")
        BRUSSELS = "Europe/Brussels", _("Brussels")

    category = models.CharField(
        _("kind of event"),
        max_length=20,
        choices=Category,
        default=Category.OTHER,
        help_text=_("Gives the event its colour and its filter."),
    )
    start = PartialDateField(_("begin"), help_text=_("As far as it is known; left empty, no date is shown."))
    start_time = models.TimeField(
        _("from"), null=True, blank=True, help_text=_("In the time zone below; shown in Lima’s and in Brussels’ time.")
    )
    end = PartialDateField(_("end"), help_text=_("Only if it is another day than the first."))
    end_time = models.TimeField(_("until"), null=True, blank=True, help_text=_("In the time zone below."))
    timezone = models.CharField(
        _("time zone"), max_length=40, choices=TimeZone, default=TimeZone.LIMA, help_text=_("Where the hours were set.")
    )
    place = models.CharField(_("place"), max_length=200, blank=True, help_text=_("Hall, street, city, in words."))
    organisers = models.ManyToManyField(
        "articles.Organisation",
        verbose_name=_("organisers"),
        blank=True,
        related_name="events",
        help_text=_("Who held it."),
    )
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=Status,
        default=Status.SCHEDULED,
        help_text=_("Whether it is to come, took place or was called off."),
    )
    themes = models.ManyToManyField(
        "articles.Theme",
        verbose_name=_("themes"),
        blank=True,
        related_name="events",
        help_text=_("Lists it under these themes."),
    )
    about_contest = models.ForeignKey(
        "gallery.Contest",
        verbose_name=_("contest"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        help_text=_("The contest that this event is about; the pages link to each other."),
    )

    parts = ("blocks", "links")

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end="") | models.Q(end__gte=models.F("start")), name="event_ends_after_it_begins"
            )
        ]

    def clean(self):
        super().clean()
        if self.end and not self.start:
            raise ValidationError({"start": _("An event that ends also begins: give its first day.")})
        if self.end and self.end < self.start:
            raise ValidationError({"end": _("The end lies before the beginning.")})

    def edition_category(self):
        return self.category

    def edition_date(self):
        return self.start

    def edition_facts(self, language):
        return {
            "end": str(self.end or ""),
            "start_time": self.start_time.isoformat("minutes") if self.start_time else "",
            "end_time": self.end_time.isoformat("minutes") if self.end_time else "",
            "timezone": self.timezone,
            "place": languages.text(self, "place", language),
            "status": self.status,
            "organisers": sorted(organisation.pk for organisation in self.organisers.all()),
            "contest": self.about_contest_id,
            "links": [
                {"url": link.url, "label": languages.text(link, "label", language)}
                for link in self.links.all()
                if languages.text(link, "label", language)
            ],
        }

    @classmethod
    def facts_in_words(cls, facts):
        contest = [(Reference.of("piece", facts["contest"]),)] if facts.get("contest") else []
        links = [(f"{link['label']} ({link['url']})",) for link in facts.get("links", ())]
        return {
            "contest": (cls._meta.get_field("about_contest").verbose_name, contest),
            "links": (EventLink._meta.verbose_name_plural, links),
        }

    def edition_links(self, language):
        return {
            "theme": [theme.pk for theme in sorted(self.themes.all(), key=lambda theme: theme.ordering)],
            "organisation": sorted(organisation.pk for organisation in self.organisers.all()),
            "piece": filter(None, [self.about_contest_id]),
        }


class EventLink(models.Model):
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(
        _("label"),
        max_length=120,
        blank=True,
        help_text=_("The words to click on; without them the link is left out in that language."),
    )
    url = models.URLField(_("web address"), help_text=_("The whole address, with https://."))
    ordering = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Lower numbers come first."))

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["ordering", "pk"]

    def __str__(self):
        return self.url
