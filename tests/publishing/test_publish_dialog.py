"""The dialog before publishing: what changes for visitors, what speaks against it, and that nothing else is printed."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from publishing import clock, press
from publishing.models import DeskState, Edition
from tests.desk import agree, form_of, messages, publish, save, sent
from tests.factories import make_article, make_block, make_photo

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


def dialog_of(article):
    return form_of(article).replace("/change/", "/publish/")


def ask(editor, article, **query):
    return editor.get(dialog_of(article), query)


def offer(response, language):
    return next(each for each in response.context["form"].offers if each.language == language)


def chosen(response):
    return sorted(sent(response).get("languages", ()))


def public(language="nl"):
    return list(Edition.objects.current(language).values_list("title", flat=True))


def changed(article, **fields):
    Article.objects.filter(pk=article.pk).update(**fields)


def test_a_language_that_visitors_read_already_is_unticked(editor):
    article = make_article()
    press.publish(article, "nl")
    dialog = ask(editor, article)
    assert chosen(dialog) == ["es", "fr"]
    assert offer(dialog, "nl").is_unchanged
    assert offer(dialog, "es").comparison.is_new


def test_one_language_is_chosen_where_it_was_asked_for(editor):
    assert chosen(ask(editor, make_article(), language="es")) == ["es"]


def test_what_changes_is_shown_language_by_language(editor):
    article = make_article(title_nl="Oogst")
    press.publish_all(article)
    changed(article, title_nl="Nieuwe oogst")
    dialog = ask(editor, article)
    assert chosen(dialog) == ["nl"]
    assert [change.label for change in offer(dialog, "nl").comparison.changes] == ["Title"]
    assert "</span>Nieuwe oogst" in dialog.content.decode()


def test_opening_the_dialog_writes_nothing(editor):
    article = make_article()
    with CaptureQueriesContext(connection) as queries:
        ask(editor, article)
    written = [query["sql"] for query in queries if not query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))]
    assert written == []


def test_a_desk_that_changed_meanwhile_is_shown_again(editor):
    article = make_article(title_nl="Gelezen")
    dialog = ask(editor, article, language="nl")
    changed(article, title_nl="Ongelezen")
    again = agree(editor, dialog)
    assert public() == []
    assert len(again.context["form"].non_field_errors()) == 1
    assert "Ongelezen" in again.content.decode()
    agree(editor, again)
    assert public() == ["Ongelezen"]


def test_another_language_that_changed_meanwhile_is_in_nobodys_way(editor):
    article = make_article()
    dialog = ask(editor, article, language="nl")
    changed(article, title_es="Otro")
    agree(editor, dialog)
    assert len(public()) == 1


def test_nothing_is_published_that_nobody_was_shown(editor):
    article = make_article()
    editor.post(dialog_of(article), {"languages": ["nl"], "anyway": "on"})
    assert public() == []


def test_a_remark_asks_for_a_tick(editor):
    article = make_article(title_nl="Oogst " * 20)
    dialog = ask(editor, article, language="nl")
    assert offer(dialog, "nl").warnings
    assert 'id="id_anyway" autofocus' in dialog.content.decode()
    refused = agree(editor, dialog, {"anyway": ""})
    assert list(refused.context["form"].errors) == ["anyway"]
    assert public() == []
    agree(editor, refused)
    assert len(public()) == 1


def test_an_error_stops_its_language_and_no_other(editor):
    article = make_article(cover=make_photo(alt_nl=""))
    dialog = ask(editor, article)
    assert offer(dialog, "nl").errors
    assert chosen(dialog) == ["es", "fr"]
    agree(editor, dialog, {"languages": ["nl"]})
    assert not Edition.objects.exists()


def test_where_all_is_well_the_button_has_the_focus(editor):
    article = make_article()
    changed(article, source_publication="Revista")
    assert "autofocus" in ask(editor, article).content.decode()


def test_an_address_that_changes_is_told(editor):
    article = make_article(slug_nl="oud")
    press.publish(article, "nl")
    changed(article, slug_nl="nieuw")
    found = offer(ask(editor, article), "nl")
    assert (found.old_address, found.address) == ("/nl/artikels/oud/", "/nl/artikels/nieuw/")


@pytest.mark.parametrize("is_end", [True, False])
def test_what_was_planned_before_is_told(editor, is_end):
    article, soon = make_article(), clock.now() + dt.timedelta(days=2)
    press.publish(article, "nl")
    press.withdraw(article, "nl", at=soon) if is_end else press.publish(article, "nl", at=soon)
    changed(article, title_nl="Arreglo")
    assert [point["is_end"] for point in offer(ask(editor, article), "nl").followers] == [is_end]


def test_a_fix_before_a_planned_end_says_that_it_will_be_withdrawn(editor):
    article = make_article()
    press.publish(article, "nl")
    press.withdraw(article, "nl", at=clock.now() + dt.timedelta(days=2))
    said = messages(publish(editor, form_of(article), "nl", title_nl="Beter"))
    assert "as was planned" in said[-1]


def test_a_piece_in_the_trash_is_not_published(editor):
    article = make_article()
    dialog = ask(editor, article)
    changed(article, trashed_at=clock.now())
    assert agree(editor, dialog).status_code in (200, 403, 404)
    assert public() == []


def test_the_dialog_of_a_long_piece_costs_no_more_queries(editor):
    counts = []
    for number in (2, 40):
        article = make_article()
        press.publish_all(article)
        for each in range(number):
            make_block(article, html_nl=f"<p>Alinea {each}</p>")
        ask(editor, article)
        with CaptureQueriesContext(connection) as queries:
            ask(editor, article)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def list_of(editor, *articles):
    return editor.post(LIST, {"action": "publish_ready", "_selected_action": [each.pk for each in articles]})


def test_the_list_shows_what_it_would_publish_of_each(editor):
    article, unchanged = make_article(), make_article()
    press.publish_all(unchanged)
    rows = list_of(editor, article, unchanged).context["rows"]
    found = {row["piece"].pk: [offer.language for offer in row["offers"]] for row in rows}
    assert found == {article.pk: ["es", "fr", "nl"], unchanged.pk: []}


def test_the_list_publishes_nothing_that_changed_since_it_was_shown(editor):
    article, other = make_article(title_nl="Gelezen"), make_article()
    question = list_of(editor, article, other)
    changed(article, title_nl="Ongelezen")
    response = agree(editor, question)
    assert {edition.piece_id for edition in Edition.objects.all()} == {other.pk}
    assert "Ongelezen" in " ".join(messages(response))


def test_the_list_stops_at_errors_and_asks_for_remarks(editor):
    broken, long = make_article(cover=make_photo(alt_nl="")), make_article(title_nl="Oogst " * 20)
    question = list_of(editor, broken, long)
    data = sent(question)
    again = editor.post(LIST, data)
    assert again.context["must_tick"]
    assert not Edition.objects.exists()
    editor.post(LIST, data | {"anyway": "on"})
    assert set(Edition.objects.filter(piece=broken).values_list("language", flat=True)) == {"es", "fr"}
    assert Edition.objects.filter(piece=long).count() == 3


def test_a_form_that_has_nothing_to_publish_opens_no_dialog(editor):
    article = make_article()
    press.publish_all(article)
    assert save(editor, form_of(article), ("_publish", "ready")).request["PATH_INFO"] == form_of(article)


def test_states_are_computed_anew_by_a_command(capsys):
    article = make_article()
    press.publish(article, "nl")
    changed(article, title_nl="Buiten de vorm om")
    call_command("refresh_states")
    state = DeskState.objects.get(piece=article, language="nl")
    assert state.desk_digest != state.printed_digest
    assert "1 " in capsys.readouterr().out
