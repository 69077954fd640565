"""Stored states equal recomputed ones: after a command, after a purge, and while somebody else is writing."""

from threading import Thread

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from articles.models import Article
from publishing import clock, history, trash
from tests.factories import make_article
from translations import freshness, learning
from translations.models import Pair, TextState, Unsettled

State = TextState.State
waits_for_rows = pytest.mark.skipif(
    not connection.features.has_select_for_update_skip_locked, reason="SQLite has one writer at a time"
)


def states(article):
    found = TextState.objects.filter(model="publishing.piece", object_id=article.pk).exclude(state=State.SOURCE)
    return dict(found.values_list("language", "state"))


def in_another_connection(action):
    """Do something as another process would, and wait for it."""
    failures = []

    def run():
        try:
            action()
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join(10)
    assert not thread.is_alive()
    assert not failures


@pytest.fixture
def article(db):
    article = make_article()
    history.keep(article)
    return article


def test_the_command_repairs_whatever_is_stored(article):
    TextState.objects.update(state=State.REVIEWED, words=7)
    TextState.objects.filter(language="fr").delete()
    TextState.objects.create(model="publishing.piece", object_id=article.pk + 1, language="es", state=State.MISSING)
    call_command("refresh_translations")
    assert states(article) == {"es": State.TO_REVIEW, "fr": State.TO_REVIEW}
    assert not TextState.objects.filter(object_id=article.pk + 1).exists()
    assert not Unsettled.objects.exists()


def test_what_was_translated_before_there_were_pairs_is_learnt_from_history(article):
    Article.objects.filter(pk=article.pk).update(title_nl="Iets heel anders")
    history.keep(article)
    Pair.objects.all().delete()
    learning.catch_up()
    assert states(article) == {"es": State.OUTDATED, "fr": State.OUTDATED}


def test_what_was_purged_leaves_no_state(article):
    freshness.settle_unsettled()
    trash.discard(article)
    assert trash.purge(clock.now())[1] == []
    freshness.settle_unsettled()
    assert not states(article)


def test_many_are_settled_as_one_is(article):
    others = [make_article(codes=("nl", "fr")) for _number in range(3)]
    freshness.settle_unsettled(2)
    assert freshness.settle_unsettled() == 0
    assert [states(each) for each in others] == [{"es": State.MISSING, "fr": State.TO_REVIEW}] * 3


def test_settling_more_takes_no_more_queries(article, django_assert_num_queries):
    def settle(number):
        for _number in range(number):
            history.keep(make_article())
        Article.objects.update(title_nl="Iets heel anders")
        with django_assert_num_queries(17):
            freshness.settle_unsettled()

    settle(2)
    settle(9)


@waits_for_rows
@pytest.mark.django_db(transaction=True)
def test_what_is_being_written_is_left_for_the_next_time():
    article = make_article()
    history.keep(article)
    with transaction.atomic():
        Article.objects.update(title_nl="Iets heel anders")
        in_another_connection(freshness.settle_unsettled)
    assert states(article)["es"] == State.TO_REVIEW
    freshness.settle_unsettled()
    assert states(article)["es"] == State.OUTDATED


@waits_for_rows
@pytest.mark.django_db(transaction=True)
def test_who_writes_while_something_is_settled_leaves_a_note():
    article = make_article()
    history.keep(article)
    Article.objects.update(title_nl="Iets heel anders")
    with transaction.atomic():
        freshness.settle_unsettled()
        writer = Thread(target=_write_again)
        writer.start()
        writer.join(0.5)
        assert writer.is_alive()  # it waits for who settles
    writer.join(10)
    assert Unsettled.objects.filter(object_id=article.pk).exists()
    freshness.settle_unsettled()
    assert states(article)["es"] == State.TO_REVIEW


def _write_again():
    title = Article.objects.get().title_es
    Article.objects.update(title_nl=Pair.objects.get(key="title", target_text=title).source_text)
    connection.close()
