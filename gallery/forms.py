from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.utils import build_localized_fieldname

from gallery.duplicates import same_file
from gallery.fields import MasterFile, PhotoFormField
from gallery.models import Photo
from gallery.tasks import enqueue_renditions
from publishing import languages
from publishing.admin.merging import MergingMixin
from translations.forms import ReviewedTextsForm

__all__ = ["DESCRIPTION", "DescriptionForm", "PhotoForm", "PhotoFormField", "ReplaceForm", "UploadForm"]

# What is written of a picture as soon as it is there.
DESCRIPTION = [
    *(languages.column(name, language) for name in ("title", "alt", "caption") for language in languages.stored()),
    "credit",
    "licence",
]

_TEXTS = [
    build_localized_fieldname(name, language)
    for language in languages.stored()
    for name in ("title", "alt", "caption", "place")
]


class PhotoForm(MergingMixin, forms.ModelForm):
    """A picture with its file; a refused file leaves the other fields as they were typed."""

    # The hash of a file that was refused because the library has it; chosen once more, it is meant.
    known = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Photo
        fields = [
            "file",
            *_TEXTS,
            "credit",
            "licence",
            "is_illustration",
            "stands_for",
            "region",
            "date",
            "themes",
            "focal_x",
            "focal_y",
        ]

    def full_clean(self):
        super().full_clean()
        if self.errors and self.instance.pk and "file" in self.fields:
            # What the page shows beside the errors is the picture that there is, not one that was not saved.
            self.instance.file = self.initial["file"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if isinstance(file, MasterFile) and file.master.sha256 != self.data.get(self.add_prefix("known")):
            self._refuse_known(file.master.sha256)
        return file

    def _refuse_known(self, sha256):
        if known := same_file(sha256):
            self.data = self.data.copy()
            self.data[self.add_prefix("known")] = sha256
            link = format_html('<a href="{}">{}</a>', reverse("admin:gallery_photo_change", args=[known.pk]), known)
            text = _("In the library already: %(picture)s. To take it in all the same, choose it again and save.")
            raise ValidationError(format_html(text.replace("%(picture)s", "{}"), link), code="known")

    @property
    def removed(self):
        """The hidden data that was removed from the file just taken in, in words."""
        return self.cleaned_data["file"].master.removed if "file" in self.changed_data else []

    def _save_m2m(self):
        # The last step of saving; with commit=False it is the admin that takes it.
        super()._save_m2m()
        if "file" in self.changed_data:
            enqueue_renditions(self.instance)


class UploadForm(forms.ModelForm):
    """What is the same for all pictures of one upload."""

    required_css_class = "required"
    take_known = forms.BooleanField(
        label=gettext_lazy("Take in pictures that are in the library already as well"), required=False
    )
    number = forms.UUIDField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Photo
        fields = ["credit", "licence"]


class DescriptionForm(ReviewedTextsForm, forms.ModelForm):
    """The words of one picture among many. Only what was changed here is written.

    Beside each field its text as it was shown is sent along: so what somebody else wrote meanwhile is seen.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True
            field.help_text = ""

    def clean(self):
        super().clean()
        for name in self.changed_data:
            self._compare(name)

    def _compare(self, name):
        """Refuse a text that somebody else changed meanwhile; sent once more, it replaces theirs."""
        shown = self.add_initial_prefix(name)
        theirs = getattr(self.instance, name) or ""
        if theirs in (self.data.get(shown, ""), self.cleaned_data.get(name, theirs)):
            return
        self.data = self.data.copy()
        self.data[shown] = theirs
        text = _("Somebody else wrote here meanwhile: “%(theirs)s”. Save again to replace it by yours.")
        self.add_error(name, ValidationError(text, code="changed", params={"theirs": theirs}))

    def save(self, commit=True):
        self.instance.save(update_fields=[*self.changed_data, "changed_at"])
        return self.instance


class ReplaceForm(forms.Form):
    """Another file for a picture; it is replaced once what that changes was shown."""

    required_css_class = "required"
    file = PhotoFormField(label=gettext_lazy("New file"))
    shown = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, photo, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.photo = photo

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.master.sha256 == self.photo.sha256:
            raise ValidationError(_("This is the file that is there now."), code="same")
        return file
