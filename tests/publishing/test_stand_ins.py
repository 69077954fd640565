"""Where a kind's rule says so, the original stands in for a piece that lacks the visitor's language; and only there."""

import pytest

from publishing import clock, press
from publishing.models import KindSettings, Redirect
from tests.factories import (
    make_article,
    make_block,
    make_contest,
    make_dossier,
    make_entry,
    make_event,
    make_home,
    make_organisation,
    make_page,
    make_photo,
    make_theme,
)

pytestmark = pytest.mark.django_db

MAKE = {
    "article": make_article,
    "page": make_page,
    "theme": make_theme,
    "dossier": make_dossier,
    "event": make_event,
    "contest": make_contest,
}
NOTICE = "Not in this language yet"


@pytest.fixture
def originals():
    KindSettings.objects.update(without_language="source")


@pytest.fixture
def french(url_in):
    """Return a function that gives the French address under a piece's Dutch slug."""
    return lambda piece: url_in("fr", piece.current_kind(), slug=piece.slug_nl)


@pytest.fixture
def article(originals):
    article = make_article(slug_nl="oogst", slug_fr="recolte")
    make_block(article)
    press.publish(article, "nl")
    return article


@pytest.mark.parametrize("kind", MAKE)
def test_a_piece_of_any_kind_is_shown_in_its_source_language(client, originals, french, url_in, kind):
    piece = MAKE[kind]()
    press.publish(piece, "nl")
    page = client.get(french(piece))
    assert page.status_code == 200
    assert '<html lang="fr">' in page.text
    assert f'<h1 lang="nl">{piece.title_nl}' in page.text.replace(' class="display"', "")
    assert '<meta name="robots" content="noindex">' in page.text
    original = url_in("nl", kind, slug=piece.slug_nl)
    assert f'<link rel="canonical" href="http://testserver{original}">' in page.text
    assert 'rel="alternate"' not in page.text


@pytest.mark.parametrize("kind", MAKE)
def test_without_that_rule_the_answer_is_404_with_a_link_to_the_original(client, french, url_in, kind):
    piece = MAKE[kind]()
    press.publish(piece, "nl")
    page = client.get(french(piece))
    assert page.status_code == 404
    assert url_in("nl", kind, slug=piece.slug_nl) in page.text


def test_a_rule_is_that_of_its_kind_alone(client, french):
    KindSettings.objects.filter(kind="event").update(without_language="source")
    article = make_article()
    press.publish(article, "nl")
    assert client.get(french(article)).status_code == 404


def test_the_home_page_of_a_language_shows_the_original(client, originals):
    home = make_home()
    press.publish(home, "nl")
    page = client.get("/fr/").text
    assert f'<h1 lang="nl">{home.title_nl}</h1>' in page
    assert '<link rel="canonical" href="http://testserver/nl/">' in page
    assert '<meta name="robots" content="noindex">' in page


def test_without_that_rule_a_home_page_that_lacks_the_language_says_nothing_in_another(client):
    home = make_home()
    press.publish(home, "nl")
    page = client.get("/fr/").text
    assert home.title_nl not in page
    assert "noindex" not in page


def test_an_entry_is_shown_below_the_contest_that_stands_in(client, originals, url_in):
    contest = make_contest()
    make_entry(contest)
    press.publish(contest, "nl")
    page = client.get(url_in("fr", "entry", slug=contest.slug_nl, number=1)).text
    original = url_in("nl", "entry", slug=contest.slug_nl, number=1)
    assert f'<link rel="canonical" href="http://testserver{original}">' in page
    assert "noindex" in page


def test_the_page_says_so_in_the_visitors_words(client, article, french, settings):
    page = client.get(french(article)).text
    assert "Pas encore dans cette langue" in page
    assert '<b lang="nl">Nederlands</b>' in page


def test_the_page_in_its_own_language_says_nothing_of_it(client, article, url_in):
    page = client.get(url_in("nl", "article", slug="oogst")).text
    assert "stand-in" not in page
    assert "noindex" not in page


def test_the_switcher_lists_only_the_languages_that_the_page_exists_in(client, article, french):
    press.publish(article, "es")
    page = client.get(french(article)).text
    switcher = page[page.index('<ul class="langs">') : page.index("</ul>", page.index('<ul class="langs">'))]
    assert 'hreflang="nl"' in switcher
    assert 'hreflang="es"' in switcher
    assert 'hreflang="fr"' not in switcher


def test_the_page_that_exists_does_not_name_the_one_that_does_not(client, article, url_in):
    assert 'hreflang="fr"' not in client.get(url_in("nl", "article", slug="oogst")).text


@pytest.mark.parametrize("name", ["article_list", "theme_list", "search"])
def test_lists_and_search_show_what_exists_only(client, article, url_in, name):
    assert "oogst" not in client.get(url_in("fr", name), {"q": "Words"} if name == "search" else {}).text


def test_the_sitemap_names_what_exists_only(client, article):
    sitemap = client.get("/sitemap.xml").text
    assert "/oogst/" in sitemap
    assert "/fr/articles/" not in sitemap.replace("/fr/articles/</loc>", "").replace('/fr/articles/"', "")


def test_an_address_in_a_third_language_leads_to_where_the_original_stands_in(client, article, french, url_in):
    article.slug_es = "cosecha"
    article.save()
    press.publish(article, "es")
    response = client.get(url_in("fr", "article", slug="cosecha"))
    assert (response.status_code, response["Location"]) == (301, french(article))


def test_the_address_of_a_withdrawn_translation_leads_there_and_back_once_it_is_public_again(
    client, article, french, url_in
):
    press.publish(article, "fr")
    own = url_in("fr", "article", slug="recolte")
    assert client.get(french(article))["Location"] == own
    press.withdraw(article, "fr")
    assert client.get(own)["Location"] == french(article)
    press.publish(article, "fr")
    assert client.get(own).status_code == 200


def test_a_piece_whose_source_language_is_not_public_answers_404(client, originals, url_in):
    article = make_article(slug_es="cosecha")
    press.publish(article, "es")
    assert client.get(url_in("fr", "article", slug="cosecha")).status_code == 404


def test_a_source_that_was_withdrawn_stands_in_no_longer(client, article, french):
    press.withdraw(article, "nl")
    assert client.get(french(article)).status_code == 404


def test_of_two_sources_the_one_that_was_named_last_counts(client, article, url_in):
    article.source_language, article.slug_es = "es", "cosecha"
    article.save()
    press.publish(article, "es")
    assert article.title_es in client.get(url_in("fr", "article", slug="cosecha")).text


def test_nothing_stands_in_where_another_piece_has_the_address(client, article, french, url_in):
    other = make_article(slug_fr="oogst")
    press.publish(other, "fr")
    assert other.title_fr in client.get(french(article)).text
    press.publish(article, "fr")
    press.withdraw(article, "fr")
    page = client.get(url_in("fr", "article", slug="recolte"))
    assert page.status_code == 404
    assert url_in("nl", "article", slug="oogst") in page.text


def test_nothing_stands_in_where_old_links_lead_to_another_piece(client, article, french, url_in):
    other = make_article(slug_fr="oogst")
    press.publish(other, "fr")
    other.slug_fr = "autre"
    other.save()
    press.publish(other, "fr")
    assert client.get(french(article))["Location"] == url_in("fr", "article", slug="autre")


def test_a_redirect_of_an_editor_leads_to_the_original_in_the_language_of_its_path(client, article, french):
    Redirect.objects.create(path="/fr/vieux", piece=article)
    assert client.get("/fr/vieux/")["Location"] == french(article)


def test_its_links_lead_only_to_what_exists_in_the_visitors_language(client, originals, french, url_in):
    here, there = make_article(), make_article()
    press.publish(here, "fr")
    press.publish(there, "nl")
    organisation, elsewhere = make_organisation(slug="here"), make_organisation(slug="there")
    shown = make_article()
    make_block(shown, html_fr=f'<p><a href="organisation:{organisation.pk}">x</a></p>')
    press.publish(shown, "fr")
    article = make_article()
    links = [f"piece:{here.pk}", f"piece:{there.pk}", f"organisation:{organisation.pk}", f"organisation:{elsewhere.pk}"]
    make_block(article, html_nl="<p>" + "".join(f'<a href="{link}">words</a>' for link in links) + "</p>")
    press.publish(article, "nl")
    page = client.get(french(article)).text
    assert f'<a href="{url_in("fr", "article", slug=here.slug_fr)}">words</a>words' in page
    assert f'<a href="{url_in("fr", "organisation", slug="here")}">words</a>words</p>' in page
    assert there.slug_nl not in page


def test_a_picture_of_its_series_without_a_page_leads_to_itself(client, originals, french, url_in):
    photo = make_photo()
    article = make_article()
    make_block(article, "series", codes=(), photo=photo)
    press.publish(article, "nl")
    page = client.get(french(article)).text
    assert url_in("fr", "photo", pk=photo.pk) not in page
    assert f'<a href="/media/photos/{photo.file.name.split("/")[1].removesuffix(".jpg")}' in page


def test_organisers_without_a_page_are_named_without_a_link(client, originals, french, url_in):
    organisation = make_organisation(slug="trias", acronym="TRIAS")
    event = make_event()
    event.organisers.add(organisation)
    press.publish(event, "nl")
    page = client.get(french(event)).text
    assert "<a>TRIAS" in page
    assert url_in("nl", "organisation", slug="trias") not in page


def test_an_embedded_interview_is_the_one_in_the_visitors_language(client, originals, french):
    interview = make_article()
    make_block(interview)
    press.publish_all(interview)
    article = make_article()
    make_block(article, "box", codes=(), piece=interview)
    press.publish(article, "nl")
    page = client.get(french(article)).text
    assert interview.title_fr in page
    assert "<p>Words</p> fr" in page


def test_its_place_in_a_dossier_is_that_of_the_visitors_language(client, article, french, url_in):
    dossier = make_dossier(article)
    press.publish(dossier, "fr")
    assert dossier.title_fr in client.get(french(article)).text


def test_a_rule_that_changes_is_followed_at_once(client, article, french):
    assert client.get(french(article)).status_code == 200
    KindSettings.objects.update(without_language="not_found")
    assert client.get(french(article)).status_code == 404


def test_a_page_that_exists_asks_no_rule(client, article, url_in, django_assert_max_num_queries):
    with django_assert_max_num_queries(5) as queries:
        client.get(url_in("nl", "article", slug="oogst"))
    assert not any("kindsettings" in query["sql"] for query in queries.captured_queries)


def test_an_original_in_a_language_that_is_hidden_stands_in_nowhere(client, article, french, settings):
    settings.PUBLIC_LANGUAGES = ("es", "fr")
    assert client.get(french(article)).status_code == 404


def test_at_another_instant_what_was_public_then_counts(client, article, french):
    with clock.showing(clock.now().replace(year=2000)):
        assert client.get(french(article)).status_code == 404
