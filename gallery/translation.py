from modeltranslation.translator import TranslationOptions, register

from gallery import models


@register(models.Contest)
class ContestTranslation(TranslationOptions):
    """Its texts are those of every piece."""


@register(models.Photo)
class PhotoTranslation(TranslationOptions):
    fields = ("title", "alt", "caption", "place")


@register(models.Entry)
class EntryTranslation(TranslationOptions):
    fields = ("title", "statement")


@register(models.Award)
class AwardTranslation(TranslationOptions):
    fields = ("name",)
