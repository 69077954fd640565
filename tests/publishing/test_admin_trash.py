"""The trash as an editor uses it: putting there, reading, restoring, deleting for good."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from articles.models import Article, Home, Tag
from gallery.models import Photo
from publishing import clock, press, trash
from publishing.models import Edition
from tests.desk import form_of, make_editor, make_member, messages, save, sent
from tests.factories import make_article, make_block, make_contest, make_entry, make_home, make_photo, make_tag

pytestmark = pytest.mark.django_db

TRASH = "/admin/trash/"


def page_of(record, name):
    return form_of(record).replace("/change/", f"/{name}/")


def editors_page(editor, query=""):
    return editor.get(f"{TRASH}{query}")


def listed(response):
    return [row["record"] for row in response.context["rows"]]


def test_deleting_an_article_puts_it_in_the_trash_and_says_what_that_does(editor):
    article = make_article()
    press.publish(article, "nl")
    press.publish(article, "es", at=clock.now() + dt.timedelta(days=2))
    page = editor.get(page_of(article, "delete"))
    assert page.context["effects"] == {"public": ["Nederlands"], "planned": ["Español"]}
    response = editor.post(page_of(article, "delete"), {"post": "yes"}, follow=True)
    assert response.status_code == 200
    article.refresh_from_db()
    assert article.trashed_by.get_username() == "editor"
    assert not Edition.objects.current(at=clock.now() + dt.timedelta(days=3)).exists()


def test_what_is_ticked_in_a_list_goes_to_the_trash_together(editor):
    tags = [make_tag(), make_tag(), make_tag()]
    data = {"action": "delete_selected", "_selected_action": [tag.pk for tag in tags[:2]]}
    assert len(editor.post("/admin/articles/tag/", data).context["records"]) == 2
    editor.post("/admin/articles/tag/", data | {"post": "yes"})
    assert list(Tag.objects.on_desk()) == [tags[2]]


def test_what_came_into_use_meanwhile_is_not_discarded_and_nothing_breaks(editor, monkeypatch):
    photo = make_photo()
    make_article(cover=photo)
    monkeypatch.setattr("publishing.admin.trash.TrashMixin.in_the_way", lambda *args: [])
    response = editor.post(page_of(photo, "delete"), {"post": "yes"}, follow=True)
    assert len(messages(response)) == 1
    assert not Photo.objects.in_trash().exists()


def test_lists_choosers_and_the_start_page_leave_out_what_is_in_the_trash(editor):
    article, photo = make_article(lead_fr="", title_nl="Weggegooid"), make_photo(title_nl="Weggegooid")
    trash.discard(article)
    trash.discard(photo)
    assert not editor.get("/admin/articles/article/").context["cl"].result_count
    assert editor.get("/admin/gallery/photo/", {"q": "Weggegooid"}).context["cl"].result_count == 0
    assert editor.get("/admin/gallery/photo/choose/").json()["found"] == []
    assert editor.get("/admin/publishing/piece/choose/").json()["found"] == []
    assert editor.get("/admin/").context["incomplete"] == []


def test_a_form_that_points_to_something_in_the_trash_says_so_and_keeps_it(editor):
    photo = make_photo()
    article = make_article(cover=photo)
    Photo.objects.update(trashed_at=clock.now())
    assert f"({photo.pk}" not in editor.get(form_of(article)).content.decode()
    save(editor, form_of(article), title_nl="Anders")
    article.refresh_from_db()
    assert (article.title_nl, article.cover) == ("Anders", photo)


def test_the_form_of_what_is_in_the_trash_is_read_and_never_saved(editor):
    article = make_article(title_nl="Oogst")
    make_block(article)
    url = form_of(article)
    data = sent(editor.get(url)) | {"title_nl": "Anders", "_continue": "1"}
    trash.discard(article)
    page = editor.get(url)
    assert page.context["in_trash"]["restore"] == page_of(article, "restore")
    assert all(field.field.disabled for field in page.context["adminform"].form if field.name != "id")
    assert 'name="_save"' not in page.content.decode()
    assert "_publish" not in page.content.decode()
    assert editor.post(url, data).status_code == 409
    assert Article.objects.get().title_nl == "Oogst"


@pytest.mark.parametrize("page", ["publish", "withdraw", "delete"])
def test_nothing_else_is_done_to_what_is_in_the_trash(editor, page):
    article = make_article()
    trash.discard(article)
    assert editor.get(page_of(article, page)).status_code == 403


def test_the_trash_lists_everything_what_came_last_first(editor):
    article, photo, tag = make_article(), make_photo(), make_tag()
    for record in (tag, article, photo):
        trash.discard(record, get_user_model().objects.get())
    assert listed(editors_page(editor)) == [photo, article, tag]


def test_the_trash_is_searched(editor):
    article, tag = make_article(title_es="Cosecha"), make_tag(name_es="Cosecha")
    for record in (article, tag, make_tag()):
        trash.discard(record)
    assert set(listed(editors_page(editor, "?q=cosecha"))) == {article, tag}
    assert listed(editors_page(editor, "?q=%00")) != []


def test_the_trash_is_shown_a_page_at_a_time(editor):
    for _number in range(30):
        trash.discard(make_tag())
    assert len(listed(editors_page(editor))) == 25
    assert len(listed(editors_page(editor, "?page=2"))) == 5


def test_the_trash_says_what_will_stay(editor):
    article = make_article()
    press.publish(article, "nl")
    trash.discard(article)
    trash.discard(make_tag())
    assert [row["stays"] for row in editors_page(editor).context["rows"]] == [False, True]


def test_an_article_is_restored_with_its_picture(editor):
    photo = make_photo()
    article = make_article(cover=photo)
    trash.discard(article)
    trash.discard(photo)
    page = editor.get(page_of(article, "restore"))
    assert [row["record"] for row in page.context["along"]] == [photo]
    response = editor.post(page_of(article, "restore"), follow=True)
    assert response.request["PATH_INFO"] == form_of(article)
    assert len(messages(response)) == 2
    assert Article.objects.on_desk().get().cover.trashed_at is None


def test_a_taken_address_is_asked_for_and_what_is_typed_is_kept(editor):
    article = make_article(codes=["nl"], title_nl="Oogst", slug_nl="oogst")
    trash.discard(article)
    press.publish(make_article(codes=["nl"], slug_nl="oogst"), "nl")
    field = f"slug_{article.pk}_nl"
    form = editor.get(page_of(article, "restore")).context["form"]
    assert form[field].value() == "oogst-2"
    refused = editor.post(page_of(article, "restore"), {field: "oogst"})
    assert refused.context["form"].errors
    assert refused.context["form"][field].value() == "oogst"
    assert editor.post(page_of(article, "restore"), {field: "niet goed"}).context["form"].errors
    editor.post(page_of(article, "restore"), {field: "nog-een-oogst"})
    assert Article.objects.on_desk().get(pk=article.pk).slug_nl == "nog-een-oogst"


def test_what_is_not_in_the_trash_is_not_restored(editor):
    assert editor.post(page_of(make_article(), "restore")).status_code == 404
    assert editor.get("/admin/articles/article/x/restore/").status_code == 404


def test_a_get_restores_and_deletes_nothing(admin_client):
    tag = make_tag()
    trash.discard(tag)
    admin_client.get(page_of(tag, "restore"))
    admin_client.get(page_of(tag, "purge"))
    assert Tag.objects.in_trash().exists()


def test_an_administrator_deletes_for_good_what_nothing_needs(admin_client):
    article, tag = make_article(), make_tag()
    press.publish(article, "nl")
    for record in (article, tag):
        trash.discard(record)
        admin_client.post(page_of(record, "purge"))
    assert Article.objects.in_trash().exists()
    assert not Tag.objects.exists()
    assert admin_client.get(page_of(article, "purge")).context["needed"]


def test_an_editor_does_not_delete_for_good(editor):
    tag = make_tag()
    trash.discard(tag)
    assert editor.post(page_of(tag, "purge")).status_code == 403
    assert [row["purge"] for row in editors_page(editor).context["rows"]] == [""]


def test_who_may_only_change_entries_restores_no_contest_along(client):
    contest = make_contest()
    entry = make_entry(contest)
    trash.discard(entry)
    trash.discard(contest)
    client.force_login(make_member("moderators"))
    assert client.post(page_of(entry, "restore")).status_code == 403


def test_who_may_see_nothing_of_the_desk_sees_no_trash(client):
    client.force_login(get_user_model().objects.create_user("nobody", password="secret", is_staff=True))
    assert client.get(TRASH).status_code == 403


def test_the_home_page_cannot_be_put_in_the_trash(editor):
    home = make_home()
    assert editor.post(page_of(home, "delete"), {"post": "yes"}).status_code == 403
    assert Home.objects.on_desk().exists()


def test_accounts_are_deleted_as_ever(admin_client):
    user = make_editor("gone")
    admin_client.post(reverse("admin:auth_user_delete", args=[user.pk]), {"post": "yes"})
    assert not get_user_model().objects.filter(pk=user.pk).exists()
