"""Pictures that the library has already: the same file, or one that looks the same."""

from django.db.models import F

from gallery.models import Photo

# Bits of 64: a smaller or more compressed copy differs in a few, another picture in some thirty.
NEAR = 6
_MASK = 2**64 - 1


def same_file(sha256):
    """Return the picture that was made from the upload with this hash, or None; one in the trash counts, too."""
    return Photo.objects.filter(sha256=sha256).order_by(F("trashed_at").asc(nulls_first=True), "pk").first()


def alike(perceptual_hash, but=None):
    """Return the pictures that look like the one with this hash, the nearest first, without the one `but`.

    Each hash of the library is looked at: that is one query, and some milliseconds for thousands of pictures.
    """
    if perceptual_hash is None:
        return []
    known = Photo.objects.exclude(perceptual_hash=None).values_list("pk", "perceptual_hash")
    distances = {pk: _distance(perceptual_hash, other) for pk, other in known}
    near = sorted((pk for pk in distances if distances[pk] <= NEAR), key=distances.get)
    found = Photo.objects.in_bulk(near)
    return [found[pk] for pk in near if pk in found and found[pk] != but]


def _distance(one, other):
    return ((one ^ other) & _MASK).bit_count()
