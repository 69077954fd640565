"""The press: what visitors read. An edition is printed once and never changed."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from publishing import clock, languages, schema
from publishing.fields import PartialDateField
from publishing.models.choices import PieceKind
from publishing.models.piece import Piece


class EditionQuerySet(models.QuerySet):
    def at(self, instant):
        """Return the editions whose interval holds this instant, blank ones too."""
        return self.filter(public_from__lte=instant, public_until__gt=instant)

    def current(self, language=None, at=None):
        """Return what the public sees, in one language or in every public one. Said here, and nowhere else."""
        codes = [language] if language else languages.public()
        return self.at(at or clock.now()).filter(language__in=codes, blank=False)

    def for_list(self):
        """Return rows without what only a page of their own needs."""
        return self.select_related("cover").defer("body", "search_text")

    def newest_first(self):
        return self.order_by("-date", "-piece_id")


class Edition(models.Model):
    """A piece in one language, frozen, with the half-open interval [public_from, public_until) in which it is public.

    Per piece and language the editions are points on one time line: `public_until` is the `public_from` of the
    next one, or clock.FOREVER. A blank edition is a withdrawal. publishing/press.py is the only way in or out.
    """

    piece = models.ForeignKey(Piece, verbose_name=_("piece"), on_delete=models.PROTECT, related_name="editions")
    language = models.CharField(_("language"), max_length=10)
    public_from = models.DateTimeField(_("public from"))
    public_until = models.DateTimeField(_("public until"), default=clock.FOREVER)
    blank = models.BooleanField(_("withdrawn"), default=False)
    printed_at = models.DateTimeField(_("printed"))
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("printed by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    schema = models.PositiveSmallIntegerField(_("schema"), default=schema.SCHEMA)
    kind = models.CharField(_("kind"), max_length=20, choices=PieceKind)
    category = models.CharField(_("category"), max_length=20, blank=True)
    source_language = models.CharField(_("source language"), max_length=10)
    title = models.CharField(_("title"), max_length=160, blank=True)
    slug = models.SlugField(_("address"), max_length=100, blank=True, db_index=False)
    lead = models.TextField(_("lead"), blank=True)
    date = PartialDateField(_("date"))
    cover = models.ForeignKey(
        "gallery.Photo", verbose_name=_("cover picture"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    facts = models.JSONField(_("facts"), default=dict)
    links = models.JSONField(
        _("links"), default=dict, help_text=_("{kind of link: [ids in order]}; the tables below say the same.")
    )
    body = models.JSONField(_("body"), default=list)
    search_text = models.TextField(_("search text"), blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(fields=["piece", "language", "public_from"], name="edition_begins_once"),
            models.UniqueConstraint(fields=["piece", "language", "public_until"], name="edition_ends_once"),
            models.CheckConstraint(
                condition=models.Q(public_until__gt=models.F("public_from")), name="edition_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(blank=True) | ~models.Q(slug="", title=""), name="edition_has_title_and_address"
            ),
        ]
        indexes = [
            models.Index(
                fields=["kind", "language", "-date", "-piece", "public_from", "public_until", "blank"],
                name="edition_list",
            ),
            # Not by language first: SQLite would take it for lists, and sort all that is current for each page.
            models.Index(fields=["public_until", "public_from", "language", "blank"], name="edition_current"),
            models.Index(fields=["kind", "language", "slug", "public_until"], name="edition_address"),
            models.Index(fields=["public_from"], name="edition_begins"),
        ]

    def __str__(self):
        return f"{self.title or self.piece_id} ({self.language})"

    @classmethod
    def from_db(cls, *args, **kwargs):
        edition = super().from_db(*args, **kwargs)
        schema.lift(edition)
        return edition

    def save(self, *args, **kwargs):
        """Insert a new edition; an old one only has its end moved, by publishing/press.py with a query."""
        if not self._state.adding:
            raise TypeError("An edition is never changed. Print a new one.")
        super().save(*args, **kwargs | {"force_insert": True})

    def get_absolute_url(self):
        """Return the address of the page; the URL names of pieces are their kinds."""
        return self.address_in(self.language)

    def address_in(self, language):
        """Return its address among the pages of a language, where it may stand in for an edition that is missing."""
        with translation.override(language):
            return reverse(self.kind, kwargs={"slug": self.slug} if self.kind != PieceKind.HOME else None)


class EditionLink(models.Model):
    """That an edition points to a record: visitors see the record while this edition is current.

    Protected on the far side: what a current, coming or past edition points to cannot be deleted.
    """

    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position"]


def _edition():
    return models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="%(class)s_set")


class EditionTheme(EditionLink):
    edition = _edition()
    target = models.ForeignKey("articles.Theme", on_delete=models.PROTECT, related_name="theme_links")


class EditionPiece(EditionLink):
    edition = _edition()
    target = models.ForeignKey(Piece, on_delete=models.PROTECT, related_name="edition_links")


class EditionPhoto(EditionLink):
    edition = _edition()
    target = models.ForeignKey("gallery.Photo", on_delete=models.PROTECT, related_name="edition_links")


class EditionEntry(EditionLink):
    edition = _edition()
    target = models.ForeignKey("gallery.Entry", on_delete=models.PROTECT, related_name="edition_links")


class EditionPerson(EditionLink):
    edition = _edition()
    target = models.ForeignKey("articles.Person", on_delete=models.PROTECT, related_name="edition_links")


class EditionOrganisation(EditionLink):
    edition = _edition()
    target = models.ForeignKey("articles.Organisation", on_delete=models.PROTECT, related_name="edition_links")


class EditionProject(EditionLink):
    edition = _edition()
    target = models.ForeignKey("articles.Project", on_delete=models.PROTECT, related_name="edition_links")


class EditionRegion(EditionLink):
    edition = _edition()
    target = models.ForeignKey("articles.Region", on_delete=models.PROTECT, related_name="edition_links")


class EditionFigure(EditionLink):
    edition = _edition()
    target = models.ForeignKey("articles.KeyFigure", on_delete=models.PROTECT, related_name="edition_links")


class EditionMilestone(EditionLink):
    edition = _edition()
    target = models.ForeignKey("articles.Milestone", on_delete=models.PROTECT, related_name="edition_links")


class EditionTag(EditionLink):
    edition = _edition()
    target = models.ForeignKey("articles.Tag", on_delete=models.PROTECT, related_name="edition_links")


LINKS = {
    "theme": EditionTheme,
    "piece": EditionPiece,
    "photo": EditionPhoto,
    "entry": EditionEntry,
    "person": EditionPerson,
    "organisation": EditionOrganisation,
    "project": EditionProject,
    "region": EditionRegion,
    "figure": EditionFigure,
    "milestone": EditionMilestone,
    "tag": EditionTag,
}
