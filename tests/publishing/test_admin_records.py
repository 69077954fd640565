"""Shared records: where they are used, why they are not deleted, how they are chosen."""

import datetime as dt

import pytest

from articles.models import Article, KeyFigure, Theme
from gallery.models import Photo
from publishing import clock, press
from publishing.models import DeskState
from tests import images
from tests.desk import form_of, save, sent
from tests.factories import (
    make_article,
    make_block,
    make_contest,
    make_entry,
    make_figure,
    make_milestone,
    make_organisation,
    make_person,
    make_photo,
    make_tag,
    make_theme,
)

pytestmark = pytest.mark.django_db


def deletion(record):
    return form_of(record).replace("/change/", "/delete/")


def test_a_picture_says_where_it_is_used(editor):
    photo = make_photo()
    article = make_article(title_nl="Oogst", title_es="", title_fr="", cover=photo)
    press.publish(article, "nl")
    make_block(make_article(title_nl="Markt"), "picture", photo=photo)
    page = editor.get(form_of(photo)).content.decode()
    assert "Article “Oogst”</a>: on the desk; public (Nederlands)" in page
    assert "Article “Markt”</a>: on the desk" in page


def test_a_picture_that_only_an_earlier_version_shows_says_so(editor):
    photo = make_photo()
    article = make_article(cover=photo)
    press.publish(article, "nl")
    Article.objects.filter(pk=article.pk).update(cover=None)
    press.publish(article, "nl")
    assert "in earlier versions (Nederlands)" in editor.get(form_of(photo)).content.decode()


def test_a_link_in_a_text_is_a_use(editor):
    organisation = make_organisation()
    make_block(make_article(title_nl="Oogst"), html_nl=f'<p><a href="organisation:{organisation.pk}">x</a></p>')
    assert "as a link in a text on the desk" in editor.get(form_of(organisation)).content.decode()


def test_what_is_planned_is_a_use(editor):
    photo = make_photo()
    article = make_article(cover=photo)
    press.publish(article, "nl", at=clock.now() + dt.timedelta(days=2))
    assert "planned (Nederlands)" in editor.get(form_of(photo)).content.decode()


def test_a_record_that_nothing_uses_goes_to_the_trash(editor):
    tag = make_tag()
    assert editor.get(deletion(tag)).context["protected"] == []
    editor.post(deletion(tag), {"post": "yes"})
    assert [found.pk for found in type(tag).objects.in_trash()] == [tag.pk]


@pytest.mark.parametrize("use", ["cover", "block", "entry"])
def test_a_picture_in_use_is_not_discarded_and_the_reason_given(editor, use):
    photo = make_photo()
    if use == "cover":
        make_article(cover=photo)
    elif use == "block":
        make_block(make_article(), "picture", photo=photo)
    else:
        make_entry(make_contest(), photo=photo)
    assert editor.get(deletion(photo)).context["protected"]
    editor.post(deletion(photo), {"post": "yes"})
    assert not Photo.objects.in_trash().exists()


def test_a_tag_and_a_theme_that_an_article_has_are_not_discarded(editor):
    article, tag, theme = make_article(), make_tag(), make_theme()
    article.tags.add(tag)
    article.themes.add(theme)
    for record in (tag, theme):
        editor.post(deletion(record), {"post": "yes"})
        assert not type(record).objects.in_trash().exists()


def test_several_records_are_not_discarded_where_one_is_in_use(editor):
    used, free = make_photo(), make_photo()
    make_article(cover=used)
    data = {"action": "delete_selected", "_selected_action": [used.pk, free.pk]}
    assert editor.post("/admin/gallery/photo/", data).context["protected"]
    editor.post("/admin/gallery/photo/", data | {"post": "yes"})
    assert not Photo.objects.in_trash().exists()


def test_the_chooser_finds_pictures_in_every_language_with_their_thumbnails(editor):
    found = make_photo(title_es="La cosecha")
    make_photo()
    answer = editor.get("/admin/gallery/photo/choose/", {"q": "cosecha"}).json()
    assert [record["id"] for record in answer["found"]] == [found.pk]
    assert answer["found"][0]["image"].endswith("/320.jpg")
    assert answer["has_more"] is False


def test_the_chooser_shows_a_page_at_a_time(editor):
    for _number in range(30):
        make_photo()
    first = editor.get("/admin/gallery/photo/choose/").json()
    second = editor.get("/admin/gallery/photo/choose/", {"page": 2}).json()
    assert (len(first["found"]), first["has_more"]) == (24, True)
    assert (len(second["found"]), second["has_more"]) == (6, False)


def test_the_chooser_is_for_editors_only(client):
    assert client.get("/admin/gallery/photo/choose/").status_code == 302


@pytest.mark.parametrize("query", [{"page": "x"}, {"page": "999"}, {"id": "x"}, {"q": "\x00"}])
def test_the_chooser_bears_any_question(editor, query):
    make_photo()
    assert editor.get("/admin/gallery/photo/choose/", query).status_code == 200


def test_a_form_offers_the_newest_records_and_the_chosen_one(editor):
    chosen = make_photo()
    for _number in range(45):
        make_photo()
    article = make_article(cover=chosen)
    page = editor.get(form_of(article)).content.decode()
    assert sent(editor.get(form_of(article)))["cover"] == [str(chosen.pk)]
    cover = page[page.index('id="id_cover"') :]
    assert cover[: cover.index("</select>")].count("<option") == 42


def test_a_picture_is_added(editor):
    data = sent(editor.get("/admin/gallery/photo/add/"))
    data |= {"file": images.image(size=(800, 600)), "credit": "Pepe Atocha", "alt_es": "Una plaza"}
    editor.post("/admin/gallery/photo/add/", data)
    photo = Photo.objects.get()
    assert (photo.width, photo.credit, photo.alt_es) == (800, "Pepe Atocha", "Una plaza")


def test_a_broken_picture_is_refused_beside_its_field_and_keeps_the_rest(editor):
    data = sent(editor.get("/admin/gallery/photo/add/"))
    data |= {"file": images.upload(b"no picture"), "credit": "Pepe Atocha"}
    response = editor.post("/admin/gallery/photo/add/", data)
    assert list(response.context["adminform"].form.errors) == ["file"]
    assert sent(response)["credit"] == ["Pepe Atocha"]


def test_a_figure_without_a_value_must_be_dozens(editor):
    response = save(editor, "/admin/articles/keyfigure/add/", label_nl="jongeren", qualifier="exact", value="")
    assert list(response.context["adminform"].form.errors) == ["value"]
    save(editor, "/admin/articles/keyfigure/add/", label_nl="jongeren", qualifier="dozens", value="")
    assert KeyFigure.objects.get().value is None


def test_a_figure_of_a_public_theme_shows_as_a_change_that_waits(editor):
    theme = make_theme()
    press.publish_all(theme)
    figure = make_figure(8)
    save(editor, form_of(figure), theme=theme.pk)
    state = DeskState.objects.get(piece=theme.pk, language="nl")
    assert state.desk_digest != state.printed_digest
    assert Theme.objects.get().figures.get() == figure


def test_an_entry_of_a_public_contest_shows_as_a_change_that_waits(editor):
    contest = make_contest()
    press.publish_all(contest)
    save(
        editor,
        "/admin/gallery/entry/add/",
        contest=contest.pk,
        number=1,
        photo=make_photo().pk,
        entrant=make_person().pk,
    )
    state = DeskState.objects.get(piece=contest.pk, language="nl")
    assert state.desk_digest != state.printed_digest


def test_a_record_is_named_in_the_language_of_the_interface(editor, settings):
    milestone = make_milestone(title_nl="Begin", title_es="Comienzo")
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    assert "<h1>Comienzo</h1>" in editor.get(form_of(milestone)).content.decode()
    assert ">Comienzo</a>" in editor.get("/admin/articles/milestone/").content.decode()
