"""Many pictures handed in at once: each is taken in by itself, so that a broken one harms no other."""

import uuid
from dataclasses import dataclass, field
from enum import StrEnum

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction

from gallery.duplicates import alike, same_file
from gallery.fields import MasterFile
from gallery.intake import take_in
from gallery.models import Photo
from gallery.tasks import enqueue_renditions
from publishing import audit, history


class Status(StrEnum):
    TAKEN = "taken"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """What became of one upload: a new picture, one that was there before, or a reason why not."""

    name: str
    status: Status
    photo: Photo | None = None
    alike: list = field(default_factory=list)
    problem: str = ""


def receive(upload, by, number=None, take_known=False, **fields):
    """Take an upload in as a picture with these fields, and return its Outcome.

    `number` is the UUID that the sender gave the picture: sent again, because the answer was lost, it is the same
    picture. A file that is in the library already is taken in once more only where `take_known` says so.
    """
    try:
        master = take_in(upload)
    except ValidationError as error:
        return Outcome(upload.name, Status.REFUSED, problem=error.messages[0])
    with transaction.atomic():
        _wait_for_others_of(by)
        if number and (before := Photo.objects.filter(uuid=number).first()):
            return Outcome(upload.name, Status.TAKEN, before)
        if not take_known and (known := same_file(master.sha256)):
            return Outcome(upload.name, Status.KNOWN, known)
        photo = _saved(Photo(file=MasterFile(master), uuid=number or uuid.uuid4(), **fields), by)
    return Outcome(upload.name, Status.TAKEN, photo, alike(photo.perceptual_hash, but=photo))


def _wait_for_others_of(person):
    """Let one person's pictures in one after the other: of two that are the same, the second finds the first."""
    get_user_model().objects.select_for_update(no_key=True).get(pk=person.pk)


def _saved(photo, by):
    photo.save()
    audit.note(audit.Action.ADDED, photo, by)
    history.keep(photo, by)
    enqueue_renditions(photo)
    return photo
