"""Redirects that editors add: where they lead, where they are asked, which are refused."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from publishing import press, redirects, trash
from publishing.models import Redirect
from tests.desk import form_of, messages, save, sent
from tests.factories import make_article, make_home

pytestmark = pytest.mark.django_db


def add(path, url="", piece=None):
    redirect = Redirect(path=path, url=url, piece=piece and piece.piece_ptr)
    redirect.full_clean()
    redirect.save()
    return redirect


def refusal(*args, **kwargs):
    with pytest.raises(ValidationError) as refused:
        add(*args, **kwargs)
    return refused.value.message_dict


def published(**fields):
    article = make_article(**fields)
    press.publish_all(article)
    return article


@pytest.mark.parametrize("path", ["/feest.html", "/feest.html/", "/FEEST.html", "/feest.html?x=1"])
def test_an_old_address_is_known_however_it_is_written(client, path):
    add("https://old.example/Feest.html?id=3", "/nl/agenda/")
    response = client.get(path)
    assert (response.status_code, response.url) == (301, "/nl/agenda/")
    assert response["Cache-Control"] == "max-age=0"


def test_an_old_address_with_accents_is_known_as_browsers_send_it(client):
    add("/a%C3%B1o", "/es/agenda/")
    assert client.get("/a%C3%B1o/").status_code == client.get("/año").status_code == 301


def test_a_redirect_leads_to_another_site(client):
    add("/oud", "https://example.org/x?y#z")
    assert client.get("/oud").url == "https://example.org/x?y#z"


def test_a_piece_is_followed_through_renamings_in_the_language_of_the_old_address(client):
    article = published(slug_es="uno")
    add("/es/viejo/", piece=article)
    add("/oud.html", piece=article)
    article.slug_es = "dos"
    article.save()
    press.publish(article, "es")
    assert client.get("/es/viejo/").url.startswith("/es/")
    assert client.get("/es/viejo/").url.endswith("/dos/")
    assert client.get("/oud.html").url.startswith("/nl/")


def test_a_piece_that_is_not_public_in_that_language_gives_a_404_with_the_languages_that_have_it(client):
    article = make_article()
    add("/es/viejo/", piece=article)
    assert client.get("/es/viejo/").status_code == 404
    edition = press.publish(article, "nl")
    response = client.get("/es/viejo/")
    assert response.status_code == 404
    assert edition.get_absolute_url() in response.content.decode()


def test_a_piece_in_the_trash_leads_nowhere(client):
    article = published()
    add("/oud", piece=article)
    trash.discard(article)
    assert client.get("/oud", follow=True).status_code == 404


def test_a_page_that_comes_to_exist_wins(client):
    add("/nl/over/", "/nl/agenda/")
    published(category="page", slug_nl="over")
    assert client.get("/nl/over/").status_code == 200


def test_redirects_are_asked_once_and_only_where_nothing_answers(client):
    add("/nl/elders/", "/nl/agenda/")
    for address, number in (("/nl/", 0), ("/nergens.html", 1)):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert sum(Redirect._meta.db_table in query["sql"] for query in queries) == number


@pytest.mark.parametrize("path", ["/\x00", f"/{'x' * 400}", "/admin/x/", "/media/x.jpg", "/static/x.css"])
def test_no_redirect_is_looked_up_there(client, django_assert_num_queries, path):
    with django_assert_num_queries(0):
        assert redirects.find(path)[0] == ""


@pytest.mark.parametrize("path", ["", "feest", "/", "/admin/", "/admin/x", "/static/x", "/media/x", f"/{'x' * 299}İ"])
def test_such_an_old_address_is_refused(path):
    assert "path" in refusal(path, "/nl/agenda/")


@pytest.mark.parametrize(
    "url",
    [
        "//evil.example/",
        "/\\evil.example/",
        "http://example.org/",
        "javascript:alert(1)",
        "https://",
        "https://[x",
        "/a b",
        "agenda",
    ],
)
def test_such_a_new_address_is_refused(url):
    assert "url" in refusal("/oud", url)


def test_an_address_of_this_site_is_kept_without_its_host(settings):
    settings.ALLOWED_HOSTS = ["peru50.example"]
    assert add("/oud", "https://peru50.example/nl/agenda/?jaar=2015").url == "/nl/agenda/?jaar=2015"


def test_one_target_is_given_no_more_and_no_less():
    assert "url" in refusal("/oud")
    assert "url" in refusal("/oud", "/nl/agenda/", make_article())


def test_a_redirect_to_itself_to_a_redirect_or_from_the_target_of_one_is_refused():
    assert "url" in refusal("/a", "/A/?x")
    add("/b", "/nl/agenda/")
    assert "/nl/agenda/" in refusal("/a", "/b/")["url"][0]
    assert "/b" in refusal("/nl/agenda/", "/c")["path"][0]


def test_what_is_in_the_trash_is_no_target():
    article = make_article()
    trash.discard(article)
    article.refresh_from_db()
    assert "piece" in refusal("/oud", piece=article)


def test_the_same_old_address_is_added_once():
    add("/oud", "/nl/agenda/")
    assert "path" in refusal("/OUD/", "/nl/")


# In the admin

ADD = "/admin/publishing/redirect/add/"


def test_an_editor_adds_a_redirect_to_a_piece(editor):
    article = published()
    save(editor, ADD, "_save", path="/oud.html", piece=article.pk)
    redirect = Redirect.objects.get()
    assert (redirect.path, redirect.piece_id) == ("/oud.html", article.pk)
    assert redirect.created_by.get_username() == "editor"


def test_a_redirect_that_a_page_covers_says_so(editor):
    article = published(category="page", slug_nl="over")
    response = editor.post(ADD, {"path": "/nl/over/", "url": "/nl/", "piece": ""}, follow=True)
    assert len(messages(response)) == 2
    assert [redirect.is_answered for redirect in response.context["cl"].result_list] == [True]
    press.withdraw(article, "nl")
    listed = editor.get("/admin/publishing/redirect/").context["cl"].result_list
    assert [redirect.is_answered for redirect in listed] == [False]


def test_the_list_bears_any_path(editor):
    make_home()
    for number, path in enumerate(["/robots.txt", "/nl/", "/nl/zoeken/", "/nl/fotos/1/", "/sitemap.xml", "/x"]):
        Redirect.objects.create(path=path, url=f"/nl/{number}/")
    assert editor.get("/admin/publishing/redirect/").status_code == 200


def test_many_are_pasted_and_each_line_gets_its_answer(editor):
    article = published()
    with translation.override("nl"):
        page = reverse("article", kwargs={"slug": article.slug_nl})
    lines = f"/nl/oud.html {page}\n\n/feest.html\t/nl/agenda/\n/fout\n/feest.html /nl/"
    response = editor.post("/admin/publishing/redirect/lines/", {"lines": lines})
    assert [bool(each["errors"]) for each in response.context["report"]] == [False, False, True, True]
    assert Redirect.objects.get(path="/nl/oud.html").piece_id == article.pk
    assert Redirect.objects.get(path="/feest.html").url == "/nl/agenda/"
    assert response.context["form"].initial["lines"] == "/fout\n/feest.html /nl/"


def test_pasting_is_for_who_may_add(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody", password="secret", is_staff=True))
    assert client.post("/admin/publishing/redirect/lines/", {"lines": "/a /b"}).status_code == 403
    assert not Redirect.objects.exists()


def test_a_redirect_is_changed_and_deleted(editor):
    redirect = add("/oud", "/nl/agenda/")
    editor.post(form_of(redirect), sent(editor.get(form_of(redirect))) | {"url": "/nl/"})
    redirect.refresh_from_db()
    assert redirect.url == "/nl/"
    editor.post(form_of(redirect).replace("change", "delete"), {"post": "yes"})
    assert not Redirect.objects.exists()
