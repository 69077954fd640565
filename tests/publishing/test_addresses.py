"""Where an address leads, after renamings, in other languages, and when nothing is there."""

from datetime import timedelta

import pytest
from django.utils import translation

from publishing import clock, press
from publishing.models import Edition
from tests.factories import make_article, make_page

pytestmark = pytest.mark.django_db


def rename(article, slug, language="nl", at=None):
    setattr(article, f"slug_{language}", slug)
    article.save()
    return press.publish(article, language, at=at)


def url(article, language="nl"):
    return Edition.objects.current(language).get(piece=article).get_absolute_url()


def test_a_renamed_article_redirects_from_its_old_address(client):
    article = make_article(slug_nl="oud")
    press.publish(article, "nl")
    old = url(article)
    rename(article, "nieuw")
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, url(article))
    assert response["Cache-Control"] == "max-age=0"


def test_an_article_renamed_there_and_back_has_no_loop_and_no_chain(client):
    article = make_article(slug_nl="a")
    press.publish(article, "nl")
    at_a = url(article)
    rename(article, "b")
    at_b = url(article)
    rename(article, "a")
    assert client.get(at_a).status_code == 200
    assert client.get(at_b)["Location"] == at_a


def test_a_scheduled_renaming_takes_effect_at_its_instant(client):
    article = make_article(slug_nl="nu")
    press.publish(article, "nl")
    rename(article, "straks", at=clock.now() + timedelta(days=1))
    assert client.get(url(article)).status_code == 200
    with translation.override("nl"):
        assert client.get(url(article).replace("/nu/", "/straks/")).status_code == 404


def test_an_address_with_another_languages_slug_leads_to_this_languages_page(client):
    article = make_article(slug_nl="oogst", slug_fr="recolte")
    press.publish_all(article)
    assert client.get(url(article, "fr").replace("recolte", "oogst"))["Location"] == url(article, "fr")


def test_a_page_that_lacks_the_language_answers_404_with_links_to_those_that_exist(client):
    article = make_article(slug_nl="oogst", slug_fr="recolte")
    press.publish(article, "nl")
    press.publish(article, "fr")
    french = url(article, "fr")
    press.withdraw(article, "fr")
    response = client.get(french)
    assert response.status_code == 404
    assert url(article, "nl") in response.text
    assert 'lang="fr"' in response.text


def test_a_withdrawn_article_is_gone_in_every_list_and_address(client):
    article = make_article()
    press.publish(article, "nl")
    address = url(article)
    press.withdraw(article, "nl")
    assert client.get(address).status_code == 404


def test_a_text_page_stands_right_below_its_language(client):
    press.publish(make_page(slug_nl="privacy"), "nl")
    assert client.get("/nl/privacy/").status_code == 200
