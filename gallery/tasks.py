from functools import partial

from django.db import transaction
from django_tasks import task

from gallery.models import Photo


@task()
def make_renditions(photo_id):
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo and not photo.has_all_renditions:
        photo.make_renditions()


def enqueue_renditions(photo):
    """Have the renditions of a saved picture made once the transaction is through."""
    transaction.on_commit(partial(make_renditions.enqueue, photo.pk))
