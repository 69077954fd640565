"""One proxy per kind of block, so that each kind has a form of its own over the one table."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models.block import Block
from publishing.models.choices import BlockKind


class OfKindManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(kind=self.model.of_kind)


class TextBlock(Block):
    of_kind = BlockKind.TEXT
    objects = OfKindManager()

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("text")
        verbose_name_plural = _("texts")


class PictureBlock(Block):
    of_kind = BlockKind.PICTURE
    objects = OfKindManager()

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class QuoteBlock(Block):
    of_kind = BlockKind.QUOTE
    objects = OfKindManager()

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("pull quote")
        verbose_name_plural = _("pull quotes")


class FigureBlock(Block):
    of_kind = BlockKind.FIGURE
    objects = OfKindManager()

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("key figure")
        verbose_name_plural = _("key figures")


class QuestionBlock(Block):
    of_kind = BlockKind.QUESTION
    objects = OfKindManager()

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")


class BoxBlock(Block):
    of_kind = BlockKind.BOX
    objects = OfKindManager()

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("side box")
        verbose_name_plural = _("side boxes")


class VideoBlock(Block):
    of_kind = BlockKind.VIDEO
    objects = OfKindManager()

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("video")
        verbose_name_plural = _("videos")


class SeriesBlock(Block):
    of_kind = BlockKind.SERIES
    objects = OfKindManager()

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("picture of a series")
        verbose_name_plural = _("pictures of a series")


KINDS_OF_BLOCK = (
    TextBlock,
    PictureBlock,
    QuoteBlock,
    FigureBlock,
    QuestionBlock,
    BoxBlock,
    VideoBlock,
    SeriesBlock,
)
