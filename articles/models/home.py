from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models import Piece


class Home(Piece):
    """The home page: a piece like any other, so that nothing reaches visitors that only the desk knows."""

    featured = models.ForeignKey(
        Piece,
        verbose_name=_("featured piece"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The great story, with its picture."),
    )
    entry = models.ForeignKey(
        "gallery.Entry",
        verbose_name=_("winning entry"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Shown with its award."),
    )
    milestones = models.ManyToManyField(
        "articles.Milestone",
        verbose_name=_("milestones"),
        blank=True,
        related_name="+",
        help_text=_("They stand in the order of their dates."),
    )
    organisations = models.ManyToManyField(
        "articles.Organisation",
        verbose_name=_("partners"),
        blank=True,
        related_name="+",
        help_text=_("Listed at the foot of the home page."),
    )
    regions_shown = models.ManyToManyField(
        "articles.Region",
        verbose_name=_("regions on the map"),
        blank=True,
        related_name="+",
        help_text=_("Numbered on the map in the order in which they were made."),
    )

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def edition_facts(self, language):
        return {"featured": self.featured_id, "entry": self.entry_id}

    def edition_links(self, language):
        milestones = sorted(self.milestones.all(), key=lambda milestone: (str(milestone.date or ""), milestone.pk))
        return {
            "piece": filter(None, (self.featured_id, self.entry and self.entry.contest_id)),
            "entry": filter(None, [self.entry_id]),
            "milestone": [milestone.pk for milestone in milestones],
            "organisation": sorted(organisation.pk for organisation in self.organisations.all()),
            "region": sorted(region.pk for region in self.regions_shown.all()),
        }
