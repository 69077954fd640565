from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models.choices import PieceKind
from publishing.models.piece import Piece


class Address(models.Model):
    """That (kind, language, slug) leads to a piece. Which slug is the current one, the piece's edition says."""

    kind = models.CharField(_("kind"), max_length=20, choices=PieceKind)
    language = models.CharField(_("language"), max_length=10)
    slug = models.SlugField(_("address"), max_length=100, db_index=False)
    piece = models.ForeignKey(Piece, verbose_name=_("piece"), on_delete=models.CASCADE, related_name="addresses")
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [models.UniqueConstraint(fields=["kind", "language", "slug"], name="address_leads_to_one_piece")]

    def __str__(self):
        return f"{self.language}/{self.slug}"
