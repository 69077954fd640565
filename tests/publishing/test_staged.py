"""A language that is not open to visitors: who works here walks through the site in it, as it will be."""

import pytest
from django.conf.locale import LANG_INFO
from django.test import RequestFactory

from articles.models import Article
from publishing import languages, press, preview_links, previews
from publishing.models import KindSettings
from publishing.proofs import proof
from tests.desk import make_editor
from tests.factories import make_article, make_block, make_dossier

pytestmark = pytest.mark.django_db
TODAY = "/admin/as-of/2100-01-01T00:00Z"


@pytest.fixture
def article(settings):
    """An article in French, which links to another, in a dossier; French is hidden."""
    other = make_article(slug_fr="autre")
    article = make_article(slug_fr="recolte")
    make_block(article, html_fr=f'<p><a href="piece:{other.pk}">l’autre</a></p>')
    for piece in (other, article, make_dossier(article, slug_fr="dossier")):
        press.publish_all(piece)
    settings.PUBLIC_LANGUAGES = ("es", "nl")
    return article


def test_its_pages_lead_to_each_other_as_they_will(client, article, url_in):
    client.force_login(make_editor())
    page = client.get(TODAY + url_in("fr", "article", slug="recolte")).text
    assert f'<a href="{TODAY}{url_in("fr", "article", slug="autre")}">l’autre</a>' in page
    assert f'href="{TODAY}{url_in("fr", "dossier", slug="dossier")}"' in page


def test_the_switcher_has_it_there_and_nowhere_else(client, article, url_in):
    address = url_in("nl", "article", slug=article.slug_nl)
    client.force_login(make_editor())
    assert 'hreflang="fr"' in client.get(TODAY + url_in("fr", "article", slug="recolte")).text
    assert 'hreflang="fr"' not in client.get(TODAY + address).text
    assert 'hreflang="fr"' not in client.get(address).text


def test_the_bar_says_that_it_is_not_open_and_leads_to_no_page_that_does_not_answer(client, article, url_in):
    client.force_login(make_editor())
    address = url_in("fr", "article", slug="recolte")
    page = client.get(TODAY + address).text
    assert f'<a href="{address}">' not in page
    settings_of_today = client.get(TODAY + url_in("nl", "article", slug=article.slug_nl)).text
    assert "as-of__when" in settings_of_today
    assert page.count("<strong>") == settings_of_today.count("<strong>") + 1


def test_the_bar_runs_the_way_of_who_reads_it_and_not_the_way_of_the_page(client, article, url_in, monkeypatch):
    monkeypatch.setitem(LANG_INFO, "fr", LANG_INFO["fr"] | {"bidi": True})
    client.force_login(make_editor())
    page = client.get(TODAY + url_in("fr", "article", slug="recolte")).text
    assert '<html lang="fr" dir="rtl">' in page
    assert '<aside class="as-of" lang="nl" dir="ltr"' in page


def test_a_preview_is_the_page_as_it_will_be(article, url_in):
    page = previews.render(RequestFactory().get("/"), proof(Article.objects.get(pk=article.pk), "fr").edition).text
    assert f'<a href="{url_in("fr", "article", slug="autre")}">l’autre</a>' in page
    assert '<html lang="fr">' in page


def test_a_secret_link_works(client, article):
    link = preview_links.make(article, "fr", 7)
    response = client.get(f"/preview/{preview_links.token(link)}/")
    assert response.status_code == 200
    assert article.title_fr in response.text


def test_originals_stand_in_there_too(client, article, url_in):
    KindSettings.objects.update(without_language="source")
    untranslated = make_article(slug_nl="onvertaald")
    press.publish(untranslated, "nl")
    client.force_login(make_editor())
    assert client.get(TODAY + url_in("fr", "article", slug="onvertaald")).status_code == 200
    assert client.get(url_in("fr", "article", slug="onvertaald")).status_code == 404


def test_what_is_shown_to_staff_ends_with_their_page(article):
    with languages.showing("fr"):
        assert languages.public() == ("es", "fr", "nl")
    assert languages.public() == ("es", "nl")
