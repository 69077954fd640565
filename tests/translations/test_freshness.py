"""How fresh a translation is follows from the texts and from what people vouch for, however the texts were written."""

import pytest

from articles.models import Article
from publishing import history
from publishing.models import Block
from tests.factories import make_article, make_block, make_photo
from translations import freshness, learning, segments, writing
from translations.models import Pair, TextState, Unsettled

pytestmark = pytest.mark.django_db
State = TextState.State


@pytest.fixture
def article():
    """An article in three languages, Dutch its source, whose translations somebody vouches for."""
    article = make_article()
    make_block(article)
    history.keep(article)
    return article


def state(record, language="es"):
    freshness.settle_unsettled()
    model, number = segments.identity(record)
    return TextState.objects.get(model=model, object_id=number, language=language)


def write_source(article, text="Iets anders"):
    Article.objects.filter(pk=article.pk).update(title_nl=text)


def test_a_translation_that_somebody_saved_waits_for_review(article):
    assert state(article).state == State.TO_REVIEW


def test_a_text_that_is_not_there_is_missing():
    article = make_article(codes=("nl",))
    history.keep(article)
    assert (state(article).state, state(article).words_missing) == (State.MISSING, 8)


def test_half_a_translation_is_in_progress(article):
    Block.objects.filter(parent=article.pk).update(html_es=None)
    assert state(article).state == State.IN_PROGRESS


def test_a_bulk_update_of_the_source_makes_its_translations_outdated(article):
    write_source(article)
    assert (state(article, "es").state, state(article, "fr").state) == (State.OUTDATED, State.OUTDATED)


def test_a_source_that_is_as_it_was_makes_its_translations_fresh_again(article):
    before = article.title_nl
    write_source(article)
    write_source(article, before)
    assert state(article).state == State.TO_REVIEW


def test_translating_the_new_source_makes_that_language_fresh_and_leaves_the_others(article):
    write_source(article)
    writing.write(article, "es", "title", "Otra cosa")
    assert (state(article, "es").state, state(article, "fr").state) == (State.TO_REVIEW, State.OUTDATED)


def test_saying_that_a_translation_is_still_right_is_enough(article):
    write_source(article)
    writing.confirm(article, "es", ["title"])
    assert state(article).state == State.TO_REVIEW


def test_a_translation_changed_past_the_desk_is_vouched_for_by_nobody(article):
    writing.review(article, "es", [each.key for each in segments.of(article)])
    assert state(article).state == State.REVIEWED
    Article.objects.filter(pk=article.pk).update(title_es="Otra cosa")
    assert state(article).state == State.TO_REVIEW


def test_the_database_notes_whatever_was_written(article):
    freshness.settle_unsettled()
    Block.objects.filter(parent=article.pk).update(html_nl="<p>Anders</p>")
    assert list(Unsettled.objects.values_list("model", "object_id")) == [("publishing.piece", article.pk)]


def test_shared_records_have_states_too():
    photo = make_photo()
    history.keep(photo)
    assert state(photo).state == State.TO_REVIEW


def test_a_text_that_is_being_typed_is_in_progress_and_one_pair(article):
    writing.write(article, "es", "title", "Otra", is_finished=False)
    writing.write(article, "es", "title", "Otra cosa", is_finished=False)
    assert state(article).state == State.IN_PROGRESS
    assert Pair.objects.filter(is_finished=False).count() == 1


def test_writing_one_language_touches_no_other_column(article):
    before = Article.objects.filter(pk=article.pk).values("title_nl", "title_fr", "lead_es").get()
    writing.write(article, "es", "title", "Otra cosa")
    assert Article.objects.filter(pk=article.pk).values("title_nl", "title_fr", "lead_es").get() == before


def test_somebody_elses_text_is_not_written_over(article):
    seen = segments.fingerprint(article.title_es)
    Article.objects.filter(pk=article.pk).update(title_es="De otra persona")
    with pytest.raises(writing.ConflictError) as conflict:
        writing.write(article, "es", "title", "Mía", seen=seen)
    assert conflict.value.stored == "De otra persona"


def test_what_content_was_loaded_with_is_right(article):
    learning.vouch(article)
    assert state(article).state == State.REVIEWED


def test_the_source_language_can_be_changed_and_pairs_hold_in_both_directions(article):
    Article.objects.filter(pk=article.pk).update(source_language="es")
    assert (state(article, "es").state, state(article, "nl").state) == (State.SOURCE, State.TO_REVIEW)
