from functools import partial
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from gallery import intake
from gallery.intake import take_in
from tests import images

pytestmark = pytest.mark.usefixtures("english")

READ = ["JPEG", "PNG", "WEBP", "AVIF"]


def opened(master):
    return Image.open(BytesIO(master.content), formats=["JPEG"])


def colour_at(master, x, y):
    """Return the colour at a place, given in shares of the width and height, as (red, green, blue) in tens."""
    picture = opened(master)
    return tuple(round(value, -1) for value in picture.getpixel((int(x * picture.width), int(y * picture.height))))


@pytest.mark.parametrize("format", READ)
def test_every_format_that_is_read_becomes_an_rgb_jpeg(format):
    master = take_in(images.image("#208040", format=format))
    assert (opened(master).format, opened(master).mode) == ("JPEG", "RGB")
    assert (master.width, master.height) == opened(master).size == (60, 40)
    assert colour_at(master, 0.5, 0.5) == (30, 130, 60)


@pytest.mark.parametrize("format", READ)
def test_nothing_hidden_is_left_in_the_master(format):
    content = take_in(images.talkative(format)).content
    assert images.SECRET not in content
    assert not any(
        name in content for name in (b"Exif", b"http://ns.adobe.com", b"ICC_PROFILE", b"xmpmeta", b"\xff\xfe")
    )


@pytest.mark.parametrize("format", READ)
def test_the_removed_position_is_named(format):
    assert {"where it was taken", "camera and date"} <= set(take_in(images.talkative(format)).removed)


def test_removed_comments_and_editor_notes_are_named():
    assert {"comments", "notes of an image editor (XMP)"} <= set(take_in(images.talkative()).removed)


def test_a_plain_picture_had_nothing_to_remove():
    assert take_in(images.image()).removed == []


def test_a_picture_that_is_also_a_page_is_only_a_picture_afterwards():
    assert b"<html" not in take_in(images.half_page()).content


def test_the_hash_is_that_of_the_upload():
    file = images.image()
    assert take_in(file).sha256 != take_in(images.image(quality=30)).sha256
    assert take_in(file).sha256 == take_in(images.image()).sha256


def test_the_dominant_colour_is_the_commonest_and_no_mixture():
    drawing = images.scene((60, 40))
    drawing.paste("#ff0000", (0, 0, 40, 40))
    assert take_in(images.encoded(drawing, "PNG")).colour == "#ff0000"


@pytest.mark.parametrize(
    ("size", "expected"), [((3000, 1500), (2560, 1280)), ((100, 3000), (85, 2560)), ((9, 7), (9, 7))]
)
def test_the_longest_side_of_a_master_is_2560(size, expected):
    master = take_in(images.image(size=size))
    assert (master.width, master.height) == expected


def test_a_side_never_shrinks_to_nothing():
    assert take_in(images.image(size=(12_000, 1), format="PNG")).height == 1


@pytest.mark.parametrize("format", READ)
def test_a_turned_picture_is_turned_upright(format):
    master = take_in(images.turned(format))
    assert (master.width, master.height) == (40, 60)
    assert [colour_at(master, 0.5, y)[0] > 200 for y in (0.2, 0.8)] == [True, False]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_each_orientation_ends_as_a_viewer_would_show_it(orientation):
    master = take_in(images.turned("PNG", orientation))
    shown = {1: "left", 2: "right", 3: "right", 4: "left", 5: "top", 6: "top", 7: "bottom", 8: "bottom"}[orientation]
    red = {"left": (0.2, 0.5), "right": (0.8, 0.5), "top": (0.5, 0.2), "bottom": (0.5, 0.8)}[shown]
    assert colour_at(master, *red)[0] > 200


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_broken_exif_is_no_reason_to_refuse():
    assert take_in(images.with_broken_exif()).width == 60


def test_a_broken_colour_profile_is_ignored():
    master = take_in(images.with_broken_profile())
    assert [colour_at(master, x, 0.5)[0] > 200 for x in (0.2, 0.8)] == [True, False]


def test_a_wide_colour_profile_is_brought_to_srgb():
    red, green, blue = colour_at(take_in(images.in_display_p3((120, 180, 120))), 0.5, 0.5)
    assert red < 110
    assert green >= 180
    assert blue < 120


def test_sixteen_bits_are_scaled_and_not_cut_off():
    master = take_in(images.sixteen_bit())
    assert [colour_at(master, x, 0.5)[0] for x in (0, 0.5, 0.999)] == [0, 130, 260]


def test_transparent_parts_are_white_and_show_no_hidden_colour():
    master = take_in(images.transparent())
    assert colour_at(master, 0.8, 0.5) == (260, 260, 260)
    assert colour_at(master, 0.2, 0.5)[2] < 30


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA"])
def test_every_mode_of_a_png_is_read(mode):
    assert take_in(images.encoded(images.scene(mode=mode), "PNG")).width == 60


def test_cmyk_is_brought_to_rgb():
    master = take_in(images.encoded(images.scene(mode="CMYK")))
    assert [colour_at(master, x, 0.5)[0] > 200 for x in (0.2, 0.8)] == [True, False]


@pytest.mark.parametrize("format", ["WEBP", "AVIF", "PNG", "MPO"])
def test_of_several_frames_the_first_is_taken(format):
    master = take_in(images.animated(format))
    assert colour_at(master, 0.5, 0.5)[0] > 200
    assert master.removed == ["further pictures in the same file"]


REFUSED = {
    "an EPS": (lambda: images.image(format="EPS"), "unreadable"),
    "a BMP": (lambda: images.image(format="BMP"), "unreadable"),
    "a page": (images.page, "unreadable"),
    "a single letter": (lambda: images.upload(b"x"), "unreadable"),
    "a TIFF": (lambda: images.image(format="TIFF"), "tiff"),
    "an animated GIF": (lambda: images.animated("GIF"), "gif"),
    "an SVG": (images.svg, "svg"),
    "a HEIC": (images.heic, "heic"),
    "a PDF": (lambda: images.upload(b"%PDF-1.7"), "pdf"),
    "81 million pixels": (lambda: images.many_pixels(9000, 9000), "pixels"),
    "900 million pixels": (lambda: images.many_pixels(30_000, 30_000), "pixels"),
    "a side too long": (lambda: images.many_pixels(12_001, 10), "pixels"),
    "31 million pixels of a PNG": (lambda: images.many_pixels(6200, 5000), "pixels"),
    "pixels that are not there": (lambda: images.many_pixels(5000, 5000), "broken"),
    "a thousand scans": (images.many_scans, "broken"),
    "the first bytes of a JPEG": (lambda: images.upload(b"\xff\xd8\xff"), "broken"),
    **{f"half a {format}": (partial(images.cut, format), "broken") for format in READ},
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_used_is_refused_for_its_own_reason(name):
    file, code = REFUSED[name]
    with pytest.raises(ValidationError) as refused:
        take_in(file())
    assert refused.value.code == code
    assert refused.value.messages[0].endswith(".")


def test_a_file_that_is_too_large_is_refused_before_it_is_looked_at(monkeypatch):
    monkeypatch.setattr(intake, "MAX_MEGABYTES", 0)
    with pytest.raises(ValidationError, match="larger than 0 MB"):
        take_in(images.image())


def test_a_progressive_photograph_with_a_preview_has_few_scans():
    photograph = images.encoded(images.noise((300, 200)), progressive=True).read()
    assert intake._scans(photograph) == 10
    assert intake._scans(photograph + photograph) == 10


def test_a_large_photograph_that_is_halved_while_decoding_stays_true():
    tiles = images.noise((130, 10)).resize((5200, 400), Image.Resampling.NEAREST)
    master = opened(take_in(images.encoded(tiles, quality=95, subsampling="4:4:4")))
    slow = tiles.resize(master.size, Image.Resampling.LANCZOS)
    assert max(ImageStat.Stat(ImageChops.difference(master, slow)).mean) < 3


@pytest.mark.filterwarnings("ignore::UserWarning")
@given(data=st.data(), format=st.sampled_from(READ))
@settings(max_examples=150, deadline=None)
def test_no_damage_ever_leads_to_another_error(data, format):
    content = bytearray(images.encoded(images.scene((32, 24)), format).read())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert take_in(images.upload(bytes(content))).width
    except ValidationError as refused:
        assert refused.messages  # noqa: PT017 either end is a good one
