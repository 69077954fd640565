"""The desk: what editors and translators work on. Saving it changes nothing for any visitor."""

import uuid

from content_editor.models import Region
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing import languages
from publishing.models.choices import PieceKind
from publishing.models.trash import Trashable


class Piece(Trashable):
    """One thing to publish: what article, theme, dossier, event, contest and home have in common.

    Every kind is a child table of this one, so that blocks, editions, addresses and states are each one table
    with one foreign key, whatever the kind.
    """

    Kind = PieceKind
    kind = models.CharField(_("kind"), max_length=20, choices=PieceKind, editable=False)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source_language = models.CharField(
        _("source language"),
        max_length=10,
        choices=languages.choices,
        default="nl",
        help_text=_("The language this was first written in; only this one is required."),
    )
    title = models.CharField(
        _("title"),
        max_length=160,
        blank=True,
        help_text=_("What readers, lists and search engines show. Up to 160 characters."),
    )
    slug = models.SlugField(
        _("address"),
        max_length=100,
        blank=True,
        db_index=False,
        help_text=_("The last part of the web address: a-z, 0-9 and hyphens. Left empty, it follows from the title."),
    )
    lead = models.TextField(
        _("lead"),
        max_length=800,
        blank=True,
        help_text=_("One to three sentences that open the piece and stand for it in lists."),
    )
    cover = models.ForeignKey(
        "gallery.Photo",
        verbose_name=_("cover picture"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Opens the page and stands for it in lists."),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("last change"), auto_now=True)

    parts = ("blocks",)
    regions = [Region(key="main", title=_("Body"))]

    class Meta:
        verbose_name = _("piece")
        verbose_name_plural = _("pieces")
        permissions = [
            ("publish_piece", "Can publish pieces"),
            ("approve_piece", "Can approve what needs approval"),
            ("purge_piece", "Can delete for good what is in the trash"),
        ]

    def __str__(self):
        return languages.label(self, "title", self.source_language) or f"{self.get_kind_display()} {self.pk}"

    def save(self, *args, **kwargs):
        self.kind = self.current_kind()
        super().save(*args, **kwargs)

    def current_kind(self):
        """Return the PieceKind that this piece is published as."""
        return self.kind if type(self) is Piece else PieceKind(self._meta.model_name)

    @property
    def specific(self):
        """The child row of this piece: its Article, Event …"""
        return getattr(self, PieceKind(self.kind).model_name)

    def is_ready(self, language):
        """Say whether there is enough text to publish in this language: a title and a lead."""
        return bool(languages.text(self, "title", language) and languages.text(self, "lead", language))

    @property
    def expects_source(self):
        """Say whether readers are to be told from which publication it was made; checks.py asks."""
        return False

    # What a kind adds to its editions; see publishing/press.py. Its relations are read by all(), and sorted here, so
    # that a preview can put those of a form that is not saved in their place; see publishing/admin/unsaved.py.

    def edition_category(self):
        """Return the machine name that lists filter on, such as "feature" or "debate"."""
        return ""

    def edition_date(self):
        """Return the PartialDate that lists sort by, or None."""
        return None

    def edition_facts(self, language):
        """Return what only this kind shows, as JSON."""
        return {}

    @classmethod
    def facts_in_words(cls, facts):
        """Return {name: (label, text or items)} of those facts that no field of that name tells of.

        See publishing/documents.py, which says the others.
        """
        return {}

    def edition_markup(self, language):
        """Return markup beyond the body whose links lead somewhere, such as that of a contest's entries."""
        return []

    def edition_links(self, language):
        """Return {kind of link: [ids in order]}, the shared records and pieces that this page points to."""
        return {}


def specific(record):
    """Return the row of a piece's own kind; any other record as it is."""
    return record.specific if type(record) is Piece else record
