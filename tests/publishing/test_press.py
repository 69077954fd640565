"""What publishing, withdrawing and cancelling do to what the public sees."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from publishing import addresses, clock, languages, press
from publishing.models import AuditEntry, Edition, Piece
from tests.factories import make_article, make_block, make_photo

pytestmark = pytest.mark.django_db


def titles(at=None):
    return {edition.language: edition.title for edition in Edition.objects.current(at=at)}


def in_days(number):
    return clock.now() + timedelta(days=number)


def test_saving_the_desk_shows_nothing_to_the_public():
    make_article()
    assert titles() == {}


def test_publishing_one_language_leaves_the_others_hidden():
    press.publish(make_article(title_es="Cosecha"), "es")
    assert titles() == {"es": "Cosecha"}


def test_publishing_all_prints_every_language_that_has_title_and_lead():
    article = make_article(codes=("fr", "nl"))
    assert [edition.language for edition in press.publish_all(article)] == ["fr", "nl"]


def test_a_language_without_a_lead_cannot_be_published():
    article = make_article(lead_fr="")
    with pytest.raises(ValidationError) as refusal:
        press.publish(article, "fr")
    assert refusal.value.code == "incomplete"


def test_editing_a_public_article_changes_nothing_until_it_is_published_again():
    article = make_article(title_nl="Oogst")
    press.publish(article, "nl")
    article.title_nl = "Nieuwe oogst"
    article.save()
    assert titles() == {"nl": "Oogst"}
    press.publish(article, "nl")
    assert titles() == {"nl": "Nieuwe oogst"}


def test_a_scheduled_edition_is_public_from_its_instant_on_and_not_before():
    article = make_article(title_nl="Straks")
    press.publish(article, "nl", at=in_days(2))
    assert titles() == {}
    assert titles(at=in_days(2)) == {"nl": "Straks"}


def test_withdrawing_takes_the_language_off_and_keeps_the_others():
    article = make_article()
    press.publish_all(article)
    press.withdraw(article, "fr")
    assert set(titles()) == {"es", "nl"}


def test_an_expiry_is_a_withdrawal_to_come():
    article = make_article()
    press.publish(article, "nl")
    press.withdraw(article, "nl", at=in_days(1))
    assert set(titles()) == {"nl"}
    assert titles(at=in_days(1)) == {}


def test_cancelling_a_scheduled_edition_lets_the_earlier_one_go_on():
    article = make_article(title_nl="Eerst")
    press.publish(article, "nl")
    article.title_nl = "Later"
    article.save()
    coming = press.publish(article, "nl", at=in_days(1))
    press.cancel(coming)
    assert titles(at=in_days(3)) == {"nl": "Eerst"}


def test_what_has_begun_cannot_be_cancelled():
    edition = press.publish(make_article(), "nl")
    with pytest.raises(ValidationError):
        press.cancel(edition)


def test_publishing_twice_at_once_gives_two_editions_without_gap_or_overlap():
    article = make_article()
    first, second = press.publish(article, "nl"), press.publish(article, "nl")
    first.refresh_from_db()
    assert first.public_until == second.public_from < second.public_until == clock.FOREVER


def test_an_edition_refuses_to_be_saved_again():
    edition = press.publish(make_article(), "nl")
    edition.title = "Forged"
    with pytest.raises(TypeError):
        edition.save()


def test_the_database_refuses_an_interval_that_ends_before_it_begins():
    edition = press.publish(make_article(), "nl")
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(public_until=edition.public_from)


def test_the_database_refuses_two_editions_that_end_at_once():
    article = make_article()
    press.publish(article, "nl")
    later = clock.now() + timedelta(seconds=1)
    second = Edition(
        piece=article, language="nl", kind="article", public_from=later, printed_at=later, title="x", slug="x"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_instants_are_whole_milliseconds_so_that_a_dump_keeps_them():
    edition = press.publish(make_article(), "nl", at=in_days(1) + timedelta(microseconds=1234))
    assert edition.public_from.microsecond % 1000 == 0


def test_a_block_without_text_in_a_language_is_left_out_of_its_edition():
    article = make_article()
    make_block(article, codes=("nl",))
    assert press.publish(article, "nl").body
    assert not press.publish(article, "fr").body


def test_a_block_limited_to_a_language_is_left_out_of_the_others():
    article = make_article()
    make_block(article, languages=["es"])
    assert [len(edition.body) for edition in press.publish_all(article)] == [1, 0, 0]


def test_a_block_keeps_its_identity_in_every_language_and_edition():
    article = make_article()
    block = make_block(article)
    assert {edition.body[0]["id"] for edition in press.publish_all(article)} == {str(block.pk)}


def test_a_picture_that_an_edition_points_to_cannot_be_deleted():
    photo = make_photo()
    press.publish(make_article(cover=photo), "nl")
    Piece.objects.update(cover=None)
    with pytest.raises(IntegrityError):
        photo.delete()


def test_an_empty_address_follows_from_the_title_when_it_is_published():
    article = make_article(title_fr="Récolte à Junín", slug_fr="")
    assert press.publish(article, "fr").slug == "recolte-a-junin"
    article.refresh_from_db()
    assert languages.text(article, "slug", "fr") == "recolte-a-junin"


def test_a_proposed_address_steps_aside_for_one_that_is_taken():
    press.publish(make_article(title_nl="Oogst", slug_nl="oogst"), "nl")
    assert press.publish(make_article(title_nl="Oogst", slug_nl=""), "nl").slug == "oogst-2"


def test_an_address_that_another_piece_shows_is_refused():
    press.publish(make_article(slug_nl="oogst"), "nl")
    with pytest.raises(ValidationError) as refusal:
        press.publish(make_article(slug_nl="oogst"), "nl")
    assert refusal.value.code == "taken"
    assert Edition.objects.count() == 1


def test_an_address_that_only_redirects_may_be_taken_over_when_that_is_said():
    first = make_article(slug_nl="oogst")
    press.publish(first, "nl")
    first.slug_nl = "aardappelen"
    first.save()
    press.publish(first, "nl")
    second = make_article(slug_nl="oogst")
    with pytest.raises(ValidationError) as refusal:
        press.publish(second, "nl")
    assert refusal.value.code == "old"
    press.publish(second, "nl", take_over=True)
    assert addresses.find("article", "nl", "oogst").edition.piece_id == second.pk
    entry = AuditEntry.objects.get(action="took_over")
    assert (entry.object_id, entry.details["piece_id"]) == (str(second.pk), first.pk)


def test_the_same_address_may_stand_in_another_language_and_another_kind():
    press.publish(make_article(slug_nl="junin"), "nl")
    press.publish(make_article(slug_es="junin"), "es")
    press.publish(make_article(category="page", slug_nl="junin"), "nl")
    assert Edition.objects.count() == 3
