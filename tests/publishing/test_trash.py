"""What is deleted goes to the trash, and comes back from it whole."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article, Organisation
from gallery.models import Photo
from publishing import addresses, clock, history, press, trash
from publishing.models import AuditEntry, DeskVersion, Edition, Piece
from tests.factories import (
    make_article,
    make_block,
    make_contest,
    make_dossier,
    make_entry,
    make_event,
    make_figure,
    make_home,
    make_organisation,
    make_person,
    make_photo,
    make_tag,
    make_theme,
)

pytestmark = pytest.mark.django_db


def in_days(number):
    return clock.now() + dt.timedelta(days=number)


def refusal(call, *args, **kwargs):
    with pytest.raises(ValidationError) as refused:
        call(*args, **kwargs)
    return refused.value


def whole():
    """Make an article with everything that hangs on one."""
    photo, theme = make_photo(), make_theme()
    article = make_article(cover=photo)
    article.themes.add(theme)
    article.tags.add(make_tag())
    article.bylines.create(person=make_person())
    make_block(article)
    make_block(article, "picture", photo=photo)
    return article


def test_what_is_in_the_trash_is_on_no_desk():
    article, photo = make_article(), make_photo()
    trash.discard(article)
    trash.discard(photo)
    assert not Article.objects.on_desk().exists()
    assert [found.pk for found in Piece.objects.in_trash()] == [article.pk]
    assert [found.pk for found in Photo.objects.in_trash()] == [photo.pk]


def test_a_piece_comes_back_with_its_body_its_relations_and_its_translations():
    article = whole()
    before = history.snapshot(Article.objects.get())
    trash.discard(article)
    assert trash.restore(article) == [article]
    assert history.snapshot(Article.objects.get()) == before


def test_going_to_the_trash_touches_nothing_but_that_it_is_there(django_user_model):
    article, editor = make_article(), django_user_model.objects.create(username="editor")
    changed_at = article.changed_at
    trash.discard(article, editor)
    article.refresh_from_db()
    assert (article.changed_at, article.trashed_by) == (changed_at, editor)
    assert article.trashed_at <= clock.now()


def test_a_piece_in_the_trash_is_withdrawn_in_every_language_and_never_published_again_by_itself():
    article = make_article()
    press.publish(article, "nl")
    press.publish(article, "es")
    press.publish(article, "es", at=in_days(1))
    press.publish(article, "fr", at=in_days(2))
    trash.discard(article)
    for at in (clock.now(), in_days(3)):
        assert not Edition.objects.current(at=at).exists()
    trash.restore(article)
    assert not Edition.objects.current(at=in_days(3)).exists()


def test_a_piece_in_the_trash_is_not_published():
    article = make_article()
    trash.discard(article)
    assert refusal(press.publish, article, "nl").code == "trashed"


def test_the_home_page_stays():
    assert refusal(trash.discard, make_home()).code == "home"


def test_both_ways_are_kept_in_the_history_and_in_the_audit_log(django_user_model):
    article, editor = make_article(), django_user_model.objects.create(username="editor")
    press.publish(article, "nl")
    trash.discard(article, editor)
    trash.restore(article, editor)
    assert [version.reason for version in history.versions(article)] == ["restored", "trashed"]
    entries = AuditEntry.objects.filter(action__in=["trashed", "restored"]).order_by("pk")
    assert [(entry.action, entry.user_name, entry.languages) for entry in entries] == [
        ("trashed", "editor", ["nl"]),
        ("restored", "editor", []),
    ]


def test_discarding_twice_and_restoring_twice_change_nothing_more():
    article = make_article()
    trash.discard(article)
    trash.discard(article)
    trash.restore(article)
    assert trash.restore(article) == []
    assert DeskVersion.objects.count() == 2


# What keeps a record from the trash


def test_what_another_desk_uses_stays():
    photo, tag, person = make_photo(), make_tag(), make_person()
    article = make_article(cover=photo)
    article.tags.add(tag)
    article.bylines.create(person=person)
    for record in (photo, tag, person):
        error = refusal(trash.discard, record)
        assert error.code == "in_use"
        assert str(article) in error.messages[0]


@pytest.mark.parametrize("days", [None, 2])
def test_what_a_public_or_planned_edition_uses_stays(days):
    photo = make_photo()
    article = make_article(cover=photo)
    press.publish(article, "nl", at=days and in_days(days))
    Article.objects.update(cover=None)
    refusal(trash.discard, photo)
    assert not Photo.objects.in_trash().exists()


def test_what_only_earlier_editions_use_may_go():
    photo = make_photo()
    article = make_article(cover=photo)
    press.publish(article, "nl")
    Article.objects.update(cover=None)
    press.publish(article, "nl")
    trash.discard(photo)
    assert Photo.objects.in_trash().exists()


def test_a_piece_that_another_shows_or_links_to_stays():
    shown, linked, placed = make_article(), make_article(), make_event()
    make_block(make_article(), "box", piece=shown)
    make_block(make_article(), html_nl=f'<p><a href="piece:{linked.pk}">x</a></p>')
    make_dossier(placed)
    for piece in (shown, linked, placed):
        assert refusal(trash.discard, piece).code == "in_use"


def test_a_link_in_the_text_of_an_entry_is_a_use():
    organisation = make_organisation()
    make_entry(make_contest(), statement_nl=f'<p><a href="organisation:{organisation.pk}">x</a></p>')
    refusal(trash.discard, organisation)


def test_a_piece_is_not_kept_by_its_own_editions_and_its_own_links():
    article = make_article()
    make_block(article, html_nl=f'<p><a href="piece:{article.pk}">x</a></p>')
    press.publish_all(article)
    trash.discard(article)
    assert Article.objects.in_trash().exists()


def test_what_only_the_trash_uses_may_go():
    article = whole()
    trash.discard(article)
    trash.discard(article.cover)
    assert Photo.objects.in_trash().exists()


def test_pieces_that_use_each_other_go_together():
    first, second = make_article(), make_article()
    make_block(first, html_nl=f'<p><a href="piece:{second.pk}">x</a></p>')
    make_block(second, html_nl=f'<p><a href="piece:{first.pk}">x</a></p>')
    refusal(trash.discard, first)
    trash.discard_all([first, second])
    assert Article.objects.in_trash().count() == 2


# What comes back along


def test_a_piece_brings_back_the_picture_and_the_records_it_points_to():
    article = whole()
    organisation = make_organisation()
    make_block(article, html_nl=f'<p><a href="organisation:{organisation.pk}">x</a></p>')
    person = article.bylines.get().person
    trash.discard(article)
    for record in (article.cover, person, organisation):
        trash.discard(record)
    back = trash.restore(article)
    assert back[0] == article
    assert set(back[1:]) == {article.cover, person, organisation}
    assert not Photo.objects.in_trash().exists()


def test_what_comes_back_brings_back_what_it_points_to_itself():
    organisation = make_organisation()
    person = make_person(organisation=organisation)
    article = make_article()
    article.bylines.create(person=person)
    for record in (article, person, organisation):
        trash.discard(record)
    assert trash.restore(article)[1:] == [organisation, person]
    assert not Organisation.objects.in_trash().exists()


def test_a_record_comes_back_alone_where_nothing_of_it_lies_in_the_trash():
    figure = make_figure()
    trash.discard(figure)
    assert trash.restore(figure) == [figure]


# Addresses


def found(slug, language="nl"):
    return addresses.find("article", language, slug)


def renamed(article, *slugs):
    for slug in slugs:
        Piece.objects.filter(pk=article.pk).update(slug_nl=slug)
        press.publish(article, "nl")


def test_its_addresses_are_free_while_it_lies_in_the_trash():
    article = make_article(codes=["nl"])
    renamed(article, "a", "b")
    trash.discard(article)
    assert found("a") == found("b") == addresses.Found()
    press.publish(make_article(codes=["nl"], slug_nl="b"), "nl")


def test_its_old_addresses_lead_to_it_again_once_it_is_restored_and_published():
    article = make_article(codes=["nl"])
    renamed(article, "a", "b")
    trash.discard(article)
    trash.restore(article)
    press.publish(article, "nl")
    assert found("a").moved_to.slug == found("b").edition.slug == "b"


def test_an_address_that_another_piece_has_by_then_is_asked_for():
    article = make_article(codes=["nl"])
    renamed(article, "a", "b")
    trash.discard(article)
    other = make_article(codes=["nl"], slug_nl="b")
    press.publish(other, "nl")
    assert refusal(trash.restore, article).code == "taken"
    assert Article.objects.in_trash().exists()
    trash.restore(article, slugs={(article.pk, "nl"): "c"})
    press.publish(article, "nl")
    assert found("a").moved_to.slug == "c"
    assert found("b").edition.piece_id == other.pk


def test_another_address_that_is_taken_as_well_is_refused_too():
    article = make_article(codes=["nl"], slug_nl="b")
    trash.discard(article)
    for slug in "bc":
        press.publish(make_article(codes=["nl"], slug_nl=slug), "nl")
    refusal(trash.restore, article, slugs={(article.pk, "nl"): "c"})


def test_a_new_record_is_told_that_one_in_the_trash_has_the_same_already():
    trash.discard(make_organisation(slug="trias", acronym="TRIAS"))
    error = refusal(Organisation(slug="trias", kind="ngo", name_nl="Trias").full_clean)
    assert "TRIAS" in error.message_dict["slug"][0]
