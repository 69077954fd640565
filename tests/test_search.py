"""Search finds words whatever their ending, case and accents, in what is public and in this language only."""

import pytest

from publishing import press
from publishing.search import spans
from publishing.stemming import searchable, stems
from tests.factories import make_article, make_block

pytestmark = pytest.mark.django_db


def found(client, url_in, query, language="nl"):
    response = client.get(url_in(language, "search"), {"q": query})
    return [hit.edition.title for hit in response.context["hits"]]


@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        ("nl", "Twee waterputten", "waterput"),
        ("nl", "Aardappelen in zakken", "AARDAPPEL"),
        ("nl", "Ontwikkelingssamenwerking", "ontwikkeling"),
        ("es", "Las canciones de los niños", "cancion"),
        ("es", "Cooperación belga", "cooperacion"),
        ("fr", "Ils travaillaient à l’école", "travailler"),
        ("fr", "L’école du village", "ecole"),
    ],
)
def test_a_word_is_found_in_its_other_forms(client, url_in, language, text, query):
    press.publish(make_article(codes=(language,), **{f"title_{language}": text}), language)
    assert found(client, url_in, query, language) == [text]


@pytest.mark.parametrize("typed", ["chʼaska", "ch'aska", "CH’ASKA"])
@pytest.mark.parametrize("written", ["Ñawpaq chʼaska", "Ñawpaq ch’aska"])
def test_an_apostrophe_that_is_a_letter_of_quechua_is_found_however_it_is_typed(written, typed):
    assert stems(typed, "qu") == ["chʼaska"]
    (start, end), *others = spans(written, stems(typed, "qu"), "qu")
    assert (written[start:end], others) == (written[7:], [])
    assert f" {stems(typed, 'qu')[0]} " in searchable(written, "qu")


def test_every_word_of_the_query_must_be_there(client, url_in):
    press.publish(make_article(title_nl="Koffie en cacao"), "nl")
    press.publish(make_article(title_nl="Koffie"), "nl")
    assert found(client, url_in, "koffie cacao") == ["Koffie en cacao"]


def test_a_word_in_the_body_is_found_and_marked(client, url_in):
    article = make_article(title_nl="Oogst")
    make_block(article, html_nl="<p>De aardappelen <strong>reizen</strong> naar Lima &amp; verder.</p>")
    press.publish(article, "nl")
    response = client.get(url_in("nl", "search"), {"q": "aardappel"})
    assert "<mark>aardappelen</mark>" in response.text


def test_a_short_word_is_not_found_in_longer_ones_that_begin_like_it(client, url_in):
    press.publish(make_article(title_es="El papel de la cooperación"), "es")
    press.publish(make_article(title_es="Cosecha de papas"), "es")
    assert found(client, url_in, "papa", "es") == ["Cosecha de papas"]


def test_a_link_or_emphasis_leaves_no_blank_before_a_comma(client, url_in):
    article = make_article(title_nl="Debat")
    make_block(article, html_nl="<p>Met <em>CIES</em>, de academie</p><p>&lt;en&gt; koffie</p>")
    press.publish(article, "nl")
    response = client.get(url_in("nl", "search"), {"q": "koffie"})
    assert "Met CIES, de academie &lt;en&gt; <mark>koffie</mark>" in response.text


def test_a_title_ranks_before_a_body(client, url_in):
    body = make_article(title_nl="Anders")
    make_block(body, html_nl="<p>koffie</p>")
    press.publish(body, "nl")
    press.publish(make_article(title_nl="Koffie"), "nl")
    assert found(client, url_in, "koffie") == ["Koffie", "Anders"]


def test_what_is_not_public_or_not_in_this_language_is_not_found(client, url_in):
    press.publish(make_article(title_nl="Koffie", title_es="Café"), "es")
    make_article(title_nl="Koffie")
    assert found(client, url_in, "koffie") == []
    assert found(client, url_in, "cafe", "es") == ["Café"]


def test_markup_in_a_query_is_only_text(client, url_in):
    response = client.get(url_in("nl", "search"), {"q": "<script>alert(1)</script>"})
    assert "<script>alert" not in response.text


def test_an_added_language_is_searched_by_its_stems_where_there_is_a_stemmer():
    assert stems("Häuser Haus", "de") == stems("haus häusern", "de")
    assert stems("brasileiras", "pt-br") == stems("brasileira", "pt")
    assert stems("Wasikuna", "qu") == ["wasikuna"]
