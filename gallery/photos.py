"""Pictures made and changed by code: the loading of the content, and the replacing of a file."""

from django.db import transaction

from gallery.fields import MasterFile
from gallery.intake import take_in
from gallery.models import Photo
from gallery.tasks import enqueue_renditions
from publishing import audit, history
from publishing.models import DeskVersion


def create_photo(file, renditions=True, **fields):
    """Take a file in and save it as a Photo with these fields; raise ValidationError as take_in does."""
    return replace_file(Photo(**fields), file, renditions)


def replace_file(photo, file, renditions=True):
    """Take a file in as the file of this picture, save the picture and return it."""
    return _saved_with(photo, MasterFile(take_in(file)), renditions)


@transaction.atomic
def replace_master(photo, file, by):
    """Replace the file of a picture everywhere by this MasterFile; its old one is gone then, texts and uses stay."""
    photo = Photo.objects.select_for_update(no_key=True).get(pk=photo.pk)
    before = _facts(photo)
    history.keep(photo, reason=DeskVersion.Reason.LOADED)
    _saved_with(photo, file)
    history.keep(photo, by)
    audit.note(audit.Action.REPLACED, photo, by, before=before, after=_facts(photo))
    return photo


def _facts(photo):
    return f"{photo.width} × {photo.height}, {photo.sha256}"


def _saved_with(photo, file, renditions=True):
    photo.file = file
    photo.save()
    if renditions:
        enqueue_renditions(photo)
    return photo
