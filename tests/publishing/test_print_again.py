"""Printing an edition of old again, and printing only what somebody has read."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article
from publishing import clock, press
from publishing.models import AuditEntry, DeskState, Edition
from publishing.proofs import CONTENT, Proof, proof
from tests.factories import make_article, make_block, make_photo, make_theme

pytestmark = pytest.mark.django_db


def edited(article, **fields):
    Article.objects.filter(pk=article.pk).update(**fields)
    return Article.objects.get(pk=article.pk)


def twice_printed(**fields):
    """Return an article and its first edition; the second one is public."""
    article = make_article(title_nl="Eerst", **fields)
    make_block(article)
    first = press.publish(article, "nl")
    press.publish(edited(article, title_nl="Later"), "nl")
    return article, Edition.objects.get(pk=first.pk)


def test_an_edition_printed_again_is_what_visitors_read_from_now_on():
    article, first = twice_printed(cover=make_photo())
    again = press.print_again(first)
    assert Edition.objects.current("nl").get() == again
    assert {name: getattr(again, name) for name in CONTENT} == {name: getattr(first, name) for name in CONTENT}
    assert again.search_text == first.search_text
    assert Edition.objects.filter(piece=article).count() == 3


def test_its_links_are_rows_again():
    theme = make_theme()
    article = make_article()
    article.themes.add(theme)
    first = press.publish(article, "nl")
    article.themes.clear()
    press.publish(article, "nl")
    assert [link.target for link in press.print_again(first).editiontheme_set.all()] == [theme]


def test_it_can_be_planned():
    _article, first = twice_printed()
    soon = clock.now() + dt.timedelta(days=1)
    press.print_again(first, at=soon)
    assert Edition.objects.current("nl").get().title == "Later"
    assert Edition.objects.current("nl", soon).get().title == "Eerst"


def test_the_desk_is_left_alone_and_has_changes_by_then():
    article, first = twice_printed()
    press.print_again(first)
    assert Article.objects.get(pk=article.pk).title_nl == "Later"
    state = DeskState.objects.get(piece=article.pk, language="nl")
    assert state.desk_digest != state.printed_digest == Proof(first).digest


def test_it_is_audited():
    _article, first = twice_printed()
    again = press.print_again(first)
    entry = AuditEntry.objects.get(action="printed_again")
    assert (entry.details["edition"], entry.details["of"], entry.languages) == (again.pk, first.pk, ["nl"])


def test_its_old_address_leads_there_again(client):
    article = make_article(slug_nl="eerst")
    first = press.publish(article, "nl")
    press.publish(edited(article, slug_nl="later"), "nl")
    press.print_again(first)
    assert client.get("/nl/artikels/eerst/").status_code == 200
    assert client.get("/nl/artikels/later/").url == "/nl/artikels/eerst/"


def test_an_address_that_another_piece_took_over_is_refused():
    article = make_article(slug_nl="eerst")
    first = press.publish(article, "nl")
    press.publish(edited(article, slug_nl="later"), "nl")
    press.publish(make_article(slug_nl="eerst"), "nl", take_over=True)
    with pytest.raises(ValidationError) as refusal:
        press.print_again(first)
    assert refusal.value.code == "taken"
    assert Edition.objects.filter(piece=article).count() == 2


def test_an_edition_of_an_article_that_is_a_page_by_now_is_printed_among_articles(client):
    article = make_article(slug_nl="eerst")
    first = press.publish(article, "nl")
    page = Article.objects.get(pk=article.pk)
    page.category = "page"
    page.save()
    press.publish(page, "nl")
    assert client.get("/nl/artikels/eerst/").status_code != 200
    press.print_again(first)
    assert client.get("/nl/artikels/eerst/").status_code == 200


def test_what_shows_something_in_the_trash_is_not_printed_again():
    photo = make_photo()
    article, first = twice_printed(cover=photo)
    press.publish(edited(article, cover=None), "nl")
    type(photo).objects.filter(pk=photo.pk).update(trashed_at=clock.now())
    with pytest.raises(ValidationError) as refusal:
        press.print_again(first)
    assert refusal.value.code == "gone"
    assert str(photo) in refusal.value.message


def test_a_withdrawal_is_not_printed_again():
    article, _first = twice_printed()
    with pytest.raises(ValidationError) as refusal:
        press.print_again(press.withdraw(article, "nl"))
    assert refusal.value.code == "blank"


def test_nothing_is_printed_from_the_trash():
    article, first = twice_printed()
    edited(article, trashed_at=clock.now())
    for attempt in (lambda: press.print_again(first), lambda: press.publish(article, "nl")):
        with pytest.raises(ValidationError) as refusal:
            attempt()
        assert refusal.value.code == "trashed"


def test_what_was_read_is_printed():
    article = make_article()
    press.publish(article, "nl", digest=proof(article, "nl").digest)
    assert Edition.objects.current("nl").exists()


def test_what_changed_since_it_was_read_is_not_printed():
    article = make_article(slug_nl="")
    read = proof(article, "nl").digest
    make_block(article)
    with pytest.raises(ValidationError) as refusal:
        press.publish(article, "nl", digest=read)
    assert refusal.value.code == "changed"
    assert not Edition.objects.exists()
    assert not Article.objects.get().slug_nl


def test_an_address_made_from_the_title_does_not_change_the_digest():
    article = make_article(slug_nl=None)
    press.publish(article, "nl", digest=proof(article, "nl").digest)
    state = DeskState.objects.get(piece=article.pk, language="nl")
    assert state.desk_digest == state.printed_digest
