"""Visitors meet the public languages only; who works here, all that have the words for it."""

import pytest
from django.urls import reverse
from django.utils import translation

from publishing import languages, press
from tests.desk import make_editor
from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden(settings):
    """French, with a page that was published, is hidden from visitors."""
    article = make_article()
    press.publish_all(article)
    settings.PUBLIC_LANGUAGES = ("es", "nl")
    return article


def in_french(name, **kwargs):
    with translation.override("fr"):
        return reverse(name, kwargs=kwargs)


def test_no_page_of_a_hidden_language_answers(client, hidden):
    response = client.get(in_french("article", slug=hidden.slug_fr))
    assert response.status_code == 404
    assert response["Content-Language"] == "nl"
    assert client.get(in_french("home")).status_code == 404


def test_the_page_in_its_other_languages_does_not_name_the_hidden_one(client, hidden):
    with translation.override("es"):
        page = client.get(reverse("article", kwargs={"slug": hidden.slug_es})).text
    assert 'hreflang="nl"' in page
    assert "/fr/" not in page


def test_search_engines_are_not_told_of_a_hidden_language(client, hidden):
    assert "/fr/" not in client.get("/sitemap.xml").text


def test_a_browser_that_asks_for_a_hidden_language_gets_a_public_one(client, hidden):
    assert client.get("/", headers={"accept-language": "fr,es;q=0.5"})["Location"] == "/es/"


def test_without_dutch_visitors_of_whom_nothing_is_known_get_the_first_language(client, settings):
    settings.PUBLIC_LANGUAGES = ("es", "fr")
    assert client.get("/", headers={"accept-language": "nl"})["Location"] == "/es/"
    assert client.get("/nl/")["Content-Language"] == "es"


def test_a_regional_language_is_asked_for_by_its_whole_code(client, settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("pt-br", "Português")]
    settings.PUBLIC_LANGUAGES = (*settings.PUBLIC_LANGUAGES, "pt-br")
    assert client.get("/", headers={"accept-language": "pt-BR"})["Location"] == "/pt-br/"


def test_staff_see_the_site_in_a_hidden_language(client, hidden):
    client.force_login(make_editor())
    address = in_french("article", slug=hidden.slug_fr)
    response = client.get(f"/admin/as-of/2100-01-01T00:00Z{address}")
    assert response.status_code == 200
    assert languages.text(hidden, "title", "fr") in response.text


def test_who_works_here_is_spoken_to_in_a_hidden_language_but_not_in_one_without_words(client, hidden, settings):
    client.force_login(make_editor())
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    assert client.get("/admin/")["Content-Language"] == "fr"
    settings.LANGUAGES = [*settings.LANGUAGES, ("de", "Deutsch")]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "de"
    assert client.get("/admin/")["Content-Language"] == "nl"
