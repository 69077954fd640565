from django.core.files.storage import default_storage
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gallery import renditions
from gallery.fields import MasterField
from publishing import languages
from publishing.fields import PartialDateField
from publishing.models import SharedRecord, TrashQuerySet

LICENCES = {
    "cc-by": "https://creativecommons.org/licenses/by/4.0/",
    "cc-by-sa": "https://creativecommons.org/licenses/by-sa/4.0/",
    "cc0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


def _share(name, help_text):
    """Return a field for a place along one side of the picture, 0 to 1."""
    return models.FloatField(
        name, default=0.5, validators=[MinValueValidator(0), MaxValueValidator(1)], help_text=help_text
    )


def _discard_on_commit(files):
    """Remove these masters and their renditions from storage, except those that a picture has or shares."""
    transaction.on_commit(lambda: _discard(set(files)), robust=True)


def _discard(files):
    for file in files - set(Photo.objects.filter(file__in=files).values_list("file", flat=True)):
        default_storage.delete(file)
        renditions.remove(file)


class PhotoQuerySet(TrashQuerySet):
    def without_alt(self, language):
        """Return the pictures without an alternative text in this language."""
        column = languages.column("alt", language)
        return self.filter(models.Q(**{column: ""}) | models.Q(**{column: None}))

    def delete(self):
        files = list(self.values_list("file", flat=True))
        deleted = super().delete()
        _discard_on_commit(files)
        return deleted

    delete.alters_data = True
    delete.queryset_only = True


class Photo(SharedRecord):
    """A picture. `file` is a clean master made by gallery/intake.py; nothing that was uploaded is ever served."""

    class Licence(models.TextChoices):
        OWN = "own", _("made for this site, all rights reserved")
        PERMISSION = "permission", _("used with permission")
        CC_BY = "cc-by", "CC BY 4.0"
        CC_BY_SA = "cc-by-sa", "CC BY-SA 4.0"
        CC0 = "cc0", "CC0 1.0"

    file = MasterField(
        _("file"),
        upload_to="photos/",
        help_text=_("JPEG, PNG, WebP or AVIF. Place, camera and other hidden data are removed from it."),
    )
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    colour = models.CharField(_("dominant colour"), max_length=7, editable=False)
    sha256 = models.CharField(max_length=64, editable=False, db_index=True)
    perceptual_hash = models.BigIntegerField(null=True, editable=False, db_index=True)
    renditions = models.JSONField(
        _("renditions"), default=dict, editable=False, help_text=_("{format: [widths that exist, in pixels]}")
    )
    title = models.CharField(
        _("title"), max_length=120, blank=True, help_text=_("A short name for the gallery and the page of the picture.")
    )
    alt = models.TextField(
        _("alternative text"),
        max_length=400,
        blank=True,
        help_text=_("What is seen, for who cannot see it. One or two sentences."),
    )
    caption = models.TextField(
        _("caption"),
        max_length=400,
        blank=True,
        help_text=_("One sentence of context, shown below the picture wherever a page does not bring its own."),
    )
    credit = models.CharField(_("credit"), max_length=120, help_text=_("Who made it. Always shown."))
    licence = models.CharField(
        _("licence"),
        max_length=20,
        choices=Licence,
        default=Licence.PERMISSION,
        help_text=_("What others may do with it."),
    )
    is_illustration = models.BooleanField(
        _("is an illustration"), default=False, help_text=_("Drawn or woven, not a photograph. Captions say so.")
    )
    stands_for = models.CharField(
        _("stands for a photograph by"),
        max_length=120,
        blank=True,
        help_text=_("Whose photograph this illustration stands for, if anybody’s."),
    )
    place = models.CharField(_("place"), max_length=120, blank=True, help_text=_("Where it was taken, in words."))
    region = models.ForeignKey(
        "articles.Region",
        verbose_name=_("region"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="photos",
        help_text=_("The region of Peru, where that is known."),
    )
    date = PartialDateField(_("date"), help_text=_("When it was taken, as far as it is known."))
    themes = models.ManyToManyField(
        "articles.Theme",
        verbose_name=_("themes"),
        blank=True,
        related_name="photos",
        help_text=_("The gallery can be narrowed to these."),
    )
    focal_x = _share(
        _("focal point, from the left"), _("What must stay in view when the picture is cropped; 0 is left, 1 right.")
    )
    focal_y = _share(_("focal point, from the top"), _("0 is the top, 1 the bottom."))

    # A file that was replaced is gone.
    stays = ("file", "width", "height", "colour", "sha256", "perceptual_hash")

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1),
                name="focal_point_lies_in_the_picture",
            ),
            models.CheckConstraint(condition=~models.Q(credit=""), name="picture_has_a_credit"),
        ]

    def __str__(self):
        return languages.label(self, "title") or f"{_('picture')} {self.pk}"

    def save(self, *args, **kwargs):
        master = self.file.unsaved_master if self.file else None
        replaced = []
        if master:
            replaced = list(Photo.objects.filter(pk=self.pk).values_list("file", flat=True))
            self.width, self.height = master.width, master.height
            self.colour, self.sha256 = master.colour, master.sha256
            self.perceptual_hash = master.perceptual_hash
            self.renditions = {}
        super().save(*args, **kwargs)
        if replaced:
            _discard_on_commit(replaced)

    def delete(self, *args, **kwargs):
        file = self.file.name
        deleted = super().delete(*args, **kwargs)
        _discard_on_commit([file])
        return deleted

    @property
    def licence_url(self):
        """The address of a public licence's text, "" for the others."""
        return LICENCES.get(self.licence, "")

    def get_absolute_url(self):
        return reverse("photo", kwargs={"pk": self.pk})

    @property
    def has_all_renditions(self):
        return self.renditions == renditions.complete(self.width)

    def make_renditions(self):
        """Make the files that pages show, and record them at the end: what is recorded is complete.

        Takes seconds; a job calls it, never a page.
        """
        file = self.file.name
        self.renditions = self._shared_renditions() or renditions.make(file, self.is_illustration)
        if not Photo.objects.filter(pk=self.pk, file=file).update(renditions=self.renditions):
            # Replaced or deleted meanwhile: nobody else would remove what was just made.
            _discard({file})

    def _shared_renditions(self):
        """Return the complete renditions of another picture with the same file, or None."""
        complete = renditions.complete(self.width)
        shared = Photo.objects.exclude(pk=self.pk).filter(file=self.file.name)
        return complete if any(photo.renditions == complete for photo in shared) else None
