"""A body is a list of blocks, rows with an identity that all languages share.

One table for all kinds of block: a body is one query, and whatever hangs on a block hangs on one key. A kind
uses the fields that its admin form shows (publishing/admin/blocks.py).
"""

import uuid

from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorField

from publishing import languages, markup
from publishing.models.choices import BlockKind
from publishing.models.piece import Piece

# Without one of these texts in a language, the block does not exist in that language.
NEEDED_TEXTS = {
    BlockKind.TEXT: ("title", "html"),
    BlockKind.QUOTE: ("text",),
    BlockKind.QUESTION: ("title",),
    BlockKind.BOX: ("title", "html"),
    BlockKind.VIDEO: ("title",),
}


class Block(models.Model):
    Kind = BlockKind
    of_kind = None  # what the proxies in block_kinds.py are

    class Style(models.TextChoices):
        """How wide a picture is, or what a box is."""

        NORMAL = "", _("in the text column")
        WIDE = "wide", _("wide")
        FULL = "full", _("full width")
        NOTE = "note", _("a note the reader opens")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    parent = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="blocks", verbose_name=_("piece"))
    kind = models.CharField(_("kind"), max_length=20, choices=BlockKind, editable=False)
    region = models.CharField(max_length=20, default="main")
    ordering = models.IntegerField(default=0)
    languages = models.JSONField(
        _("only in these languages"),
        default=list,
        blank=True,
        help_text=_("Leave empty to show the block in every language that has its text."),
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    html = ProseEditorField(_("text"), extensions=markup.EXTENSIONS, sanitize=markup.clean, blank=True)
    text = models.TextField(_("text"), max_length=1000, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    style = models.CharField(_("form"), max_length=10, choices=Style, default=Style.NORMAL, blank=True)
    url = models.URLField(_("web address"), blank=True)
    photo = models.ForeignKey(
        "gallery.Photo", verbose_name=_("picture"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    figure = models.ForeignKey(
        "articles.KeyFigure",
        verbose_name=_("key figure"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    theme = models.ForeignKey(
        "articles.Theme", verbose_name=_("theme"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    piece = models.ForeignKey(
        Piece, verbose_name=_("shown piece"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        ordering = ["ordering", "id"]
        indexes = [models.Index(fields=["parent", "ordering"], name="block_in_body")]

    def __str__(self):
        words = next(
            (found for field in ("title", "text", "html") if (found := languages.label(self, field))),
            "",
        )
        return Truncator(markup.plain(words)).words(9) or str(self.photo or self.figure or self.piece or "")

    def save(self, *args, **kwargs):
        self.kind = self.of_kind or self.kind
        super().save(*args, **kwargs)

    @classmethod
    def get_queryset(cls):
        """Return the blocks of this kind; the editor asks for them when it clones."""
        return cls.objects.all()

    def is_in(self, language):
        """Say whether an edition in this language holds the block."""
        if self.languages and language not in self.languages:
            return False
        if self.kind == BlockKind.BOX and self.piece_id:
            return True
        needed = NEEDED_TEXTS.get(self.kind)
        return needed is None or any(languages.text(self, field, language) for field in needed)

    def content(self, language):
        """Return the block as JSON for an edition in this language, without its empty fields."""
        values = {"kind": self.kind, "id": str(self.id), "style": self.style, "url": self.url}
        values |= {field: languages.text(self, field, language) for field in ("title", "html", "text", "source")}
        values |= {name: getattr(self, f"{name}_id") for name in ("photo", "figure", "theme", "piece")}
        return {name: value for name, value in values.items() if value}
