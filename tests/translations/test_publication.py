"""What the checks say of a translation before it is published."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from articles.models import Article
from publishing import checks, history, press
from publishing.models import Block, Edition
from publishing.proofs import proof
from tests.factories import make_article, make_block
from translations import freshness
from translations.checks import ignored
from translations.models import Term

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def fresh(article):
    return Article.objects.get(pk=article.pk)


def with_block(**texts):
    article = make_article()
    block = make_block(article, **texts)
    history.keep(article)
    return fresh(article), block


@pytest.fixture
def wrong():
    """An article whose French block says another year."""
    return with_block(html_nl="<p>Begonnen in 1965.</p>", html_es="<p>En 1965.</p>", html_fr="<p>Commencé en 1956.</p>")


def said(article, language="fr"):
    return checks.findings(proof(fresh(article), language).edition)


def codes(article, language="fr"):
    return [finding.code for finding in said(article, language)]


def write_source(article, html):
    Block.objects.filter(parent=article.pk).update(html_nl=html)


def test_a_number_that_changed_stops_its_language(wrong):
    with pytest.raises(ValidationError) as refused:
        press.publish(wrong[0], "fr")
    assert refused.value.code == "checks"
    assert "“1965” became “1956”." in refused.value.messages[0]


def test_it_stops_no_other(wrong):
    assert press.publish(wrong[0], "es").pk


def test_a_remark_names_its_block_and_its_text(wrong):
    article, block = wrong
    [finding] = said(article)
    assert (finding.block, finding.message) == (str(block.pk), "Text: “1965” became “1956”.")


def test_the_dialog_shows_it_with_the_way_to_its_block(editor, wrong):
    article, block = wrong
    page = editor.get(reverse("admin:articles_article_publish", args=[article.pk])).content.decode()
    assert "Text: “1965” became “1956”." in page
    assert f"#b-{block.pk}-fr" in page


def test_the_check_page_shows_it(editor, wrong):
    page = editor.get(reverse("admin:articles_article_check", args=[wrong[0].pk])).content.decode()
    assert "Text: “1965” became “1956”." in page


def test_what_was_ignored_with_a_reason_stops_nothing(wrong):
    article, block = wrong
    judgement = next(each for each in freshness.judge(article, "fr") if each.segment.block == str(block.pk))
    ignored.ignore(article, judgement, "number", "It stands so on the poster.")
    assert codes(article) == []


def test_a_warning_stops_nothing():
    article, _block = with_block(html_nl="<p>Klaar?</p>", html_fr="<p>Prêt?</p>")
    assert codes(article) == ["space"]
    assert press.publish(article, "fr").pk


def test_the_source_is_held_against_nothing():
    article, _block = with_block(html_nl="<p>Klaar ?</p>", html_fr="<p>Prêt\u202f?</p>")
    assert codes(article, "nl") == []


def test_the_glossary_is_held_to():
    term = Term.objects.create()
    term.words.create(language="nl", text="ombudsdienst")
    term.words.create(language="fr", text="service de médiation")
    article, _block = with_block(html_nl="<p>De ombudsdienst luistert.</p>", html_fr="<p>On écoute.</p>")
    assert codes(article) == ["term"]


def test_a_source_that_changed_since_is_told():
    article, block = with_block(html_nl="<p>Begonnen in 1965.</p>", html_fr="<p>Commencé en 1965.</p>")
    write_source(article, "<p>Begonnen in 1966.</p>")
    [finding] = said(article)
    assert (finding.code, finding.is_error, finding.block) == ("outdated", False, str(block.pk))
    assert finding.message == "The source of 1 text has changed since it was translated."


def test_an_edition_of_old_is_held_against_what_it_was_translated_from():
    article, _block = with_block(html_nl="<p>In 1965.</p>", html_fr="<p>En 1965.</p>")
    edition = press.publish(article, "fr")
    write_source(article, "<p>In 1966.</p>")
    Block.objects.filter(parent=article.pk).update(html_fr="<p>En 1966.</p>")
    assert press.print_again(Edition.objects.get(pk=edition.pk)).pk


def test_an_edition_with_a_block_that_is_gone_can_be_printed_again():
    article, block = with_block(html_nl="<p>In 1965.</p>", html_fr="<p>En 1965.</p>")
    edition = press.publish(article, "fr")
    block.delete()
    assert press.print_again(Edition.objects.get(pk=edition.pk)).pk


def test_a_long_piece_costs_no_more_queries():
    counts = []
    for number in (1, 30):
        article, _block = with_block()
        for each in range(number):
            make_block(article, html_nl=f"<p>In 19{each + 10}.</p>", html_fr=f"<p>En 19{each + 10}.</p>")
        history.keep(fresh(article))
        edition = proof(fresh(article), "fr").edition
        with CaptureQueriesContext(connection) as queries:
            checks.findings(edition)
        counts.append(len(queries))
    assert counts[0] == counts[1]
