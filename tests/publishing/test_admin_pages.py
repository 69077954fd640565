"""The admin as a whole: its start page, its languages, what its pages may load, and what nobody may change."""

import datetime as dt
import re
from itertools import filterfalse

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles.models import Article
from publishing import clock, press
from publishing.models import Edition
from tests.desk import form_of, save
from tests.factories import make_article, make_event
from tests.site import fill

pytestmark = pytest.mark.django_db
EDITED = [model for model in admin.site._registry if model._meta.app_label in ("articles", "events", "gallery")]


def pages_of(model):
    """Return the addresses of the list of a model, its form for a new one and the pages of one that exists."""
    opts = model._meta
    base = f"admin:{opts.app_label}_{opts.model_name}"
    number = model._default_manager.values_list("pk", flat=True).first()
    one = [reverse(f"{base}_{page}", args=[number]) for page in ("change", "delete", "history")] if number else []
    return [reverse(f"{base}_changelist"), reverse(f"{base}_add"), *one]


def test_every_page_opens(editor):
    fill()
    addresses = ["/admin/", *(address for model in EDITED for address in pages_of(model))]
    addresses += [pages_of(Edition)[0], pages_of(Edition)[2]]
    # There is one home page, there is to be no other, and it stays.
    never = re.compile("/admin/articles/home/(add|[0-9]+/delete)/")
    for address in [*filterfalse(never.match, addresses), "/admin/trash/"]:
        assert editor.get(address, follow=True).status_code == 200, address


@pytest.mark.parametrize("code", ["nl", "es", "fr"])
def test_pages_speak_every_language(editor, settings, code):
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = code
    for address in ("/admin/", *pages_of(Article)[:2], form_of(make_article())):
        response = editor.get(address)
        assert response.status_code == 200
        assert f'<html lang="{code}"' in response.content.decode(), address


def test_no_page_has_a_script_or_a_style_that_the_policy_forbids(editor):
    fill()
    for address in ["/admin/", "/admin/login/", *(address for model in EDITED for address in pages_of(model))]:
        response = editor.get(address, follow=True)
        page = response.content.decode()
        nonce = re.search(r"'nonce-([^']+)'", response.headers["Content-Security-Policy"])
        for attributes, words in re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL):
            is_code = words.strip() and "application/json" not in attributes
            assert not is_code or (nonce and f'nonce="{nonce[1]}"' in attributes), (address, words[:80])
        assert not re.search(r"<style|<[^>]+\sstyle=|<[^>]+\son\w+=", page), address


def test_the_interface_speaks_the_language_of_the_browser_before_anyone_chose(client):
    response = client.get("/admin/login/", headers={"accept-language": "fr-BE,fr;q=0.9"})
    assert '<html lang="fr"' in response.content.decode()


def test_the_interface_changes_its_language_and_stays_on_the_page(client, settings):
    response = client.post("/admin/language/", {"language": "es", "next": "/admin/login/"}, follow=True)
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "es"
    assert '<html lang="es"' in response.content.decode()


def test_the_start_page_lists_what_there_is_in_the_order_of_the_work(editor):
    page = editor.get("/admin/").content.decode()
    names = ["Write", "Articles", "Pages", "Events", "Themes", "Dossiers", "Contests", "Home page", "Pictures"]
    places = [page.index(f">{name}<") for name in names]
    assert places == sorted(places)
    assert "Users" not in page


def test_the_start_page_shows_what_waits(editor):
    article = make_article(title_nl="Oogst")
    press.publish_all(article)
    save(editor, form_of(article), title_es="Cambiado")
    make_article(title_nl="Half", title_fr="")
    press.publish(make_event(title_nl="Feest"), "nl", at=clock.now() + dt.timedelta(days=2))
    page = editor.get("/admin/").content.decode()
    changed, planned, missing, lately = (
        page.index(heading)
        for heading in ("with changes waiting", "Planned", "A language is missing", "Changed lately")
    )
    assert "Oogst" in page[changed:planned]
    assert "Feest" in page[planned:missing]
    assert "Half" in page[missing:lately]
    assert "Oogst" in page[lately:]


def test_the_start_page_names_a_thing_once_however_often_it_was_changed(editor):
    article = make_article(title_nl="Oogst")
    for number in range(3):
        save(editor, form_of(article), title_es=f"Cosecha {number}")
    page = editor.get("/admin/").content.decode()
    assert LogEntry.objects.count() == 3
    assert page[page.index("Changed lately") :].count(">Oogst<") == 1


def test_an_edition_is_read_and_never_touched(admin_client):
    edition = press.publish(make_article(title_nl="Oogst"), "nl")
    assert "Oogst" in admin_client.get(form_of(edition)).content.decode()
    assert admin_client.get(reverse("admin:publishing_edition_add")).status_code == 403
    assert admin_client.post(form_of(edition), {"title": "x"}).status_code == 403
    assert admin_client.post(form_of(edition).replace("change", "delete"), {"post": "yes"}).status_code == 403
    assert Edition.objects.get().title == "Oogst"


def test_the_versions_of_one_piece_are_listed(editor):
    article = make_article()
    press.publish(article, "nl")
    press.publish(make_article(), "nl")
    response = editor.get("/admin/publishing/edition/", {"piece__id__exact": article.pk})
    assert [edition.piece_id for edition in response.context["cl"].result_list] == [article.pk]


def test_a_piece_is_reached_without_knowing_its_kind(editor):
    event = make_event()
    assert editor.get(f"/admin/publishing/piece/{event.pk}/change/").url == form_of(event)


@pytest.mark.parametrize("address", ["/admin/articles/article/x/change/", "/admin/articles/article/999/change/"])
def test_a_piece_that_is_not_there_leads_back_to_the_start(editor, address):
    assert editor.get(address).url == "/admin/"


def test_a_visitor_sees_no_admin(client):
    assert client.get("/admin/").url.startswith("/admin/login/")


@pytest.mark.parametrize("number", ["9" * 19, "9" * 5000, "٣"])
@pytest.mark.parametrize(
    "page", ["history/compare/?with=version-{}&with=desk", "history/compare/?with=edition-{}&with=desk"]
)
def test_a_number_that_can_be_no_rows_gets_a_404(editor, page, number):
    address = form_of(make_article()).replace("change/", page.format(number))
    assert editor.get(address).status_code == 404


@pytest.mark.parametrize("number", ["9" * 19, "9" * 4000])
def test_a_form_with_such_a_number_leads_back_to_the_start(editor, number):
    response = editor.post(f"/admin/articles/article/{number}/change/", {"title_nl": "x"})
    assert response.status_code == 302


def test_a_chooser_finds_nothing_under_such_a_number(editor):
    assert editor.get("/admin/gallery/photo/choose/", {"id": "9" * 5000}).json()["found"] == []
