"""Pictures made and changed by code, such as the loading of the content; people use gallery/forms.py."""

from gallery.fields import MasterFile
from gallery.intake import take_in
from gallery.models import Photo
from gallery.tasks import enqueue_renditions


def create_photo(file, renditions=True, **fields):
    """Take a file in and save it as a Photo with these fields; raise ValidationError as take_in does."""
    return replace_file(Photo(**fields), file, renditions)


def replace_file(photo, file, renditions=True):
    """Take a file in as the file of this picture, save the picture and return it."""
    photo.file = MasterFile(take_in(file))
    photo.save()
    if renditions:
        enqueue_renditions(photo)
    return photo
