from django import forms
from modeltranslation.utils import build_localized_fieldname

from gallery.fields import PhotoFormField
from gallery.models import Photo
from gallery.tasks import enqueue_renditions
from publishing import languages

__all__ = ["PhotoForm", "PhotoFormField"]

_TEXTS = [
    build_localized_fieldname(name, language)
    for language in languages.stored()
    for name in ("title", "alt", "caption", "place")
]


class PhotoForm(forms.ModelForm):
    """A picture with its file; a refused file leaves the other fields as they were typed."""

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
        if self.errors and self.instance.pk:
            # What the page shows beside the errors is the picture that there is, not one that was not saved.
            self.instance.file = self.initial["file"]

    @property
    def removed(self):
        """The hidden data that was removed from the file just taken in, in words."""
        return self.cleaned_data["file"].master.removed if "file" in self.changed_data else []

    def _save_m2m(self):
        # The last step of saving; with commit=False it is the admin that takes it.
        super()._save_m2m()
        if "file" in self.changed_data:
            enqueue_renditions(self.instance)
