from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models.choices import PieceKind


class Address(models.Model):
    """A (kind, language, slug) that something was printed under: the row that publications of it wait for each other on.

    Whose it is, the editions say: see publishing/addresses.py.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=PieceKind)
    language = models.CharField(_("language"), max_length=10)
    slug = models.SlugField(_("address"), max_length=100, db_index=False)

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [models.UniqueConstraint(fields=["kind", "language", "slug"], name="address_leads_to_one_piece")]

    def __str__(self):
        return f"{self.language}/{self.slug}"
