"""The file of a picture: on its way through a form, in storage, in the database.

No other content than a master from gallery/intake.py can get into storage by this field, whoever saves it.
"""

import hashlib

from django import forms
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import FieldFile

from gallery import intake


class MasterFile(ContentFile):
    """A master that is not stored yet. Its name follows from its content: equal names are equal pictures."""

    def __init__(self, master):
        super().__init__(master.content, name=f"{hashlib.sha256(master.content).hexdigest()[:16]}.jpg")
        self.master = master


class PhotoFormField(forms.FileField):
    """Takes a picture in; its clean value is a MasterFile."""

    def to_python(self, data):
        upload = super().to_python(data)
        return MasterFile(intake.take_in(upload)) if upload else upload

    def widget_attrs(self, widget):
        return {**super().widget_attrs(widget), "accept": intake.MEDIA_TYPES}


class MasterFieldFile(FieldFile):
    @property
    def unsaved_master(self):
        """The Master that this file was set to and that is not stored yet, or None."""
        return None if self._committed else getattr(self.file, "master", None)

    def save(self, name, content, save=True):
        """Store a MasterFile, unless its content is there already; two pictures may share it."""
        if not isinstance(content, MasterFile):
            raise TypeError("A picture's file must be a MasterFile: take the upload in first (gallery/intake.py).")
        name = self.field.generate_filename(self.instance, content.name)
        if not self.storage.exists(name):
            name = self.storage.save(name, content, max_length=self.field.max_length)
        self.name = name
        setattr(self.instance, self.field.attname, name)
        self._committed = True
        if save:
            self.instance.save()

    save.alters_data = True


class MasterField(models.FileField):
    attr_class = MasterFieldFile

    def formfield(self, **kwargs):
        # The upload's own name is not kept, so it may be as long as it likes.
        return super().formfield(**{"form_class": PhotoFormField, "max_length": None, **kwargs})
