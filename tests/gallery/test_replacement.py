"""Replacing the file of a picture: seen first, then everywhere at once."""

import pytest
from django.urls import reverse

from gallery.models import Photo
from gallery.photos import create_photo
from publishing import press
from publishing.models import AuditEntry
from tests import images
from tests.desk import form_of, make_editor, save, sent
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo():
    return create_photo(images.photograph(1, (600, 400)), credit="Pepe Atocha", alt_es="Una plaza", focal_x=0.2)


def address(photo):
    return reverse("admin:gallery_photo_replace", args=[photo.pk])


def look(client, photo, file):
    """Send a file as the script does when it is chosen; return what the site has to say of it."""
    return client.post(address(photo), {"file": file}, headers={"accept": "application/json"}).json()


def replace(client, photo, file):
    return client.post(address(photo), {"file": file, "shown": "True"}, follow=True)


def test_the_page_shows_where_the_picture_is_used_before_its_file_is_replaced(editor, photo):
    article = make_article(cover=photo)
    press.publish(article, "es")
    assert f"“{article.title_nl}”" in editor.get(address(photo)).content.decode()


def test_a_replaced_file_leaves_the_number_the_texts_and_the_uses(editor, photo):
    article = make_article(cover=photo)
    replace(editor, photo, images.photograph(2, (900, 600)))
    replaced = Photo.objects.get()
    assert (replaced.pk, replaced.alt_es, replaced.focal_x) == (photo.pk, "Una plaza", 0.2)
    assert (replaced.width, replaced.file.name == photo.file.name) == (900, False)
    article.refresh_from_db()
    assert article.cover_id == replaced.pk


def test_public_pages_show_the_new_file_at_once(editor, photo, client, url_in, media):
    article = make_article(cover=photo)
    press.publish(article, "es")
    page = url_in("es", "article", slug=article.slug_es)
    assert photo.file.name in client.get(page).content.decode()
    replace(editor, photo, images.photograph(2, (900, 600)))
    replaced = Photo.objects.get()
    html = client.get(page).content.decode()
    assert photo.file.name not in html
    assert media.url(replaced.file.name) in html


def test_the_sizes_of_the_new_file_are_left_to_a_job(editor, photo, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        replace(editor, photo, images.photograph(2))
    assert Photo.objects.get().has_all_renditions


def test_who_replaced_a_file_is_kept_with_what_it_was(editor, photo):
    replace(editor, photo, images.photograph(2, (900, 600)))
    entry = AuditEntry.objects.get(action="replaced")
    assert (entry.user_name, entry.object_id) == ("editor", str(photo.pk))
    assert entry.details["before"] == f"600 × 400, {photo.sha256}"
    assert entry.details["after"].startswith("900 × 600")


def test_a_file_is_only_looked_at_before_what_it_changes_was_shown(editor, photo):
    assert "html" in look(editor, photo, images.photograph(2, (600, 400)))
    assert Photo.objects.get().sha256 == photo.sha256


def test_other_proportions_are_told(editor, photo):
    assert "400 × 600" in look(editor, photo, images.photograph(2, (400, 600)))["html"]
    assert "<li>" not in look(editor, photo, images.photograph(2, (1201, 800)))["html"]


def test_a_picture_that_is_there_already_is_told(editor, photo):
    other = create_photo(images.photograph(3, (600, 400)), renditions=False, credit="Perú 50")
    for file in (images.photograph(3, (600, 400)), images.photograph(3, (300, 200), quality=50)):
        told = look(editor, photo, file)["html"]
        assert told.count("<li>") == 1
        assert form_of(other) in told


def test_a_smaller_copy_of_the_picture_itself_is_nothing_to_warn_of(editor, photo):
    assert "<li>" not in look(editor, photo, images.photograph(1, (300, 200)))["html"]


@pytest.mark.parametrize("name", ["a HEIC", "half a picture", "itself"])
def test_a_file_that_cannot_replace_it_is_refused_in_words(editor, photo, name):
    make = {
        "a HEIC": images.heic,
        "half a picture": lambda: images.cut("PNG"),
        "itself": lambda: images.photograph(1, (600, 400)),
    }[name]
    assert look(editor, photo, make())["problem"].endswith(".")
    response = replace(editor, photo, make())
    assert response.context["form"].errors.keys() == {"file"}
    assert Photo.objects.get().sha256 == photo.sha256


def test_without_a_script_the_page_shows_its_concerns_and_asks_once_more(editor, photo):
    response = editor.post(address(photo), {"file": images.photograph(2, (400, 600))})
    page = response.content.decode()
    assert "400 × 600" in page
    assert 'name="shown" value="True"' in page
    assert Photo.objects.get().sha256 == photo.sha256


def test_only_who_may_change_pictures_can_replace_a_file(client, photo):
    user = make_editor("reader")
    user.groups.clear()
    client.force_login(user)
    assert client.get(address(photo)).status_code == 403
    assert replace(client, photo, images.photograph(2)).status_code == 403
    assert Photo.objects.get().sha256 == photo.sha256


@pytest.mark.parametrize("number", ["404", "x", "9" * 30])
def test_a_picture_that_is_not_there_is_not_replaced(editor, number):
    assert editor.get(f"/admin/gallery/photo/{number}/replace/").status_code in (302, 404)


def test_the_form_of_a_picture_leads_to_the_page_and_takes_no_file(editor, photo):
    page = editor.get(form_of(photo))
    assert address(photo) in page.content.decode()
    editor.post(form_of(photo), sent(page) | {"file": images.photograph(2)})
    assert Photo.objects.get().sha256 == photo.sha256


def test_the_form_of_a_picture_with_an_error_keeps_what_was_typed(editor, photo):
    response = save(editor, form_of(photo), credit="", alt_fr="Une place")
    assert response.context["adminform"].form.errors.keys() == {"credit"}
    assert sent(response)["alt_fr"] == ["Une place"]


def add(client, file, **fields):
    page = client.get("/admin/gallery/photo/add/")
    return client.post("/admin/gallery/photo/add/", sent(page) | {"credit": "Pepe Atocha", "file": file} | fields)


def test_a_single_picture_that_is_known_is_pointed_out_and_taken_in_when_chosen_again(editor, photo):
    refused = add(editor, images.photograph(1, (600, 400)))
    errors = refused.context["adminform"].form.errors
    assert errors.keys() == {"file"}
    assert f'href="{form_of(photo)}"' in str(errors["file"])
    known = sent(refused)["known"]
    add(editor, images.photograph(2), known=known)
    assert Photo.objects.count() == 2
    add(editor, images.photograph(1, (600, 400)), known=known)
    assert Photo.objects.count() == 3


def test_a_single_picture_that_looks_like_another_is_taken_in_with_a_warning(editor, photo):
    add(editor, images.photograph(1, (300, 200), quality=40))
    assert Photo.objects.count() == 2
    page = editor.get("/admin/gallery/photo/").content.decode()
    assert "warning" in page
    assert f'<a href="{form_of(photo)}">' in page
