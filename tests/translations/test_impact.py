"""What saving a form does to translations: said before, proposed where it is minor, told afterwards."""

import pytest
from django.urls import reverse

from articles.models import Article
from publishing import history, trash
from publishing.models import AuditEntry
from tests.desk import form_of, make_member, messages, save, sent
from tests.factories import make_article, make_block, make_photo
from translations import freshness
from translations.models import TextState

pytestmark = pytest.mark.django_db
State = TextState.State


@pytest.fixture
def article():
    article = make_article(
        title_nl="De bruggen over de rivier werden hersteld",
        title_es="Los puentes sobre el río fueron reparados",
        title_fr="Les ponts sur la rivière furent réparés",
    )
    make_block(article, html_nl="<p>Honderd boeren werkten mee.</p>", html_es="<p>Uno.</p>", html_fr="<p>Deux.</p>")
    history.keep(article)
    return article


def said(client, record, **changes):
    """Return what is said above the buttons while the form is filled in so."""
    url = form_of(record)
    response = client.post(url.replace("/change/", "/impact/"), sent(client.get(url)) | changes)
    return " ".join(response.content.decode().split())


def digest(client, record, **changes):
    return said(client, record, **changes).partition('name="stays_valid" value="')[2].partition('"')[0]


def states(article):
    return [freshness.compute(Article.objects.get(pk=article.pk))[code].state for code in ("es", "fr")]


def test_a_form_that_is_untouched_does_nothing(editor, article):
    assert said(editor, article) == ""


def test_the_editor_sees_which_languages_a_change_outdates(editor, article):
    found = said(editor, article, **{"block_text-0-html_nl": "<p>Tweehonderd boeren kwamen.</p>", "lead_nl": "Anders"})
    assert "Saving this outdates Español, Français: Lead, 1 block, 4 words." in found


def test_a_translation_that_is_changed_along_is_not_outdated(editor, article):
    found = said(editor, article, title_nl="De wegen", title_es="Los caminos")
    assert "outdates Français: Title, 2 words." in found


def test_nothing_is_written_by_asking(editor, article):
    said(editor, article, title_nl="De wegen")
    assert Article.objects.get(pk=article.pk).title_nl == article.title_nl


def test_nothing_is_said_of_what_went_to_the_trash_while_its_form_was_open(editor, article):
    url = form_of(article)
    form = sent(editor.get(url))
    trash.discard(article)
    response = editor.post(url.replace("/change/", "/impact/"), form)
    assert (response.status_code, response.content) == (204, b"")


def test_what_is_outdated_already_is_not_said_again(editor, article):
    save(editor, form_of(article), title_nl="De wegen")
    assert said(editor, article, title_nl="De paden") == ""


def test_a_new_source_language_says_what_it_outdates(editor, article):
    save(editor, form_of(article), title_nl="De wegen")
    assert said(editor, article, source_language="es") == ""


def test_a_minor_change_is_proposed_as_one(editor, article):
    found = said(editor, article, title_nl=f"{article.title_nl}.")
    assert "Minor change: the translations stay valid (Español, Français; Title)" in found


def test_another_change_is_not(editor, article):
    assert digest(editor, article, title_nl="De wegen") == ""


def test_who_confirms_it_keeps_translations_valid(editor, article):
    change = {"title_nl": f"{article.title_nl}."}
    response = save(editor, form_of(article), stays_valid=digest(editor, article, **change), **change)
    assert states(article) == [State.TO_REVIEW, State.TO_REVIEW]
    assert not any("Outdated" in each for each in messages(response))
    entry = AuditEntry.objects.get(action="kept_valid")
    assert (entry.languages, entry.details) == (["es", "fr"], {"texts": "Title"})


def test_who_does_not_makes_them_outdated_and_is_led_to_the_desk(editor, article):
    response = save(editor, form_of(article), title_nl=f"{article.title_nl}.")
    assert states(article) == [State.OUTDATED, State.OUTDATED]
    (told,) = [each for each in messages(response) if "Outdated" in each]
    assert reverse("translate", args=["publishing.piece", article.pk, "es"]) in told
    assert "Español</a> (Title, 7 words)" in told


def test_a_tick_holds_for_what_was_shown_beside_it_only(editor, article):
    shown = digest(editor, article, title_nl=f"{article.title_nl}.")
    save(editor, form_of(article), stays_valid=shown, title_nl="De wegen over de rivier werden hersteld.")
    assert states(article) == [State.OUTDATED, State.OUTDATED]


def test_a_tick_keeps_what_is_minor_and_nothing_else(editor, article):
    change = {"title_nl": f"{article.title_nl}.", "lead_nl": "Iets anders"}
    response = save(editor, form_of(article), stays_valid=digest(editor, article, **change), **change)
    assert any("(Lead, 2 words)" in each for each in messages(response))


def test_a_translator_sees_it_but_confirms_nothing(client, article):
    client.force_login(make_member("translators-nl"))
    client.cookies["django_language"] = "nl"
    change = {"title_nl": f"{article.title_nl}."}
    assert said(client, article, **change)
    assert digest(client, article, **change) == ""
    url = form_of(article)
    forged = sent(client.get(url)) | change | {"stays_valid": "x"}
    assert client.post(url, forged).status_code == 403
    assert Article.objects.get(pk=article.pk).title_nl == article.title_nl


def test_a_records_form_says_so_too(editor):
    photo = make_photo()
    history.keep(photo)
    assert "Saving this outdates Español, Français: Caption, 2 words." in said(editor, photo, caption_nl="Iets anders")
