"""The admin of pieces and shared records, with what translators need of it."""

from publishing.admin import pieces, records


class TranslationsMixin:
    """For the admin of what is translated."""


class PieceAdmin(TranslationsMixin, pieces.PieceAdmin):
    pass


class RecordAdmin(TranslationsMixin, records.RecordAdmin):
    pass
