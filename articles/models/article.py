from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing import languages
from publishing.documents import Reference, said
from publishing.fields import PartialDateField
from publishing.models import Piece, PieceKind, SharedRecord


class Tag(SharedRecord):
    name = models.CharField(_("name"), max_length=80, blank=True, help_text=_("One or two words."))

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def __str__(self):
        return languages.label(self, "name")


class Article(Piece):
    class Category(models.TextChoices):
        FEATURE = "feature", _("feature")
        INTERVIEW = "interview", _("interview")
        NEWS = "news", _("news")
        PAGE = "page", _("page")

    category = models.CharField(
        _("kind of article"),
        max_length=20,
        choices=Category,
        default=Category.NEWS,
        help_text=_("A page (about, privacy …) has no date and stands in the footer instead of in lists."),
    )
    date = PartialDateField(_("date"), help_text=_("The date shown to readers, as far as it is known."))
    source_publication = models.CharField(
        _("publication"), max_length=200, blank=True, help_text=_("Where it first appeared, such as a magazine.")
    )
    source_date = PartialDateField(_("date of publication"), help_text=_("As far as it is known."))
    source_author = models.CharField(
        _("author there"), max_length=200, blank=True, help_text=_("As named in the publication.")
    )
    source_url = models.URLField(_("link"), blank=True, help_text=_("Only an address that is sure to be right."))
    themes = models.ManyToManyField(
        "articles.Theme",
        verbose_name=_("themes"),
        blank=True,
        related_name="articles",
        help_text=_("Lists it under these themes."),
    )
    tags = models.ManyToManyField(
        Tag,
        verbose_name=_("tags"),
        blank=True,
        related_name="articles",
        help_text=_("A few words that articles have in common."),
    )

    parts = ("blocks", "bylines")

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @property
    def expects_source(self):
        return self.category in (self.Category.FEATURE, self.Category.INTERVIEW)

    def current_kind(self):
        return PieceKind.PAGE if self.category == self.Category.PAGE else PieceKind.ARTICLE

    def edition_category(self):
        return self.category

    def edition_date(self):
        return self.date

    def edition_facts(self, language):
        return {
            "byline": [{"person": line.person_id, "role": line.role} for line in self.bylines.all()],
            "source": {
                "publication": self.source_publication,
                "date": str(self.source_date or ""),
                "author": self.source_author,
                "url": self.source_url,
            }
            if self.source_publication
            else None,
        }

    @classmethod
    def facts_in_words(cls, facts):
        source = {f"source_{name}": value for name, value in (facts.get("source") or {}).items()}
        words = {name: said(cls._meta.get_field(name), value) for name, value in source.items()}
        lines = [
            (Reference.of("person", line["person"]), f" ({Byline.Role(line['role']).label})")
            for line in facts.get("byline", ())
        ]
        return {
            "byline": (Byline._meta.verbose_name_plural, lines),
            **{name: (each.label, each.value) for name, each in words.items()},
        }

    def edition_links(self, language):
        return {
            "theme": [theme.pk for theme in sorted(self.themes.all(), key=lambda theme: theme.ordering)],
            "tag": sorted(tag.pk for tag in self.tags.all()),
            "person": [line.person_id for line in self.bylines.all()],
        }


class Byline(models.Model):
    class Role(models.TextChoices):
        AUTHOR = "author", _("author")
        INTERVIEWER = "interviewer", _("interviewer")
        PHOTOGRAPHER = "photographer", _("photographer")
        TRANSLATOR = "translator", _("translator")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bylines")
    person = models.ForeignKey(
        "articles.Person",
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="bylines",
        help_text=_("A person from the list of people."),
    )
    role = models.CharField(
        _("role"),
        max_length=20,
        choices=Role,
        default=Role.AUTHOR,
        help_text=_("What this person did for the article."),
    )
    ordering = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Lower numbers come first."))

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["ordering", "pk"]
        constraints = [models.UniqueConstraint(fields=["article", "person", "role"], name="one_byline_per_role")]

    def __str__(self):
        return f"{self.person} ({self.get_role_display()})"
