from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models import Piece


class Theme(Piece):
    class Motif(models.TextChoices):
        """The woven sign and colour of a theme; each has its class in static/css."""

        RIGHTS = "rights", _("human rights and gender")
        ENVIRONMENT = "environment", _("environment")
        HEALTH = "health", _("health")
        FARMING = "farming", _("family farming")
        CULTURE = "culture", _("culture")

    motif = models.CharField(
        _("motif"), max_length=20, choices=Motif, unique=True, help_text=_("The woven sign and its colour.")
    )
    ordering = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Its place among the themes."))

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["ordering"]

    def edition_category(self):
        return self.motif

    def edition_facts(self, language):
        return {"ordering": self.ordering}

    def edition_links(self, language):
        projects = list(self.projects.on_desk().order_by("pk"))
        return {
            "figure": [figure.pk for figure in self.figures.on_desk().order_by("ordering", "pk")],
            "project": [project.pk for project in projects],
            "region": [region.pk for project in projects for region in project.regions.order_by("pk")],
            "organisation": [partner.pk for project in projects for partner in project.organisations.order_by("pk")],
        }
