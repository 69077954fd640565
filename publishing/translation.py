from modeltranslation.translator import TranslationOptions, register

from publishing.models import KINDS_OF_BLOCK, Block, Piece


@register(Piece)
class PieceTranslation(TranslationOptions):
    fields = ("title", "slug", "lead")


@register(Block)
class BlockTranslation(TranslationOptions):
    fields = ("title", "html", "text", "source")


@register(KINDS_OF_BLOCK)
class KindOfBlockTranslation(TranslationOptions):
    """Their texts are those of every block."""
