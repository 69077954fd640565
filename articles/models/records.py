"""Shared records: whom and what the articles are about. Live as edited; see publishing.models.SharedRecord."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing import languages
from publishing.fields import PartialDateField
from publishing.models import SharedRecord


class Person(SharedRecord):
    name = models.CharField(_("name"), max_length=120, help_text=_("As the person writes it."))
    organisation = models.ForeignKey(
        "articles.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        help_text=_("For whom this person works or worked."),
    )
    description = models.CharField(
        _("description"),
        max_length=300,
        blank=True,
        help_text=_("Who this is, such as a function; shown under the name."),
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Organisation(SharedRecord):
    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("government")
        AGENCY = "agency", _("agency for cooperation")
        PUBLIC_SERVICE = "public_service", _("public service")
        NGO = "ngo", _("non-governmental organisation")
        CIVIL_SOCIETY = "civil_society", _("civil society")
        COOPERATIVE = "cooperative", _("cooperative")
        NETWORK = "network", _("network")
        RESEARCH = "research", _("research")
        CULTURE = "culture", _("culture")
        MAGAZINE = "magazine", _("magazine")

    class Country(models.TextChoices):
        BELGIUM = "BE", _("Belgium")
        PERU = "PE", _("Peru")

    name = models.CharField(
        _("name"), max_length=160, blank=True, help_text=_("In full; a proper name stays the same in every language.")
    )
    acronym = models.CharField(
        _("acronym"), max_length=30, blank=True, help_text=_("Shown in its place where room is short.")
    )
    slug = models.SlugField(_("address"), max_length=80, unique=True, help_text=_("The same in every language."))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, help_text=_("What sort of organisation it is."))
    country = models.CharField(
        _("country"),
        max_length=2,
        choices=Country,
        blank=True,
        help_text=_("Left empty where it is not one country’s."),
    )
    url = models.URLField(_("web site"), blank=True, help_text=_("Only an address that is sure to be right."))
    description = models.TextField(
        _("description"), max_length=600, blank=True, help_text=_("One or two sentences on what it does.")
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["slug"]

    def __str__(self):
        return self.acronym or languages.label(self, "name")

    def get_absolute_url(self):
        return reverse("organisation", kwargs={"slug": self.slug})


class Region(SharedRecord):
    name = models.CharField(_("name"), max_length=60, unique=True, help_text=_("As it is written in Peru."))
    slug = models.SlugField(_("address"), max_length=60, unique=True, help_text=_("The same in every language."))
    map_name = models.CharField(
        _("name on the map"), max_length=60, unique=True, help_text=_("The name of its outline in articles/map.json.")
    )
    note = models.CharField(_("note"), max_length=400, blank=True, help_text=_("One sentence on what happened here."))

    class Meta:
        verbose_name = _("region of Peru")
        verbose_name_plural = _("regions of Peru")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('map')}#{self.slug}"


class Project(SharedRecord):
    name = models.CharField(
        _("name"), max_length=160, blank=True, help_text=_("In full; a proper name stays the same in every language.")
    )
    slug = models.SlugField(_("address"), max_length=80, unique=True, help_text=_("The same in every language."))
    description = models.TextField(
        _("description"), max_length=1000, blank=True, help_text=_("One to three sentences on what it does.")
    )
    theme = models.ForeignKey(
        "articles.Theme",
        verbose_name=_("theme"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        help_text=_("The theme’s page lists it."),
    )
    organisations = models.ManyToManyField(
        Organisation,
        verbose_name=_("organisations"),
        blank=True,
        related_name="projects",
        help_text=_("Who carries it."),
    )
    regions = models.ManyToManyField(
        Region,
        verbose_name=_("regions"),
        blank=True,
        related_name="projects",
        help_text=_("Where it works; they are coloured on the map."),
    )
    start = PartialDateField(_("begin"), help_text=_("As far as it is known."))
    end = PartialDateField(_("end"), help_text=_("Only where it is known."))

    class Meta:
        verbose_name = _("project or programme")
        verbose_name_plural = _("projects and programmes")
        ordering = ["slug"]

    def __str__(self):
        return languages.label(self, "name")

    def get_absolute_url(self):
        return reverse("project", kwargs={"slug": self.slug})


class Milestone(SharedRecord):
    """A point on the time line 1965-2015."""

    date = PartialDateField(_("date"), blank=False, help_text=_("As far as it is known."))
    title = models.CharField(_("title"), max_length=120, blank=True, help_text=_("A few words."))
    text = models.TextField(_("text"), max_length=400, blank=True, help_text=_("One or two sentences."))

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["date", "pk"]

    def __str__(self):
        return languages.label(self, "title")
