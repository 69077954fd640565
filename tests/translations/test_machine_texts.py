"""A machine's text is published by no way before somebody has reviewed it."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from articles.models import Article
from events.models import Event
from gallery.models import Entry
from publishing import clock, history, press
from publishing.models import Block, Edition
from tests.desk import form_of, save, sent
from tests.factories import make_article, make_block, make_contest, make_entry, make_event, make_person, make_photo
from translations import machine_texts, writing
from translations.models import Pair

pytestmark = pytest.mark.django_db
MACHINE = Pair.Origin.MACHINE
WORDS = "<p>Une machine a écrit tous ces mots.</p>"


@pytest.fixture
def article():
    """An article whose French block is a machine's."""
    article = make_article()
    block = make_block(article)
    history.keep(article)
    writing.write(article, "fr", f"blocks:{block.pk}:html", WORDS, origin=MACHINE)
    return fresh(article)


def fresh(article):
    return Article.objects.get(pk=article.pk)


def key(article):
    return f"blocks:{article.blocks.get().pk}:html"


def is_refused(article, language="fr"):
    try:
        press.publish(fresh(article), language)
    except ValidationError as error:
        return [finding.code for finding in error.params["findings"]] == ["machine"]
    return False


def public(language="fr"):
    return list(Edition.objects.current(language))


def test_a_machines_text_is_not_published(article):
    assert is_refused(article)


def test_other_languages_are(article):
    assert press.publish(article, "es").pk


def test_it_is_once_somebody_has_reviewed_it(article):
    writing.review(article, "fr", [key(article)])
    assert not is_refused(article)


def test_it_is_once_a_person_has_written_other_words(article):
    writing.write(article, "fr", key(article), "<p>Ces mots sont de la main d’une personne.</p>")
    assert not is_refused(article)


def test_nobody_has_reviewed_it_by_saying_that_it_is_still_correct(article):
    Block.objects.filter(parent=article.pk).update(html_nl="<p>Andere woorden</p>")
    writing.confirm(fresh(article), "fr", [key(article)])
    assert is_refused(article)


def test_nor_by_finishing_with_the_language(article):
    writing.done(article, "fr")
    assert is_refused(article)


def test_nor_by_saving_it_as_ones_own(article):
    writing.write(article, "fr", key(article), WORDS, origin=Pair.Origin.WRITTEN)
    assert is_refused(article)


def test_nor_by_typing_it_as_ones_own_while_it_was_not_finished():
    article = make_article()
    block = make_block(article)
    history.keep(article)
    writing.write(article, "fr", f"blocks:{block.pk}:html", WORDS, origin=MACHINE, is_finished=False)
    writing.write(article, "fr", f"blocks:{block.pk}:html", WORDS)
    assert is_refused(article)


def test_nor_by_touching_up_its_points_and_blanks(article):
    writing.write(article, "fr", key(article), "<p>une machine  a écrit <em>tous</em> ces mots !</p>")
    assert is_refused(article)


def test_nor_by_saving_the_form_with_another_source(article):
    block = article.blocks.get()
    block.html_nl = "<p>Andere woorden</p>"
    block.save()
    history.keep(fresh(article))
    assert is_refused(article)


def test_nor_by_making_its_language_the_source(article):
    Article.objects.filter(pk=article.pk).update(source_language="fr")
    history.keep(fresh(article))
    assert is_refused(article)


def test_nor_by_moving_it_to_another_block(article):
    article.blocks.all().delete()
    make_block(article, html_nl="<p>Woorden</p>", html_fr=WORDS)
    history.keep(fresh(article))
    assert is_refused(article)


def test_nor_by_moving_it_to_another_article(article):
    other = make_article()
    make_block(other, html_nl="<p>Woorden</p>", html_fr=WORDS)
    history.keep(other)
    assert is_refused(other)


def test_what_a_machine_suggested_is_not_published_whatever_a_request_says_of_its_origin():
    article = make_article(title_nl="Oogst")
    history.keep(article)
    machine_texts.note("Oogst", "fr", "Récolte")
    writing.write(article, "fr", "title", "Récolte", origin=Pair.Origin.WRITTEN)
    assert is_refused(article)


def test_a_word_that_a_machine_wrote_for_something_else_is_anybodys():
    article = make_article(title_nl="Pluk", title_fr="Récolte")
    machine_texts.note("Oogst", "fr", "Récolte")
    assert not is_refused(article)


def test_what_a_machine_made_of_a_link_of_an_event_is_not_published():
    event = make_event()
    link = event.links.create(label_nl="Programma", url="https://example.org/")
    history.keep(event)
    writing.write(event, "fr", f"links:{link.pk}:label", "Programme", origin=MACHINE)
    with pytest.raises(ValidationError) as refused:
        press.publish(Event.objects.get(pk=event.pk), "fr")
    assert [finding.code for finding in refused.value.params["findings"]] == ["machine"]
    writing.review(event, "fr", [f"links:{link.pk}:label"])
    assert press.publish(Event.objects.get(pk=event.pk), "fr").facts["links"]


def test_what_a_person_wrote_before_the_machine_did_is_theirs():
    article = make_article()
    block = make_block(article, html_nl="<p>Woorden</p>", html_fr=WORDS)
    history.keep(article)
    machine_texts.note("<p>Woorden</p>", "fr", WORDS)
    assert block.pk
    assert not is_refused(article)


def test_a_source_that_a_machine_would_write_alike_is_its_authors():
    article = make_article(codes=("fr", "nl"))
    make_block(article, codes=(), html_fr=WORDS, html_nl="<p>Woorden</p>")
    history.keep(article)
    machine_texts.note("<p>Woorden</p>", "fr", WORDS)
    assert not is_refused(article)


def test_all_languages_at_once_are_refused_with_it(article):
    with pytest.raises(ValidationError):
        press.publish_all(article)
    assert public("nl") == []


def test_it_is_not_planned_either(article):
    with pytest.raises(ValidationError):
        press.publish(article, "fr", at=clock.now() + timedelta(days=1))


def test_an_edition_that_slipped_through_once_is_not_printed_again(article, monkeypatch):
    monkeypatch.setattr("publishing.checks.stop", lambda edition: None)
    edition = press.publish(article, "fr")
    monkeypatch.undo()
    with pytest.raises(ValidationError) as refused:
        press.print_again(edition)
    assert refused.value.code == "checks"


# What editors do


def test_the_dialog_offers_no_language_with_a_machines_text(editor, article):
    page = editor.get(reverse("admin:articles_article_publish", args=[article.pk])).content.decode()
    assert "A machine translated this" in page
    assert 'name="languages" value="fr"' not in page


def test_a_forged_dialog_publishes_nothing(editor, article):
    address = reverse("admin:articles_article_publish", args=[article.pk])
    digest = re.search(r'name="digest-fr" value="(\w+)"', editor.get(address).content.decode())[1]
    data = {"languages": ["fr"], "digest-fr": digest, "anyway": "on", "when": "now"}
    assert editor.post(address, data).status_code == 200
    assert public() == []


def test_the_list_publishes_the_other_languages_only(editor, article):
    address = reverse("admin:articles_article_changelist")
    data = {"action": "publish_ready", "_selected_action": [article.pk]}
    page = editor.post(address, data).content.decode()
    digests = dict(re.findall(r'name="(digest-\d+-\w+)" value="(\w+)"', page))
    editor.post(address, data | digests | {"confirmed": "1", "anyway": "1"})
    assert (len(public("fr")), len(public("es"))) == (0, 1)


def test_the_check_page_names_it(editor, article):
    page = editor.get(reverse("admin:articles_article_check", args=[article.pk])).content.decode()
    assert "A machine translated this, and nobody has reviewed it yet." in page


# What visitors read at once


def test_a_machines_text_of_a_picture_is_refused_until_it_is_read():
    photo = make_photo()
    with pytest.raises(ValidationError) as refused:
        writing.write(photo, "fr", "caption", "Une machine a écrit tous ces mots", origin=MACHINE)
    assert refused.value.code == "machine"
    photo.refresh_from_db()
    assert photo.caption_fr.startswith("Caption")


def test_it_is_stored_as_soon_as_somebody_says_to_have_read_it():
    photo = make_photo()
    writing.write(photo, "fr", "caption", "Une machine a écrit tous ces mots", origin=MACHINE, is_reviewed=True)
    photo.refresh_from_db()
    assert photo.caption_fr == "Une machine a écrit tous ces mots"


def test_it_is_refused_as_well_where_a_request_calls_it_somebodys_own():
    photo = make_photo()
    machine_texts.note(photo.caption_nl, "fr", "Une machine a écrit tous ces mots")
    with pytest.raises(ValidationError) as refused:
        writing.write(photo, "fr", "caption", "Une machine a écrit tous ces mots")
    assert refused.value.code == "machine"


def test_the_form_of_a_picture_refuses_it_and_keeps_what_was_typed(editor):
    photo = make_photo()
    machine_texts.note(photo.caption_nl, "fr", "Une machine a écrit tous ces mots")
    response = save(editor, form_of(photo), caption_fr="Une machine a écrit tous ces mots")
    page = response.content.decode()
    assert "a machine translated it: review it under “Translations”." in page
    assert "Une machine a écrit tous ces mots" in page
    photo.refresh_from_db()
    assert photo.caption_fr.startswith("Caption")


def test_the_form_takes_it_once_it_was_reviewed(editor):
    photo = make_photo()
    machine_texts.note(photo.caption_nl, "fr", "Une machine a écrit tous ces mots")
    writing.write(photo, "fr", "caption", "Une machine a écrit tous ces mots", is_reviewed=True)
    writing.write(photo, "fr", "caption", "Autre chose")
    save(editor, form_of(photo), caption_fr="Une machine a écrit tous ces mots")
    photo.refresh_from_db()
    assert photo.caption_fr == "Une machine a écrit tous ces mots"


def test_the_page_for_many_pictures_refuses_it_as_well(editor):
    photo = make_photo()
    machine_texts.note(photo.caption_nl, "fr", "Une machine a écrit tous ces mots")
    form = editor.get(f"/admin/gallery/photo/describe/?ids={photo.pk}").context["rows"][0]["form"]
    data = {field.html_name: field.value() or "" for field in form}
    data |= {field.html_initial_name: field.value() or "" for field in form}
    data |= {"photo": photo.pk, form["caption_fr"].html_name: "Une machine a écrit tous ces mots"}
    editor.post("/admin/gallery/photo/describe/", data, headers={"accept": "application/json"})
    photo.refresh_from_db()
    assert photo.caption_fr.startswith("Caption")


def test_the_form_of_an_entry_refuses_it_for_an_award(editor):
    entry = make_entry(make_contest())
    award = entry.awards.get()
    machine_texts.note(award.name_nl, "fr", "Le prix du public de la ville")
    response = save(editor, form_of(entry), **{"awards-0-name_fr": "Le prix du public de la ville"})
    assert "a machine translated it: review it under “Translations”." in response.content.decode()
    award.refresh_from_db()
    assert award.name_fr != "Le prix du public de la ville"


def test_an_entry_can_be_added_with_its_texts_and_not_with_a_machines(editor):
    machine_texts.note("Andere woorden", "fr", "Une machine a écrit tous ces mots")
    address = reverse("admin:gallery_entry_add")
    own = {"contest": make_contest().pk, "number": 3, "photo": make_photo().pk, "entrant": make_person().pk}
    texts = {"title_nl": "Oogst", "title_fr": "Une machine a écrit tous ces mots"}
    data = sent(editor.get(address)) | own | texts
    assert "a machine translated it" in editor.post(address, data).content.decode()
    editor.post(address, data | {"title_fr": "Récolte"})
    assert Entry.objects.get().title_fr == "Récolte"
