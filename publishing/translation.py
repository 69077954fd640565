from modeltranslation.translator import TranslationOptions, register

from publishing.models import Block, Piece


@register(Piece)
class PieceTranslation(TranslationOptions):
    fields = ("title", "slug", "lead")


@register(Block)
class BlockTranslation(TranslationOptions):
    fields = ("title", "html", "text", "source")
