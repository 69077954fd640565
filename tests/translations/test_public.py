"""How fresh what visitors read is, whatever the desk says by now."""

from datetime import timedelta

import pytest

from articles.models import Article
from publishing import clock, history, press, states
from publishing.models import Block
from tests.factories import make_article, make_block
from translations import freshness, writing
from translations.models import TextState
from translations.public import of_public

pytestmark = pytest.mark.django_db
State = TextState.State


@pytest.fixture
def article():
    """An article that is public in three languages, Dutch its source."""
    article = make_article()
    make_block(article)
    history.keep(article)
    press.publish_all(article)
    return article


def save(article, **columns):
    Article.objects.filter(pk=article.pk).update(**columns)
    article = Article.objects.get(pk=article.pk)
    history.keep(article)
    states.refresh(article)


def public(*articles):
    freshness.settle_unsettled()
    return of_public([Article.objects.get(pk=article.pk) for article in articles])


def test_what_is_public_as_the_desk_has_it_is_in_the_same_state(article):
    expected = {"nl": State.SOURCE, "es": State.TO_REVIEW, "fr": State.TO_REVIEW}
    assert public(article) == {article.pk: expected}


def test_a_source_that_changed_on_the_desk_only_outdates_nothing_that_is_public(article):
    save(article, title_nl="Iets heel anders")
    assert public(article)[article.pk]["es"] == State.TO_REVIEW


def test_a_source_that_was_changed_past_its_form_outdates_nothing_that_is_public(article):
    Article.objects.filter(pk=article.pk).update(title_nl="Iets heel anders")
    assert public(article)[article.pk]["es"] == State.TO_REVIEW


def test_a_source_that_was_published_anew_outdates_what_is_public(article):
    save(article, title_nl="Iets heel anders")
    press.publish(article, "nl")
    writing.write(article, "es", "title", "Otra cosa")
    assert public(article)[article.pk] == {"nl": State.SOURCE, "es": State.OUTDATED, "fr": State.OUTDATED}
    press.publish(article, "es")
    assert public(article)[article.pk] == {"nl": State.SOURCE, "es": State.TO_REVIEW, "fr": State.OUTDATED}


def test_what_was_withdrawn_is_not_told(article):
    press.withdraw(article, "fr")
    assert set(public(article)[article.pk]) == {"nl", "es"}


def test_a_translation_stays_fresh_where_its_source_was_withdrawn(article):
    press.withdraw(article, "nl")
    assert public(article)[article.pk] == {"es": State.TO_REVIEW, "fr": State.TO_REVIEW}
    save(article, lead_nl="Iets heel anders")
    assert public(article)[article.pk] == {"es": State.OUTDATED, "fr": State.OUTDATED}


def test_what_is_planned_is_not_public_yet(article):
    save(article, title_nl="Iets heel anders")
    press.publish(article, "nl", clock.now() + timedelta(days=1))
    assert public(article)[article.pk]["es"] == State.TO_REVIEW


def test_a_block_that_is_not_meant_for_a_language_is_not_missing_in_it(article):
    make_block(article, html_nl="<p>Alleen hier</p>", languages=["nl"])
    save(article)
    press.publish(article, "nl")
    save(article, title_fr="Autre chose")
    assert public(article)[article.pk]["es"] == State.TO_REVIEW


def test_a_block_that_is_public_in_the_source_only_is_in_progress(article):
    block = make_block(article, html_nl="<p>Nieuw</p>")
    save(article)
    press.publish(article, "nl")
    Block.objects.filter(pk=block.pk).update(html_es="<p>Nuevo</p>")
    save(article)
    assert public(article)[article.pk]["es"] == State.IN_PROGRESS


def test_more_pieces_take_no_more_queries(article, django_assert_num_queries):
    others = [make_article() for _number in range(5)]
    for other in others:
        history.keep(other)
        press.publish_all(other)
        save(other, title_nl="Iets heel anders")
    freshness.settle_unsettled()
    pieces = [Article.objects.get(pk=each.pk) for each in [article, *others]]
    with django_assert_num_queries(13):
        of_public(pieces[:2])
    with django_assert_num_queries(13):
        of_public(pieces)
