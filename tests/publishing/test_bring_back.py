"""Bringing an earlier text back to the desk: the whole, one language, one block."""

import uuid

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article, Byline
from publishing import clock, history, press
from publishing.models import AuditEntry, Block, DeskState, DeskVersion, Edition
from tests.factories import (
    make_article,
    make_block,
    make_dossier,
    make_event,
    make_organisation,
    make_person,
    make_photo,
    make_theme,
)

pytestmark = pytest.mark.django_db
NL = {"title_nl", "html_nl", "text_nl", "source_nl"}


def written(**fields):
    """Make an article with three blocks that is public in Dutch, and kept as a version."""
    article = make_article(title_nl="Oogst", **fields)
    for number in range(3):
        make_block(article, html_nl=f"<p>Alinea {number}</p>", html_es=f"<p>Párrafo {number}</p>")
    press.publish(article, "nl")
    return article, history.keep(article)


def edit(article, **fields):
    Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()


def bodies(article, language="nl"):
    return [getattr(block, f"html_{language}") for block in article.blocks.all() if block.is_in(language)]


def columns(article, left_out=()):
    """Return everything the desk holds of an article, save the named columns of its blocks."""
    data = history.snapshot(Article.objects.get(pk=article.pk))
    for block in data["parts"]["blocks"]:
        for name in left_out:
            block.pop(name)
    return data


def test_the_whole_of_a_version_comes_back_exactly():
    photo, theme, person = make_photo(), make_theme(), make_person()
    article, _version = written(cover=photo)
    article.themes.add(theme)
    Byline.objects.create(article=article, person=person)
    version = history.keep(article)
    edit(article, title_nl="Anders", title_es=None, cover=None, category="interview")
    article.themes.clear()
    article.bylines.all().delete()
    first, second, _third = article.blocks.all()
    first.delete()
    article.blocks.filter(pk=second.pk).update(html_fr="<p>Autre</p>", ordering=900)
    make_block(article, "quote")
    report = history.bring_back(version)
    assert report.notes == []
    assert history.snapshot(Article.objects.get(pk=article.pk)) == version.data


def test_a_page_brought_back_is_of_its_old_kind():
    article, version = written()
    edit(article, category="page")
    history.bring_back(version)
    assert Article.objects.get(pk=article.pk).kind == "article"


def test_what_was_on_the_desk_is_kept_before_and_after():
    article, version = written()
    edit(article, title_nl="Nooit bewaard")
    report = history.bring_back(version)
    after, before, _first = history.versions(article)
    assert (before.reason, before.data["fields"]["title_nl"]) == (DeskVersion.Reason.LOADED, "Nooit bewaard")
    assert (after, after.reason) == (report.version, DeskVersion.Reason.BROUGHT_BACK)
    assert after.languages == ["nl"]


def test_bringing_back_what_is_there_leaves_no_history():
    article, version = written()
    assert history.bring_back(version).version is None
    assert history.versions(article).count() == 1
    assert not AuditEntry.objects.filter(action="brought_back").exists()


def test_it_is_audited_and_the_state_follows(django_user_model):
    article, version = written()
    edit(article, title_nl="Anders")
    user = django_user_model.objects.create_user("ana")
    history.bring_back(version, by=user)
    entry = AuditEntry.objects.get(action="brought_back")
    assert (entry.user_name, entry.languages) == ("ana", ["nl"])
    state = DeskState.objects.get(piece=article.pk, language="nl")
    assert state.desk_digest == state.printed_digest


def test_visitors_see_nothing_of_it():
    article, version = written()
    edit(article, title_nl="Anders")
    press.publish(article, "nl")
    history.bring_back(version)
    assert Edition.objects.current("nl").get().title == "Anders"


@pytest.mark.parametrize("from_edition", [True, False])
def test_one_language_comes_back_and_no_byte_of_the_others_changes(from_edition):
    article, version = written()
    source = Edition.objects.get() if from_edition else version
    edit(article, title_nl="Anders", title_es="Otra")
    article.blocks.update(html_nl="<p>Weg</p>", html_es="<p>Otro</p>")
    before = columns(article, NL)
    report = history.bring_back(source, "nl")
    after = columns(article, NL)
    assert report.notes == []
    assert bodies(article) == ["<p>Alinea 0</p>", "<p>Alinea 1</p>", "<p>Alinea 2</p>"]
    assert after["fields"].pop("title_nl") == "Oogst"
    before["fields"].pop("title_nl")
    assert after == before


@pytest.mark.parametrize("from_edition", [True, False])
def test_a_block_gone_is_made_again_where_it_stood_for_this_language_alone(from_edition):
    article, version = written()
    source = Edition.objects.get() if from_edition else version
    gone = article.blocks.all()[1]
    Block.objects.filter(pk=gone.pk).delete()
    history.bring_back(source, "nl")
    assert bodies(article) == ["<p>Alinea 0</p>", "<p>Alinea 1</p>", "<p>Alinea 2</p>"]
    assert bodies(article, "es") == ["<p>Párrafo 0</p>", "<p>Párrafo 2</p>"]
    again = article.blocks.get(pk=gone.pk)
    assert (again.languages, again.html_es) == (["nl"], None)


@pytest.mark.parametrize("from_edition", [True, False])
def test_a_newer_block_is_kept_for_the_other_languages_and_told(from_edition):
    article, version = written()
    source = Edition.objects.get() if from_edition else version
    newer = make_block(article, html_nl="<p>Nieuw</p>", html_es="<p>Nuevo</p>")
    report = history.bring_back(source, "nl")
    assert len(report.notes) == 1
    assert "<p>Nieuw</p>" not in bodies(article)
    assert "<p>Nuevo</p>" in bodies(article, "es")
    newer.refresh_from_db()
    assert (newer.html_nl, newer.languages) == ("<p>Nieuw</p>", ["es", "fr"])


def test_a_newer_block_of_this_language_alone_is_taken_out_and_told():
    article, version = written()
    make_block(article, "picture", photo=make_photo(), languages=["nl"])
    report = history.bring_back(version, "nl")
    assert len(report.notes) == 1
    assert article.blocks.count() == 3


def test_a_block_that_was_hidden_from_this_language_shows_again():
    article, _version = written()
    article.blocks.filter(html_nl="<p>Alinea 1</p>").update(languages=["es"])
    history.bring_back(Edition.objects.get())
    assert len(bodies(article)) == 3


def test_the_order_comes_back_only_with_the_whole():
    article, _version = written()
    first = article.blocks.first()
    Block.objects.filter(pk=first.pk).update(ordering=900)
    edition = Edition.objects.get()
    history.bring_back(edition, "nl")
    assert article.blocks.last() == first
    history.bring_back(edition)
    assert article.blocks.first() == first


def test_a_picture_no_longer_there_is_skipped_and_told():
    article, _version = written()
    photo = make_photo()
    block = make_block(article, "picture", photo=photo, text_nl="Bijschrift")
    press.publish(article, "nl")
    version = history.keep(article)
    block.delete()
    type(photo).objects.filter(pk=photo.pk).update(trashed_at=clock.now())
    for source, language in ((Edition.objects.order_by("public_from").last(), "nl"), (version, "nl"), (version, None)):
        report = history.bring_back(source, language)
        assert [str(photo) in note for note in report.notes] == [True]
        assert not article.blocks.filter(kind="picture").exists()


def test_a_cover_in_the_trash_leaves_the_present_one():
    old, new = make_photo(), make_photo()
    article, version = written(cover=old)
    edit(article, cover=new)
    type(old).objects.filter(pk=old.pk).update(trashed_at=clock.now())
    assert len(history.bring_back(version).notes) == 1
    article.refresh_from_db()
    assert article.cover == new


def test_a_picture_that_all_languages_share_stays_as_it_is_and_is_told():
    article, _version = written()
    block = make_block(article, "picture", photo=make_photo(), text_nl="Bijschrift")
    press.publish(article, "nl")
    now = make_photo()
    Block.objects.filter(pk=block.pk).update(photo=now, text_nl="Ander")
    report = history.bring_back(Edition.objects.order_by("public_from").last())
    block.refresh_from_db()
    assert (block.photo, block.text_nl) == (now, "Bijschrift")
    assert len(report.notes) == 1


def test_one_block_comes_back_in_one_language():
    article, version = written()
    article.blocks.update(html_nl="<p>Weg</p>", html_es="<p>Otro</p>")
    second = article.blocks.all()[1]
    history.bring_back(version, "nl", second.pk)
    assert bodies(article) == ["<p>Weg</p>", "<p>Alinea 1</p>", "<p>Weg</p>"]
    assert bodies(article, "es") == ["<p>Otro</p>"] * 3


def test_one_block_comes_back_in_all_languages_where_it_stood():
    article, version = written()
    second = article.blocks.all()[1]
    Block.objects.filter(pk=second.pk).delete()
    edit(article, title_nl="Blijft")
    history.bring_back(version, block=second.pk)
    assert bodies(article) == ["<p>Alinea 0</p>", "<p>Alinea 1</p>", "<p>Alinea 2</p>"]
    assert bodies(article, "es")[1] == "<p>Párrafo 1</p>"
    article.refresh_from_db()
    assert article.title_nl == "Blijft"


def test_one_block_that_is_there_is_written_over_in_place():
    article, version = written()
    second = article.blocks.all()[1]
    Block.objects.filter(pk=second.pk).update(html_nl="<p>Weg</p>", languages=["nl"])
    history.bring_back(version, block=second.pk)
    assert columns(article) == version.data


def test_an_edition_brings_one_block_back_in_its_language():
    article, _version = written()
    article.blocks.update(html_nl="<p>Weg</p>", html_es="<p>Otro</p>")
    history.bring_back(Edition.objects.get(), block=article.blocks.first().pk)
    assert bodies(article) == ["<p>Alinea 0</p>", "<p>Weg</p>", "<p>Weg</p>"]


@pytest.mark.parametrize(("language", "block"), [("es", None), (None, uuid.UUID(int=1)), ("nl", "x")])
def test_what_an_edition_does_not_hold_is_refused(language, block):
    article, _version = written()
    before = columns(article)
    with pytest.raises(ValidationError):
        history.bring_back(Edition.objects.get(), language, block)
    assert columns(article) == before


def test_nothing_is_brought_back_into_the_trash():
    article, version = written()
    Article.objects.filter(pk=article.pk).update(trashed_at=clock.now())
    with pytest.raises(ValidationError) as refusal:
        history.bring_back(version)
    assert refusal.value.code == "trashed"


def test_an_address_that_another_piece_is_public_under_stays_away():
    article, version = written(slug_nl="oogst")
    edit(article, slug_nl="andere")
    press.publish(article, "nl")
    type(article).objects.filter(pk=article.pk).update(slug_nl="andere")
    other = make_article(slug_nl="oogst")
    press.publish(other, "nl", take_over=True)
    report = history.bring_back(version, "nl")
    article.refresh_from_db()
    assert article.slug_nl == "andere"
    assert len(report.notes) == 1


def test_places_that_changed_numbers_come_back():
    first, second = make_article(), make_article()
    dossier = make_dossier(first, second)
    version = history.keep(dossier)
    dossier.places.filter(number=1).update(number=3)
    dossier.places.filter(number=2).update(number=1)
    dossier.places.filter(number=3).update(number=2)
    history.bring_back(version)
    assert history.snapshot(dossier) == version.data


def test_the_label_of_a_link_comes_back_in_its_language():
    event = make_event(place_nl="Lima", place_es="Lima")
    link = event.links.create(url="https://example.org/", label_nl="Kaarten", label_es="Entradas")
    version = history.keep(event)
    event.links.update(label_nl="Weg", label_es="Otro")
    type(event).objects.filter(pk=event.pk).update(place_nl="Cusco", place_es="Cusco")
    history.bring_back(version, "nl")
    link.refresh_from_db()
    event.refresh_from_db()
    assert (link.label_nl, link.label_es, event.place_nl, event.place_es) == ("Kaarten", "Otro", "Lima", "Cusco")


def test_the_place_of_an_event_comes_back_from_its_edition():
    event = make_event(place_nl="Lima")
    edition = press.publish(event, "nl")
    type(event).objects.filter(pk=event.pk).update(place_nl="Cusco")
    history.bring_back(edition)
    event.refresh_from_db()
    assert event.place_nl == "Lima"


def test_a_shared_record_comes_back_whole_or_in_one_language():
    organisation = make_organisation(name_nl="Broederlijk", name_es="Hermanos", acronym="BD")
    version = history.keep(organisation)
    kept = {"name_nl": "Anders", "name_es": "Otro", "acronym": "X"}
    type(organisation).objects.filter(pk=organisation.pk).update(**kept)
    history.bring_back(version, "nl")
    organisation.refresh_from_db()
    assert (organisation.name_nl, organisation.name_es, organisation.acronym) == ("Broederlijk", "Otro", "X")
    history.bring_back(version)
    assert history.snapshot(type(organisation).objects.get()) == version.data


def test_an_address_that_another_record_has_by_now_refuses_the_whole():
    organisation = make_organisation(slug="dgd")
    version = history.keep(organisation)
    type(organisation).objects.filter(pk=organisation.pk).update(slug="dgd-oud")
    make_organisation(slug="dgd")
    with pytest.raises(ValidationError):
        history.bring_back(version)
    organisation.refresh_from_db()
    assert organisation.slug == "dgd-oud"


def test_the_file_of_a_picture_stays_what_it_is():
    photo = make_photo(credit="Ana")
    version = history.keep(photo)
    type(photo).objects.filter(pk=photo.pk).update(credit="Luis", file="photos/other.jpg", width=100)
    report = history.bring_back(version)
    photo.refresh_from_db()
    assert (photo.credit, photo.file.name, photo.width) == ("Ana", "photos/other.jpg", 100)
    assert len(report.notes) == 1
