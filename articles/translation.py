from modeltranslation.translator import TranslationOptions, register

from articles import models


@register([models.Article, models.Theme, models.Dossier, models.Home])
class PieceTranslation(TranslationOptions):
    """Their texts are those of every piece."""


@register(models.Tag)
class TagTranslation(TranslationOptions):
    fields = ("name",)


@register(models.Person)
class PersonTranslation(TranslationOptions):
    fields = ("description",)


@register([models.Organisation, models.Project])
class NamedTranslation(TranslationOptions):
    fields = ("name", "description")


@register(models.Region)
class RegionTranslation(TranslationOptions):
    fields = ("note",)


@register(models.KeyFigure)
class KeyFigureTranslation(TranslationOptions):
    fields = ("label", "source")


@register(models.Milestone)
class MilestoneTranslation(TranslationOptions):
    fields = ("title", "text")
