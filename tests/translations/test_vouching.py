"""What people vouch for when they save a form, use the desk or mend a slip of the pen; and what they do not."""

import pytest
from django.urls import reverse

from articles.models import Article
from gallery.fields import MasterFile
from gallery.intake import take_in
from gallery.models import Photo
from gallery.photos import replace_master
from publishing import history, press
from publishing.models import Block
from tests import images
from tests.factories import make_article, make_block, make_photo
from translations import freshness, learning, segments, writing
from translations.impact import Texts, impact
from translations.models import Pair, TextState, Unsettled
from translations.vouched import Vouched

pytestmark = pytest.mark.django_db
State = TextState.State


@pytest.fixture
def article():
    """An article in three languages, Dutch its source, whose translations somebody vouches for."""
    article = make_article(
        title_nl="De bruggen over de rivier werden hersteld",
        title_es="Los puentes sobre el río fueron reparados",
        title_fr="Les ponts sur la rivière furent réparés",
    )
    history.keep(article)
    return article


def save(article, **columns):
    """Save columns as the form does: what it finds is kept first."""
    article = Article.objects.get(pk=article.pk)
    history.keep(article, reason="loaded")
    for name, value in columns.items():
        setattr(article, name, value)
    article.save()
    history.keep(article)


def judged(article, language="es", key="title"):
    found = freshness.judge(Article.objects.get(pk=article.pk), language)
    return next(each for each in found if each.segment.key == key)


def state(article, language="es", key="title"):
    return judged(article, language, key).state


def by_machine(article):
    return judged(article).is_unreviewed_machine_text


# A slip of the pen in the form


def test_mending_a_slip_in_an_outdated_translation_does_not_make_it_fresh(article):
    save(article, title_nl="De wegen naar de stad werden hersteld")
    save(article, title_es="Los puentes sobre el río fueron reparados.")
    assert state(article) == State.OUTDATED
    assert judged(article).pair.source_text == "De bruggen over de rivier werden hersteld"


def test_translating_anew_in_the_form_makes_it_fresh(article):
    save(article, title_nl="De wegen naar de stad werden hersteld")
    save(article, title_es="Los caminos a la ciudad fueron reparados")
    assert state(article) == State.TO_REVIEW


def test_the_same_slip_mended_in_both_languages_leaves_them_fresh(article):
    save(article, title_nl=f"{article.title_nl}.", title_es=f"{article.title_es}.")
    assert (state(article, "es"), state(article, "fr")) == (State.TO_REVIEW, State.OUTDATED)


def test_a_slip_mended_in_the_form_does_not_finish_what_is_being_typed(article):
    writing.write(article, "es", "title", "Los puentes fueron", is_finished=False)
    save(article, title_es="Los puentes fueron …")
    assert state(article) == State.IN_PROGRESS


def test_on_the_desk_a_slip_that_is_mended_counts(article):
    save(article, title_nl="De wegen naar de stad werden hersteld")
    writing.write(article, "es", "title", "Los puentes sobre el río fueron reparados.")
    assert state(article) == State.TO_REVIEW


def test_a_block_that_is_duplicated_is_as_outdated_as_the_one_it_comes_from(article):
    block = make_block(article, html_nl="<p>Woorden</p>", html_es="<p>Palabras</p>")
    history.keep(article)
    Block.objects.filter(pk=block.pk).update(html_nl="<p>Iets heel anders</p>")
    history.keep(article)
    twin = make_block(article, html_nl="<p>Iets heel anders</p>", html_es="<p>Palabras</p>", html_fr="<p>Autre</p>")
    history.keep(article)
    assert state(article, "es", f"blocks:{twin.pk}:html") == State.OUTDATED
    assert judged(article, "es", f"blocks:{twin.pk}:html").pair.source_text == "<p>Woorden</p>"
    assert state(article, "fr", f"blocks:{twin.pk}:html") == State.TO_REVIEW


# Minor changes of the source


def mend(article, text):
    before = Texts.of(Article.objects.get(pk=article.pk))
    save(article, title_nl=text)
    after = Article.objects.get(pk=article.pk)
    found = impact(before, Texts.of(after), Vouched.of(after))
    learning.keep_valid(after, found.slips)


def test_a_minor_change_that_nobody_confirmed_makes_translations_outdated(article):
    save(article, title_nl=f"{article.title_nl}.")
    assert state(article) == State.OUTDATED


def test_a_minor_change_that_was_confirmed_keeps_translations_as_they_were(article):
    writing.review(article, "fr", ["title"])
    mend(article, f"{article.title_nl}.")
    assert (state(article, "es"), state(article, "fr")) == (State.TO_REVIEW, State.REVIEWED)


def test_what_was_outdated_before_a_minor_change_stays_outdated(article):
    save(article, title_nl="De wegen naar de stad werden hersteld")
    mend(article, "De wegen naar de stad werden hersteld.")
    assert state(article) == State.OUTDATED


def test_a_change_that_is_not_minor_keeps_nothing(article):
    mend(article, "De wegen naar de stad werden hersteld")
    assert state(article) == State.OUTDATED


def test_earlier_translations_stay_valid_too(article):
    save(article, title_es="Otra cosa")
    mend(article, f"{article.title_nl}.")
    Article.objects.filter(pk=article.pk).update(title_es=article.title_es)
    assert state(article) == State.TO_REVIEW


# What a machine wrote


def test_a_machines_text_is_one_until_somebody_reviewed_it(article):
    writing.write(article, "es", "title", "Máquina dice otra cosa", origin=Pair.Origin.MACHINE, is_finished=False)
    assert (state(article), by_machine(article)) == (State.TO_REVIEW, True)
    writing.review(article, "es", ["title"])
    assert (state(article), by_machine(article)) == (State.REVIEWED, False)


def test_a_form_does_not_make_a_machines_text_a_persons(article):
    writing.write(article, "es", "title", "La máquina dice otra cosa", origin=Pair.Origin.MACHINE)
    save(article, title_es="Algo escrito por alguien")
    save(article, title_nl="Iets heel anders", title_es="La máquina dice otra cosa")
    assert (state(article), by_machine(article)) == (State.TO_REVIEW, True)


def test_a_comma_does_not_make_a_machines_text_a_persons(article):
    writing.write(article, "es", "title", "La máquina dice otra cosa", origin=Pair.Origin.MACHINE)
    save(article, title_es="La máquina dice otra cosa.")
    assert by_machine(article)
    writing.write(article, "es", "title", "La máquina, dice otra cosa.", is_finished=False)
    assert by_machine(article)


def test_saying_that_a_machines_text_is_still_right_does_not_review_it(article):
    writing.write(article, "es", "title", "La máquina dice otra cosa", origin=Pair.Origin.MACHINE)
    save(article, title_nl="Iets heel anders")
    writing.confirm(article, "es", ["title"])
    assert (state(article), by_machine(article)) == (State.TO_REVIEW, True)


def test_what_a_machine_translated_is_no_machines_text_when_the_translation_becomes_the_source(article):
    writing.write(article, "es", "title", "La máquina dice otra cosa", origin=Pair.Origin.MACHINE)
    Article.objects.filter(pk=article.pk).update(source_language="es")
    article = Article.objects.get(pk=article.pk)
    assert not judged(article, "nl").is_unreviewed_machine_text
    writing.confirm(article, "nl", ["title"])
    assert not freshness.compute(article)["nl"].has_machine_text


def test_a_machines_text_in_a_block_that_was_copied_is_still_a_machines(article):
    block = make_block(article, html_nl="<p>Woorden</p>", html_es="")
    writing.write(article, "es", f"blocks:{block.pk}:html", "<p>Palabras</p>", origin=Pair.Origin.MACHINE)
    copied = make_block(article, html_nl="<p>Woorden</p>", html_es="<p>Palabras</p>")
    history.keep(article)
    assert judged(article, key=f"blocks:{copied.pk}:html").is_unreviewed_machine_text


def test_what_a_person_writes_anew_is_theirs(article):
    writing.write(article, "es", "title", "La máquina dice otra cosa", origin=Pair.Origin.MACHINE)
    writing.write(article, "es", "title", "Los puentes están de pie")
    assert not by_machine(article)


def test_saying_that_a_text_nobody_vouches_for_is_right_does_not_review_it(article):
    writing.review(article, "es", ["title"])
    Article.objects.filter(pk=article.pk).update(title_es="Otra cosa")
    writing.confirm(article, "es", ["title"])
    assert state(article) == State.TO_REVIEW


# The source language


def test_translations_of_the_same_text_are_translations_of_each_other(article):
    writing.review(article, "es", ["title"])
    writing.review(article, "fr", ["title"])
    save(article, source_language="es")
    assert (state(article, "nl"), state(article, "fr")) == (State.REVIEWED, State.REVIEWED)


def test_what_was_outdated_stays_so_when_another_language_becomes_the_source(article):
    save(article, title_nl="De wegen naar de stad werden hersteld")
    writing.write(article, "fr", "title", "Les routes furent réparées")
    save(article, source_language="fr")
    assert (state(article, "nl"), state(article, "es")) == (State.TO_REVIEW, State.OUTDATED)


def test_the_new_source_makes_outdated_what_was_fresh_beside_it(article):
    save(article, source_language="es")
    save(article, title_es="Los caminos a la ciudad fueron reparados")
    assert (state(article, "nl"), state(article, "fr")) == (State.OUTDATED, State.OUTDATED)
    assert judged(article, "fr").pair.source_text == "Los puentes sobre el río fueron reparados"
    assert judged(article, "nl").pair.source_text == "Los puentes sobre el río fueron reparados"


def test_a_bulk_update_of_the_source_language_says_the_same(article):
    Article.objects.filter(pk=article.pk).update(source_language="fr")
    assert (state(article, "nl"), state(article, "es")) == (State.TO_REVIEW, State.TO_REVIEW)


def test_who_confirms_one_translation_does_not_speak_for_another(article):
    save(article, source_language="es")
    writing.confirm(article, "fr", ["title"])
    save(article, source_language="nl", title_nl="De wegen naar de stad werden hersteld")
    writing.confirm(article, "es", ["title"])
    assert (state(article, "es"), state(article, "fr")) == (State.TO_REVIEW, State.OUTDATED)


# What the database notes


def test_a_block_that_moves_to_another_piece_unsettles_both(article):
    other = make_article()
    block = make_block(article)
    freshness.settle_unsettled()
    Block.objects.filter(pk=block.pk).update(parent=other.pk)
    waiting = segments.identity(article), segments.identity(other)
    assert set(Unsettled.objects.values_list("model", "object_id")) == set(waiting)


def test_a_pair_that_was_written_past_the_desk_unsettles_its_record(article):
    freshness.settle_unsettled()
    Pair.objects.filter(key="title", language="es").delete()
    freshness.settle_unsettled()
    assert TextState.objects.get(model="publishing.piece", object_id=article.pk, language="es").state == State.TO_REVIEW


# What somebody does beside a text that was written past the form says nothing of it


def test_swapping_addresses_does_not_vouch_for_what_a_bulk_update_left_behind(article):
    other = make_article()
    for each in article, other:
        press.publish(each, "nl")
    writing.write(article, "fr", "title", "Les ponts furent tous refaits")
    Article.objects.filter(pk=article.pk).update(title_nl="De wegen naar de stad werden hersteld")
    press.swap(article, other, "nl")
    assert state(article, "fr") == State.OUTDATED


def test_describing_a_picture_does_not_vouch_for_what_a_bulk_update_left_behind(editor):
    photo = make_photo(alt_nl="Een brug over de rivier")
    history.keep(photo)
    writing.write(photo, "fr", "alt", "Un pont sur une rivière")
    Photo.objects.filter(pk=photo.pk).update(alt_nl="Een weg naar de stad")
    prefix = f"photo-{photo.pk}-"
    shown = {f"{prefix}{name}": getattr(photo, name) or "" for name in ("credit", "licence", "alt_es")}
    first = {f"initial-{name}": value for name, value in shown.items()}
    sent = {"photo": photo.pk, **shown, **first, f"{prefix}alt_es": "Un camino"}
    editor.post(reverse("admin:gallery_photo_describe"), sent, headers={"accept": "application/json"})
    assert Photo.objects.get(pk=photo.pk).alt_es == "Un camino"
    (alt,) = [each for each in freshness.judge(Photo.objects.get(pk=photo.pk), "fr") if each.segment.key == "alt"]
    assert alt.state == State.OUTDATED


def test_replacing_the_file_of_a_picture_does_not_vouch_for_what_a_bulk_update_left_behind():
    photo = make_photo(alt_nl="Een brug over de rivier")
    history.keep(photo)
    writing.write(photo, "fr", "alt", "Un pont sur une rivière")
    Photo.objects.filter(pk=photo.pk).update(alt_nl="Een weg naar de stad")
    replace_master(photo, MasterFile(take_in(images.photograph(2, (90, 60)))), None)
    (alt,) = [each for each in freshness.judge(Photo.objects.get(pk=photo.pk), "fr") if each.segment.key == "alt"]
    assert alt.state == State.OUTDATED
