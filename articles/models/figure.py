from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing import languages
from publishing.fields import PartialDateField
from publishing.models import SharedRecord


class KeyFigure(SharedRecord):
    """A number with what it counts, how sure it is and where it comes from; articles/figures.py says it aloud."""

    class Qualifier(models.TextChoices):
        EXACT = "exact", _("exactly")
        MORE_THAN = "more_than", _("more than")
        AT_LEAST = "at_least", _("at least")
        ABOUT = "about", _("about")
        DOZENS = "dozens", _("dozens (no number known)")

    class Unit(models.TextChoices):
        NONE = "", _("none")
        PERCENT = "percent", _("percent")
        HECTARE = "hectare", _("hectares")
        TONNE = "tonne", _("tonnes")

    value = models.DecimalField(
        _("value"),
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("The number alone, without unit."),
    )
    start_value = models.DecimalField(
        _("value before"),
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Shows how it rose or fell."),
    )
    qualifier = models.CharField(
        _("how sure"),
        max_length=20,
        choices=Qualifier,
        default=Qualifier.EXACT,
        help_text=_("Never leave out a “more than” of the source."),
    )
    unit = models.CharField(
        _("unit"), max_length=20, choices=Unit, blank=True, default=Unit.NONE, help_text=_("Shown after the number.")
    )
    label = models.CharField(
        _("what it counts"), max_length=200, blank=True, help_text=_("Reads on from the number, in lower case.")
    )
    as_of = PartialDateField(_("as of"), help_text=_("The date for which the figure holds."))
    source = models.CharField(
        _("source"),
        max_length=200,
        blank=True,
        help_text=_("Where the figure comes from, such as a magazine and its date."),
    )
    theme = models.ForeignKey(
        "articles.Theme",
        verbose_name=_("theme"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="figures",
        help_text=_("The theme’s page shows it."),
    )
    project = models.ForeignKey(
        "articles.Project",
        verbose_name=_("project"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="figures",
        help_text=_("The project’s page shows it."),
    )
    organisation = models.ForeignKey(
        "articles.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="figures",
        help_text=_("The organisation’s page shows it."),
    )
    ordering = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Lower numbers come first; a theme shows its first figure on the home page.")
    )

    class Meta:
        verbose_name = _("key figure")
        verbose_name_plural = _("key figures")
        ordering = ["ordering", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value__isnull=False) | models.Q(qualifier="dozens"),
                name="figure_has_a_value_or_is_dozens",
            )
        ]

    def __str__(self):
        label = languages.label(self, "label")
        return f"{self.value.normalize():f} {label}" if self.value is not None else label

    def clean(self):
        if (self.value is None) != (self.qualifier == self.Qualifier.DOZENS):
            raise ValidationError({"value": _("Give a number; only “dozens” has none.")})
