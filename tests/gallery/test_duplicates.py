import pytest
from PIL import Image

from gallery.duplicates import alike, same_file
from gallery.intake import take_in
from gallery.photos import create_photo
from publishing import clock
from tests import images
from tests.factories import make_photo

pytestmark = pytest.mark.django_db


def hash_of(file):
    return take_in(file).perceptual_hash


def distance(one, other):
    return ((one ^ other) & (2**64 - 1)).bit_count()


@pytest.mark.parametrize(
    "copy", [{"size": (300, 200)}, {"quality": 20}, {"format": "WEBP", "quality": 30}, {"format": "PNG"}]
)
def test_a_resized_or_compressed_copy_looks_the_same(copy):
    for seed in range(5):
        original = hash_of(images.photograph(seed, (900, 600)))
        assert distance(original, hash_of(images.photograph(seed, **{"size": (900, 600), **copy}))) <= 6


def test_other_pictures_look_different():
    hashes = [hash_of(images.photograph(seed)) for seed in range(20)]
    assert all(distance(one, other) > 6 for one in hashes for other in hashes if one is not other)


def test_a_picture_of_one_colour_looks_like_nothing():
    assert hash_of(images.image()) is None
    assert alike(None) == []


def test_a_hash_fits_a_column_of_64_bits():
    falling = Image.linear_gradient("L").rotate(270).convert("RGB")
    assert {hash_of(images.encoded(falling)), hash_of(images.encoded(falling.rotate(180)))} == {-1, 0}
    assert make_photo(perceptual_hash=-(2**63)).perceptual_hash == -(2**63)


def test_alike_pictures_are_found_the_nearest_first():
    near, nearest, _far = (make_photo(perceptual_hash=number) for number in (0b11, 0b1, 0b1111111))
    make_photo(perceptual_hash=None)
    assert alike(0) == [nearest, near]
    assert alike(0, but=nearest) == [near]


def test_alike_pictures_differ_in_the_sign_of_their_hash_alone():
    assert alike(0) == []
    photo = make_photo(perceptual_hash=-(2**63))
    assert alike(0) == [photo]


def test_the_search_for_alike_pictures_is_two_queries(django_assert_num_queries):
    for number in range(30):
        make_photo(perceptual_hash=number)
    with django_assert_num_queries(2):
        alike(0)


def test_the_same_file_is_known_by_its_content():
    photo = create_photo(images.image(), renditions=False, credit="Perú 50")
    assert same_file(take_in(images.image()).sha256) == photo
    assert same_file(take_in(images.image("red")).sha256) is None


def test_a_picture_on_the_desk_is_named_before_one_in_the_trash():
    trashed = make_photo(sha256="a", trashed_at=clock.now())
    assert same_file("a") == trashed
    assert same_file("a") == trashed
    photo = make_photo(sha256="a")
    assert same_file("a") == photo
