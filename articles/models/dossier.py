from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.documents import Reference
from publishing.models import Piece


class Dossier(Piece):
    """An ordered series, which owns its order; it may state its length without its other pieces existing."""

    length = models.PositiveSmallIntegerField(
        _("stated length"),
        null=True,
        blank=True,
        help_text=_("How many pieces the series has, where that is known. Left empty, the pieces below are counted."),
    )

    parts = ("blocks", "places")

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")

    def edition_facts(self, language):
        places = list(self.places.all())
        return {
            "length": self.length or max((place.number for place in places), default=0),
            "places": [[place.number, place.piece_id] for place in places],
        }

    @classmethod
    def facts_in_words(cls, facts):
        places = [(f"{number}. ", Reference.of("piece", piece)) for number, piece in facts.get("places", ())]
        return {"places": (DossierPlace._meta.verbose_name_plural, places)}

    def edition_links(self, language):
        return {"piece": [place.piece_id for place in self.places.all()]}


class DossierPlace(models.Model):
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="places")
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1)], help_text=_("The place in the series, counted from one.")
    )
    piece = models.ForeignKey(
        Piece,
        verbose_name=_("piece"),
        on_delete=models.PROTECT,
        related_name="dossier_places",
        help_text=_("The article or other piece that stands there."),
    )

    class Meta:
        verbose_name = _("place in the dossier")
        verbose_name_plural = _("places in the dossier")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="one_piece_per_place"),
            models.UniqueConstraint(fields=["dossier", "piece"], name="one_place_per_piece"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="places_count_from_one"),
        ]

    def __str__(self):
        return f"{self.number}. {self.piece}"
