"""What things are called here, in each language; and what they are not called."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing import languages


class Term(models.Model):
    """Something that has a name: a notion, an institution, a place, a person."""

    class Kind(models.TextChoices):
        TERM = "term", _("term")
        NAME = "name", _("name")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TERM)
    note = models.TextField(_("what is meant"), max_length=600, blank=True)
    changed_at = models.DateTimeField(_("last change"), auto_now=True)

    class Meta:
        verbose_name = _("entry of the glossary")
        verbose_name_plural = _("glossary")
        ordering = ["pk"]

    def __str__(self):
        return " · ".join(word.text for word in self.words.all() if word.usage == TermWord.Usage.PREFERRED) or self.note


class TermWord(models.Model):
    class Usage(models.TextChoices):
        PREFERRED = "preferred", _("preferred")
        ALLOWED = "allowed", _("allowed")
        FORBIDDEN = "forbidden", _("forbidden")

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(_("language"), max_length=10, choices=languages.choices)
    text = models.CharField(_("word or words"), max_length=160)
    usage = models.CharField(_("use"), max_length=10, choices=Usage, default=Usage.PREFERRED)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("word of the glossary")
        verbose_name_plural = _("words of the glossary")
        default_permissions = ()
        ordering = ["language", "-usage", "pk"]
        constraints = [models.UniqueConstraint(fields=["term", "language", "text"], name="term_has_word_once")]
        indexes = [models.Index(fields=["language"], name="words_of_language")]

    def __str__(self):
        return self.text
