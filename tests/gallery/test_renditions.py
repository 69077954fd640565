from io import BytesIO, StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django_tasks.backends.immediate import ImmediateBackend
from PIL import Image

from gallery import renditions
from gallery.fields import MasterFile
from gallery.forms import PhotoForm
from gallery.intake import take_in
from gallery.models import Photo
from gallery.photos import create_photo, replace_file
from gallery.tasks import enqueue_renditions, make_renditions
from tests import images

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

SMALL = {"avif": [320, 400], "webp": [320, 400], "jpeg": [320, 400]}


def files(media, folder="photos"):
    """Return the names of all files below a folder."""
    folders, names = media.listdir(folder)
    deeper = [name for each in folders for name in files(media, f"{folder}/{each}")]
    return {f"{folder}/{name}" for name in names} | set(deeper)


def made_photo(colour="teal", **fields):
    """Return a stored picture of 400 pixels wide with all its renditions."""
    photo = create_photo(images.image(colour, (400, 300)), renditions=False, credit="Perú 50", **fields)
    photo.make_renditions()
    return photo


@pytest.fixture
def enqueued(monkeypatch):
    """The ids of the pictures that the job was asked for."""
    asked = []
    monkeypatch.setattr(ImmediateBackend, "enqueue", lambda self, task, args, kwargs: asked.extend(args))
    return asked


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.mark.parametrize(
    ("master", "expected"),
    [
        (2560, [320, 640, 960, 1440, 1920, 2560]),
        (1707, [320, 640, 960, 1440, 1707]),
        (320, [320]),
        (80, [80]),
    ],
)
def test_no_rendition_is_wider_than_its_master_and_the_last_is_as_wide(master, expected):
    assert renditions.widths(master) == expected


def test_a_picture_is_made_in_every_width_and_format(media):
    photo = made_photo()
    photo.refresh_from_db()
    stem = photo.file.name.removesuffix(".jpg")
    assert photo.renditions == SMALL
    assert files(media) == {photo.file.name} | {
        f"{stem}/{width}.{extension}" for width in (320, 400) for extension in ("avif", "webp", "jpg")
    }


@pytest.mark.parametrize("format", ["avif", "webp", "jpeg"])
def test_a_rendition_is_what_its_name_says_and_holds_nothing_else(media, format):
    name = renditions.name(made_photo().file.name, 320, format)
    with Image.open(media.open(name)) as rendition:
        assert (rendition.format, rendition.size) == (format.upper(), (320, 240))
        assert not rendition.getexif()
        assert not {"icc_profile", "xmp", "comment", "exif"} & rendition.info.keys()


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_no_stored_byte_tells_what_the_upload_hid(media, format):
    create_photo(images.talkative(format), renditions=False, credit="Perú 50").make_renditions()
    stored = [media.open(name).read() for name in files(media)]
    assert len(stored) == 4
    assert not [content for content in stored if images.SECRET in content or b"Exif\0" in content]


def test_a_drawing_keeps_its_colour_edges(media):
    striped = Image.new("RGB", (400, 300), "red")
    for column in range(1, 400, 2):
        striped.paste("blue", (column, 0, column + 1, 300))
    photo = create_photo(images.encoded(striped, "PNG"), renditions=False, credit="Perú 50")
    loss = []
    for is_drawing in (False, True):
        renditions.make(photo.file.name, is_drawing)
        shown = Image.open(media.open(renditions.name(photo.file.name, 400, "jpeg"))).convert("RGB")
        loss.append(abs(255 - shown.getpixel((200, 150))[0]))
    assert loss[1] < loss[0] / 2


def test_a_picture_full_of_noise_is_made_all_the_same():
    photo = create_photo(images.encoded(images.noise((700, 500)), "PNG"), renditions=False, credit="Perú 50")
    assert renditions.make(photo.file.name, is_drawing=True)["jpeg"] == [320, 640, 700]


def test_what_an_interrupted_job_left_is_replaced(media):
    photo = create_photo(images.image(size=(400, 300)), renditions=False, credit="Perú 50")
    half = renditions.name(photo.file.name, 320, "jpeg")
    media.save(half, ContentFile(b"half a picture"))
    photo.make_renditions()
    assert media.open(half).read(2) == b"\xff\xd8"


def test_the_job_does_nothing_twice(monkeypatch):
    photo = made_photo()
    monkeypatch.setattr(renditions, "make", None)
    make_renditions.call(photo.pk)


def test_the_job_for_a_deleted_picture_does_nothing():
    make_renditions.call(404)


def test_recording_renditions_is_one_update_and_leaves_the_rest_alone(django_assert_num_queries):
    photo = create_photo(images.image(), renditions=False, credit="Perú 50")
    changed_at = photo.changed_at
    Photo.objects.update(credit="Somebody else")
    with django_assert_num_queries(2):  # who shares the file; the update
        photo.make_renditions()
    photo.refresh_from_db()
    assert (photo.credit, photo.changed_at) == ("Somebody else", changed_at)


def test_renditions_are_asked_for_once_the_transaction_is_through(enqueued, on_commit):
    with on_commit():
        photo = create_photo(images.image(), credit="Perú 50")
        assert enqueued == []
    assert enqueued == [photo.pk]


def test_a_picture_replaced_while_its_job_runs_keeps_no_trace_of_the_old_one(media):
    photo = create_photo(images.image("red"), renditions=False, credit="Perú 50")
    late = Photo.objects.get(pk=photo.pk)
    replace_file(photo, images.image("blue"), renditions=False)
    late.make_renditions()
    photo.refresh_from_db()
    assert photo.renditions == {}
    assert files(media) == {photo.file.name}


def test_a_replaced_file_goes_when_the_change_is_final(media, on_commit):
    photo = made_photo("red")
    old = files(media)
    with on_commit():
        replace_file(photo, images.image("blue"), renditions=False)
        assert old < files(media)
    assert files(media) == {photo.file.name}
    assert photo.renditions == {}


def test_replacing_a_file_by_itself_keeps_it(media, on_commit):
    photo = made_photo()
    with on_commit():
        replace_file(photo, images.image("teal", (400, 300)), renditions=False)
    assert photo.file.name in files(media)


@pytest.mark.parametrize("at_once", [True, False])
def test_the_files_of_a_deleted_picture_go(media, on_commit, at_once):
    photo = made_photo()
    with on_commit():
        Photo.objects.filter(pk=photo.pk).delete() if at_once else photo.delete()
    assert files(media) == set()


def test_a_file_that_two_pictures_share_is_stored_and_made_once(media, monkeypatch):
    first = made_photo()
    monkeypatch.setattr(renditions, "make", None)
    second = made_photo()
    assert (second.file.name, second.renditions) == (first.file.name, SMALL)
    assert len(files(media)) == 7


def test_a_file_that_two_pictures_share_survives_one_of_them(media, on_commit):
    first, second = made_photo(), made_photo()
    before = files(media)
    with on_commit():
        first.delete()
    assert files(media) == before
    with on_commit():
        second.delete()
    assert files(media) == set()


def test_only_a_master_can_be_stored_as_a_picture():
    with pytest.raises(TypeError, match="take the upload in first"):
        Photo(file=ContentFile(b"raw upload", "raw.jpg"), credit="Perú 50").save()


def test_saving_a_picture_without_a_new_file_touches_no_file(django_assert_num_queries, monkeypatch):
    photo = Photo.objects.get(pk=made_photo().pk)
    monkeypatch.setattr(type(photo.file), "open", None)
    photo.place_nl = "Lima"
    with django_assert_num_queries(1):
        photo.save()


def test_the_command_makes_all_pictures_and_counts_them():
    for colour in ("red", "blue"):
        create_photo(images.image(colour), renditions=False, credit="Perú 50", title_nl=colour)
    output = StringIO()
    call_command("make_renditions", stdout=output)
    assert output.getvalue().splitlines() == ["1/2 red", "2/2 blue"]
    assert all(photo.has_all_renditions for photo in Photo.objects.all())


def test_the_command_can_leave_out_what_is_there():
    made_photo("red", title_nl="harvest")
    create_photo(images.image("blue"), renditions=False, credit="Perú 50", title_nl="market")
    output = StringIO()
    call_command("make_renditions", "--missing", stdout=output)
    assert output.getvalue() == "1/1 market\n"


def test_one_picture_without_its_file_does_not_stop_the_command(media):
    lost, good = (create_photo(images.image(colour), renditions=False, credit="Perú 50") for colour in ("red", "blue"))
    media.delete(lost.file.name)
    with pytest.raises(CommandError, match="1 of 2"):
        call_command("make_renditions", stdout=StringIO(), stderr=StringIO())
    good.refresh_from_db()
    assert good.has_all_renditions


def form(file=None, instance=None, **data):
    typed = {
        "credit": "Pepe Atocha",
        "licence": "permission",
        "focal_x": "0.5",
        "focal_y": "0.5",
        "alt_es": "Un campo",
        **data,
    }
    return PhotoForm(typed, {"file": file} if file else {}, instance=instance)


def test_the_form_saves_a_picture_with_what_is_known_of_its_file(media):
    drawing = images.image("#204060", (80, 50))
    photo = form(drawing).save()
    photo = Photo.objects.get(pk=photo.pk)
    master = take_in(drawing)
    assert (photo.width, photo.height, photo.colour) == (80, 50, master.colour)
    assert (photo.sha256, photo.alt_es) == (master.sha256, "Un campo")
    assert media.open(photo.file.name).read() == master.content
    assert photo.file.name == f"photos/{MasterFile(master).name}"


def test_the_form_asks_for_renditions_when_it_is_saved_in_two_steps(enqueued, on_commit):
    with on_commit():
        filled = form(images.image())
        photo = filled.save(commit=False)
        photo.save()
        filled.save_m2m()
    assert enqueued == [photo.pk]


def test_the_form_asks_for_no_renditions_when_the_file_stays(enqueued, on_commit):
    photo = made_photo()
    with on_commit():
        assert form(instance=photo, credit="Julio Pedroza").save().credit == "Julio Pedroza"
    assert enqueued == []
    assert photo.renditions == SMALL


@pytest.mark.parametrize(
    "file",
    [images.page(), images.cut("JPEG"), images.many_pixels(9000, 9000), images.svg()],
    ids=["page", "cut", "huge", "svg"],
)
def test_a_refused_file_leaves_what_was_typed(file):
    refused = form(file, stands_for="Pepe Atocha")
    assert list(refused.errors) == ["file"]
    assert refused["alt_es"].value() == "Un campo"
    assert 'value="Pepe Atocha"' in str(refused["stands_for"])


def test_a_refused_file_leaves_the_picture_that_was_there():
    photo = made_photo()
    refused = form(images.page(), instance=photo)
    assert not refused.is_valid()
    assert (photo.file.name, photo.renditions) == (Photo.objects.get(pk=photo.pk).file.name, SMALL)


def test_an_error_elsewhere_leaves_the_picture_that_was_there():
    photo = made_photo()
    refused = form(images.image("red"), instance=photo, credit="")
    assert list(refused.errors) == ["credit"]
    assert photo.file.name == Photo.objects.get(pk=photo.pk).file.name


def test_an_empty_file_is_refused():
    assert "empty" in form(images.upload(b"")).errors["file"][0]


def test_the_form_offers_the_media_types_that_are_read():
    assert 'accept="image/jpeg,image/png,image/webp,image/avif"' in str(form()["file"])


def test_an_upload_may_have_a_long_name():
    assert form(images.upload(images.image().read(), f"{'x' * 150}.jpg")).is_valid()


def test_the_form_tells_what_was_removed():
    filled = form(images.talkative())
    assert filled.is_valid()
    assert "where it was taken" in filled.removed


def test_enqueueing_waits_for_a_commit_that_never_comes(enqueued):
    enqueue_renditions(made_photo())
    assert enqueued == []


def test_a_jpeg_master_opens_as_such(media):
    with Image.open(BytesIO(media.open(made_photo().file.name).read())) as master:
        assert (master.format, master.mode) == ("JPEG", "RGB")
