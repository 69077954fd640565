"""Showing a text to others before it is published: secret links, comments on blocks, review."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models.choices import PieceKind
from publishing.models.piece import Piece


def _user(name, **options):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=name, on_delete=models.SET_NULL, null=True, related_name="+", **options
    )


class PreviewLink(models.Model):
    """Lets somebody without an account read one language of a piece as the desk has it.

    The address holds the signed id; this row says until when it works. Nothing here opens the page by itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    piece = models.ForeignKey(Piece, verbose_name=_("piece"), on_delete=models.CASCADE, related_name="preview_links")
    language = models.CharField(_("language"), max_length=10)
    label = models.CharField(_("for whom"), max_length=120, blank=True)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    created_by = _user(_("made by"))
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        default_permissions = ()

    def __str__(self):
        return f"{self.piece} ({self.language}): {self.label}"


class Review(models.Model):
    """A request to print some languages of a piece, and what became of it."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("waiting")
        APPROVED = "approved", _("approved")
        RETURNED = "returned", _("returned")
        TAKEN_BACK = "taken_back", _("taken back")

    piece = models.ForeignKey(Piece, verbose_name=_("piece"), on_delete=models.CASCADE, related_name="reviews")
    languages = models.JSONField(_("languages"), default=list)
    digests = models.JSONField(
        default=dict, help_text=_("{language: digest of the proof that was submitted}; another one is another text.")
    )
    note = models.TextField(_("note to the reviewer"), blank=True, max_length=2000)
    submitted_at = models.DateTimeField(_("submitted"))
    submitted_by = _user(_("submitted by"))
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, default=Outcome.WAITING)
    answer = models.TextField(_("answer"), blank=True, max_length=2000)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = _user(_("decided by"), blank=True)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        default_permissions = ("view",)
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["piece"], condition=models.Q(outcome="waiting"), name="one_waiting_review_per_piece"
            )
        ]

    def __str__(self):
        return f"{self.piece}: {self.get_outcome_display()}"


class Comment(models.Model):
    """What a reader of a preview, a reviewer or a colleague says of a block, or of the whole piece."""

    piece = models.ForeignKey(Piece, verbose_name=_("piece"), on_delete=models.CASCADE, related_name="comments")
    language = models.CharField(_("language"), max_length=10)
    # No foreign key: the comment outlives its block, which may come back under the same id.
    block = models.UUIDField(_("block"), null=True, blank=True)
    text = models.TextField(_("comment"), max_length=2000)
    author = _user(_("author"), blank=True)
    author_name = models.CharField(_("name"), max_length=80, blank=True)
    link = models.ForeignKey(PreviewLink, on_delete=models.SET_NULL, null=True, blank=True, related_name="comments")
    review = models.ForeignKey(Review, on_delete=models.CASCADE, null=True, blank=True, related_name="comments")
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = _user(_("resolved by"), blank=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        default_permissions = ()
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["piece", "resolved_at"], name="comments_of_piece")]

    def __str__(self):
        return self.text[:60]


class KindSettingsManager(models.Manager):
    def get_by_natural_key(self, kind):
        return self.get(kind=kind)


class KindSettings(models.Model):
    """What the newsroom has decided for a kind of piece."""

    class WithoutLanguage(models.TextChoices):
        """What visitors get who ask for a piece in a language in which it is not public."""

        NOT_FOUND = "not_found", _("no page, with links to the languages that exist")
        SOURCE = "source", _("the text in its source language, which says so")

    kind = models.CharField(_("kind"), max_length=20, choices=PieceKind, unique=True, editable=False)
    needs_approval = models.BooleanField(
        _("needs approval"),
        default=False,
        help_text=_("Only a reviewer can then publish it; everybody else hands it in for review."),
    )
    without_language = models.CharField(
        _("where a language is missing"),
        max_length=10,
        choices=WithoutLanguage,
        default=WithoutLanguage.NOT_FOUND,
        help_text=_("What visitors get who ask for a piece in a language in which it is not public."),
    )

    objects = KindSettingsManager()

    class Meta:
        verbose_name = _("rule for a kind of piece")
        verbose_name_plural = _("rules for kinds of piece")
        default_permissions = ("view", "change")

    def __str__(self):
        return str(PieceKind(self.kind).label)

    def natural_key(self):
        """Name it so that a dump finds what is there already in the database that it is loaded into."""
        return (self.kind,)
