from django.db import models
from django.utils.translation import gettext_lazy as _


class PieceKind(models.TextChoices):
    """What a piece is published as; an address is unique within its kind and language."""

    ARTICLE = "article", _("article")
    PAGE = "page", _("page")
    THEME = "theme", _("theme")
    DOSSIER = "dossier", _("dossier")
    EVENT = "event", _("event")
    CONTEST = "contest", _("contest")
    HOME = "home", _("home page")

    @property
    def model_name(self):
        """The name of the model that holds it; a page is an article without a date."""
        return "article" if self == PieceKind.PAGE else str(self.value)


class BlockKind(models.TextChoices):
    TEXT = "text", _("text")
    PICTURE = "picture", _("picture")
    QUOTE = "quote", _("pull quote")
    FIGURE = "figure", _("key figure")
    QUESTION = "question", _("question and answer")
    BOX = "box", _("side box")
    VIDEO = "video", _("video")
    SERIES = "series", _("picture of a series")
