"""Addresses beyond those of pieces: redirects that editors add, and links to elsewhere that a job looks after."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing import paths
from publishing.models.piece import Piece


def _is_https(url):
    """Return what is wrong with an address of another site, "" if nothing is."""
    try:
        URLValidator(schemes=["https"])(url)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


class Redirect(models.Model):
    """An address of this site that leads elsewhere, where no page answers under it."""

    path = models.CharField(
        _("old address"), max_length=300, unique=True, help_text=_("The part behind the host name, such as /nl/feest/.")
    )
    piece = models.ForeignKey(
        Piece,
        verbose_name=_("leads to this piece"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="redirects",
        help_text=_("It is followed through every renaming, in the language of the old address."),
    )
    url = models.CharField(
        _("or to this address"),
        max_length=500,
        blank=True,
        help_text=_("A page of this site, such as /nl/agenda/, or a whole address with https://."),
    )
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(piece__isnull=False, url="") | (models.Q(piece=None) & ~models.Q(url="")),
                name="redirect_leads_to_one_place",
            )
        ]

    def __str__(self):
        return self.path

    @property
    def leads_to(self):
        return self.url or self.piece

    def clean(self):
        """Write both sides in one way, and see to it that whoever follows it arrives."""
        self.path = paths.typed(self.path)
        self.url = paths.on_this_site(self.url.strip())
        errors = {"path": self._wrong_with_path(), "url": self._wrong_with_url(), "piece": self._wrong_with_piece()}
        if errors := {name: error for name, error in errors.items() if error}:
            raise ValidationError(errors)

    def _wrong_with_path(self):
        if not self.path.startswith("/"):
            return _("Begin with a slash: /nl/feest/.")
        if len(self.path) > paths.LONGEST:
            return _("This is too long.")
        if paths.is_served_otherwise(self.path):
            return _(
                "Something else answers there: choose a path below the languages, or one that was never this site’s."
            )
        for other in self._others().exclude(url=""):
            if other.url.startswith("/") and paths.typed(other.url) == self.path:
                return _("“%(path)s” leads here. Let it lead straight to the new address first.") % {"path": other.path}
        return ""

    def _wrong_with_url(self):
        if bool(self.url) == bool(self.piece_id):
            return _("Choose a piece or give an address: one of the two.")
        if not self.url:
            return ""
        if not paths.is_safe(self.url):
            return _("Give a path of this site that begins with a slash, or a whole address with https://.")
        if not self.url.startswith("/"):
            return _is_https(self.url)
        if paths.typed(self.url) == self.path:
            return _("This leads to itself.")
        onward = self._others().filter(path=paths.typed(self.url)).first()
        if onward:
            return _("That is a redirect as well. Lead straight to “%(target)s”.") % {"target": onward.leads_to}
        return ""

    def _wrong_with_piece(self):
        if self.piece and self.piece.trashed_at:
            return _("“%(name)s” is in the trash.") % {"name": self.piece}
        return ""

    def _others(self):
        return Redirect.objects.exclude(pk=self.pk)


class ExternalLink(models.Model):
    """What was found when a link to another site was last followed. publishing/link_checks.py does it, as a job."""

    class Problem(models.TextChoices):
        """What kept a link from being followed; an answer that is an error is stored as its number."""

        ADDRESS = "address", _("This is not an address that can be followed.")
        NAME = "name", _("No machine has this name.")
        PRIVATE = "private", _("It leads into a private network.")
        UNREACHABLE = "unreachable", _("No connection could be made.")
        CERTIFICATE = "certificate", _("Its certificate is not valid.")
        SLOW = "slow", _("It took too long to answer.")
        LOOP = "loop", _("It redirects too often.")
        ANSWER = "answer", _("Its answer could not be read.")

    url = models.CharField(_("address"), max_length=1000, unique=True)
    checked_at = models.DateTimeField(_("last checked"), null=True)
    works = models.BooleanField(_("works"), null=True)
    problem = models.CharField(_("problem"), max_length=40, blank=True)
    pieces = models.JSONField(_("in these pieces"), default=list, help_text=_("The ids of the pieces that lead there."))

    class Meta:
        verbose_name = _("link to another site")
        verbose_name_plural = _("links to other sites")
        default_permissions = ("view",)
        ordering = ["url"]

    def __str__(self):
        return self.url

    @property
    def explanation(self):
        """The problem in words, "" where there is none."""
        if self.problem.isdecimal():
            return _("It answered with error %(status)s.") % {"status": self.problem}
        return self.Problem(self.problem).label if self.problem else ""
