"""Many pictures in one upload: by the script, one request each, and by a plain form, all in one."""

import uuid

import pytest
from django.urls import reverse

from gallery.models import Photo
from publishing import clock
from publishing.models import AuditEntry, DeskVersion
from tests import images
from tests.desk import form_of, make_editor, make_member
from tests.factories import make_article, make_photo

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/gallery/photo/upload/"
SHARED = {"credit": "Pepe Atocha", "licence": "cc-by"}


def send(client, *files, **fields):
    """Send files as the script does; return the response."""
    return client.post(UPLOAD, SHARED | fields | {"file": files}, headers={"accept": "application/json"})


def outcome(response):
    return response.json()["outcomes"][0]


def test_a_picture_is_taken_in_with_the_shared_credit_and_licence(editor):
    told = outcome(send(editor, images.image()))
    photo = Photo.objects.get()
    assert (photo.credit, photo.licence, photo.width) == ("Pepe Atocha", "cc-by", 60)
    assert told["status"] == "taken"
    assert told["choice"]["id"] == photo.pk
    assert f'name="photo-{photo.pk}-alt_es"' in told["form"]


def test_the_making_of_its_sizes_is_left_to_a_job(editor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send(editor, images.image())
    assert Photo.objects.get().has_all_renditions


def test_who_took_a_picture_in_is_kept(editor):
    send(editor, images.image())
    entry = AuditEntry.objects.get(action="added")
    assert (entry.user_name, entry.model) == ("editor", "gallery.photo")
    assert DeskVersion.objects.filter(model="gallery.photo").count() == 1


def test_a_broken_picture_harms_no_other_and_is_explained(editor):
    statuses = [
        outcome(send(editor, file))["status"] for file in (images.image(), images.cut("JPEG"), images.image("red"))
    ]
    assert statuses == ["taken", "refused", "taken"]
    assert Photo.objects.count() == 2


@pytest.mark.parametrize("file", [images.heic, images.svg, images.page, lambda: images.many_pixels(9000, 9000)])
def test_the_reason_is_told_in_the_language_of_the_interface(editor, settings, file):
    english = outcome(send(editor, file()))["html"]
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    spanish = outcome(send(editor, file()))["html"]
    assert "upload__problem" in spanish
    assert english != spanish


def test_a_file_that_is_known_is_offered_instead_of_taken_in_twice(editor):
    first = outcome(send(editor, images.image()))
    second = outcome(send(editor, images.image()))
    assert second["status"] == "known"
    assert second["choice"]["id"] == first["choice"]["id"]
    assert Photo.objects.count() == 1


def test_a_file_that_is_known_is_taken_in_by_who_insists(editor):
    send(editor, images.image())
    assert outcome(send(editor, images.image(), take_known="on"))["status"] == "taken"
    assert Photo.objects.count() == 2


def test_a_file_that_is_known_in_the_trash_says_so(editor):
    send(editor, images.image())
    Photo.objects.update(trashed_at=clock.now())
    told = outcome(send(editor, images.image()))
    assert (told["status"], told["form"]) == ("known", None)
    assert form_of(Photo.objects.get()) in told["html"]


def test_a_picture_that_is_sent_again_after_its_answer_was_lost_is_the_same(editor):
    number = str(uuid.uuid4())
    answers = [outcome(send(editor, images.image(), number=number)) for _attempt in range(2)]
    assert answers[0] == answers[1]
    assert Photo.objects.get().uuid == uuid.UUID(number)


def test_a_picture_that_looks_like_another_is_taken_in_with_a_warning(editor):
    first = outcome(send(editor, images.photograph(1, (600, 400))))
    second = outcome(send(editor, images.photograph(1, (300, 200), quality=40)))
    assert second["status"] == "taken"
    assert f"/admin/gallery/photo/{first['choice']['id']}/change/" in second["form"]
    assert "described__alike" not in first["form"]


@pytest.mark.parametrize("wrong", [{"credit": ""}, {"credit": "x" * 121}, {"licence": "stolen"}, {"number": "7"}])
def test_an_upload_without_a_credit_or_with_nonsense_is_refused_in_words(editor, wrong):
    response = send(editor, images.image(), **wrong)
    assert response.status_code == 400
    assert response.json()["problem"]
    assert not Photo.objects.exists()


def test_an_upload_without_a_file_is_refused_in_words(editor):
    response = send(editor)
    assert response.status_code == 400
    assert response.json()["problem"]


def test_only_who_may_add_pictures_can_upload(client):
    assert client.get(UPLOAD).status_code == 302
    user = make_editor("reader")
    user.groups.clear()
    client.force_login(user)
    assert client.get(UPLOAD).status_code == 403
    assert send(client, images.image()).status_code == 403
    assert not Photo.objects.exists()


def test_reading_the_page_takes_nothing_in(editor):
    assert editor.get(UPLOAD, SHARED).status_code == 200
    assert editor.put(UPLOAD, SHARED).status_code in (200, 405)
    assert not Photo.objects.exists()


def test_the_plain_form_takes_in_all_files_and_explains_the_broken_one(editor):
    files = [images.photograph(seed) for seed in range(4)] + [images.cut("PNG")]
    response = editor.post(UPLOAD, SHARED | {"file": files})
    assert Photo.objects.count() == 4
    page = response.content.decode()
    assert page.count("upload--refused") == 1
    assert page.count('name="photo"') == 4


def test_the_plain_form_keeps_what_was_typed_where_something_is_missing(editor):
    response = editor.post(UPLOAD, {"credit": "Pepe Atocha", "licence": ""})
    assert response.context["form"].errors.keys() == {"licence"}
    assert 'value="Pepe Atocha"' in response.content.decode()
    response = editor.post(UPLOAD, SHARED)
    assert response.context["form"].non_field_errors()


def test_two_hundred_files_go_into_one_plain_form(editor):
    response = editor.post(UPLOAD, SHARED | {"file": [images.upload(b"x") for _number in range(200)]})
    assert response.content.decode().count("upload--refused") == 200


def test_the_page_proposes_the_credit_that_this_person_gave_last(editor, client):
    assert editor.get(UPLOAD).context["form"]["credit"].value() is None
    send(editor, images.image())
    make_photo(credit="Somebody else")
    form = editor.get(UPLOAD).context["form"]
    assert (form["credit"].value(), form["licence"].value()) == ("Pepe Atocha", "cc-by")


def test_the_list_of_pictures_leads_to_the_upload(editor):
    assert f'href="{UPLOAD}"' in editor.get(reverse("admin:gallery_photo_changelist")).content.decode()


def test_the_form_of_a_piece_lets_who_may_add_pictures_upload_one(client, editor):
    add = "/admin/articles/article/add/"
    assert f'data-upload="{UPLOAD}"' in editor.get(add).content.decode()
    part = editor.get(f"{UPLOAD}?dialog").content.decode()
    assert 'name="credit"' in part
    assert "<html" not in part


def test_the_form_of_a_piece_offers_no_upload_to_who_may_only_translate(client):
    client.force_login(make_member("translators-es"))
    page = client.get(form_of(make_article())).content.decode()
    assert "data-choose" in page
    assert "data-upload" not in page
