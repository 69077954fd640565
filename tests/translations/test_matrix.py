"""What there is to translate: pieces and shared records by languages, with what each person writes first."""

import re
from unittest.mock import Mock

import pytest

from articles.models import Article
from publishing import history, press, states, trash
from tests.desk import make_member
from tests.factories import make_article, make_block, make_event, make_photo, make_theme
from translations import freshness, progress
from translations.models import Unsettled, Visit

pytestmark = pytest.mark.django_db
MATRIX = "/admin/translations/"


def kept(record):
    """Vouch for the texts that a record was made with, as saving its form does."""
    history.keep(record)
    return record


@pytest.fixture
def translator(client, settings):
    """A browser in which somebody has signed in who translates into French only, and is spoken to in English."""
    settings.LANGUAGES = [*settings.LANGUAGES, ("en", "English")]
    client.force_login(make_member("translators-fr"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def cells(response):
    """Return {name of the record: [text of each cell]} of the page's table."""
    text = lambda html: " ".join(re.sub(r"<[^>]+>", " ", html).split())  # noqa: E731
    body = response.text.partition("<tbody>")[2].partition("</tbody>")[0]
    found = {}
    for row in body.split("</tr>")[:-1]:
        name = text(re.search(r"<a [^>]*>(.*?)</a>", row, re.DOTALL)[1])
        found[name] = [text(cell) for cell in re.findall(r"<td>(.*?)</td>", row, re.DOTALL)]
    return found


def names(client, **query):
    return list(cells(client.get(MATRIX, query)))


def test_each_language_of_a_piece_says_how_it_stands(editor):
    article = kept(make_article(codes=("nl", "fr"), title_nl="Oogst nu"))
    Article.objects.update(title_fr="")
    states.refresh(article)
    (row,) = cells(editor.get(MATRIX)).values()
    assert row == [
        "es missing 7 words no text",
        "fr in progress 2 words no text",
        "nl source 7 words not published",
    ]


def test_a_public_translation_may_be_outdated_at_the_same_time(editor):
    article = kept(make_article())
    press.publish_all(article)
    Article.objects.update(title_nl="Iets heel anders")
    states.refresh(article)
    (row,) = cells(editor.get(MATRIX)).values()
    assert row[0] == "es outdated 3 words public"


def test_it_says_where_what_visitors_read_is_outdated_and_not_only_the_desk(editor):
    article = kept(make_article())
    press.publish_all(article)
    Article.objects.update(title_nl="Iets heel anders")
    press.publish(article, "nl")
    (row,) = cells(editor.get(MATRIX)).values()
    assert row[0].endswith("public what visitors read is outdated")
    assert "outdated" not in row[2]


def test_ticked_texts_are_taken_along_as_a_file(translator):
    article = kept(make_article(codes=("nl",), title_nl="Oogst"))
    page = translator.get(MATRIX)
    assert f'name="record" value="publishing.piece:{article.pk}" form="export"' in page.text
    assert "Oogst" in translator.get("/admin/translations/export/", {"record": f"publishing.piece:{article.pk}"}).text


def test_a_translator_sees_their_own_language_first(translator):
    kept(make_article(codes=("nl",)))
    page = translator.get(MATRIX)
    assert [total.language for total, _shown in page.context["totals"]] == ["fr"]


def test_a_translator_may_see_all_languages(translator):
    kept(make_article(codes=("nl",)))
    page = translator.get(MATRIX, {"languages": "all"})
    assert [total.language for total, _shown in page.context["totals"]] == ["es", "fr", "nl"]


def test_what_has_most_words_to_do_comes_first(editor):
    for title in ("Een", "Een twee drie vier", "Een twee"):
        kept(make_article(codes=("nl",), title_nl=title))
    kept(make_article(title_nl="Klaar"))
    assert names(editor) == ["Een twee drie vier", "Een twee", "Een", "Klaar"]


def test_what_changed_last_comes_first_where_that_is_asked_for(editor):
    kept(make_article(title_nl="Oud", codes=("nl",)))
    kept(make_article(title_nl="Nieuw"))
    assert names(editor, sort="changed") == ["Nieuw", "Oud"]


def test_the_list_is_narrowed_by_state_in_the_languages_that_are_shown(editor):
    kept(make_article(codes=("nl", "fr"), title_nl="Zonder Spaans"))
    kept(make_article(codes=("nl", "es"), title_nl="Zonder Frans"))
    assert names(editor, state="missing", languages="fr") == ["Zonder Frans"]


def test_the_list_is_narrowed_by_theme_kind_and_words(editor):
    theme = kept(make_theme(title_nl="Water"))
    about_water = kept(make_article(title_nl="Over water"))
    about_water.themes.add(theme)
    kept(make_event(title_nl="Debat"))
    assert set(names(editor, theme=theme.pk)) == {"Water", "Over water"}
    assert names(editor, kind="event") == ["Debat"]
    assert names(editor, q="over") == ["Over water"]


def test_shared_records_have_a_tab_of_their_own(editor):
    kept(make_photo(title_nl="Lama", codes=("nl",)))
    kept(make_article(title_nl="Oogst"))
    assert names(editor, of="records") == ["Lama"]


def test_filters_that_do_not_exist_count_for_nothing(editor):
    kept(make_article(title_nl="Oogst"))
    assert names(editor, languages="xx", state="nice", kind="?", theme="x", sort="x", page="x") == ["Oogst"]


def test_what_is_in_the_trash_is_not_to_be_translated(editor, admin_user):
    trash.discard(kept(make_article(codes=("nl",))), admin_user)
    assert names(editor) == []


def test_next_leads_to_the_first_piece_to_do_in_ones_own_language(translator):
    kept(make_article(codes=("nl", "fr"), title_nl="Enkel Spaans te doen, en veel daarvan"))
    article = kept(make_article(codes=("nl", "es")))
    page = translator.get(MATRIX, {"languages": "all"})
    assert page.context["next"] == progress.desk("publishing.piece", article.pk, "fr")


def test_there_is_no_next_where_all_is_done(translator):
    kept(make_article())
    assert "Next to translate" not in translator.get(MATRIX).text


def test_progress_is_that_of_all_and_of_what_is_shown(editor):
    kept(make_article(codes=("nl", "fr"), title_nl="Oogst"))
    kept(make_event(codes=("nl",), title_nl="Debat"))
    totals = editor.get(MATRIX, {"kind": "event"}).context["totals"]
    of_all, shown = totals[1]
    assert (of_all.language, of_all.words, of_all.to_do, of_all.percent) == ("fr", 12, 6, 50)
    assert (shown.words, shown.to_do) == (6, 6)


def test_a_bulk_update_shows_at_once_and_many_say_that_they_are_still_computed(editor, monkeypatch):
    articles = [kept(make_article()) for _number in range(3)]
    freshness.settle_unsettled()
    monkeypatch.setattr("translations.tasks.AT_ONCE", 2)
    monkeypatch.setattr("translations.tasks.settle_unsettled", Mock())
    Article.objects.update(title_nl="Iets anders")
    page = editor.get(MATRIX)
    assert "The states of 1 record are still being computed" in page.text
    assert page.text.count("being computed") == 2
    assert sum(row.cells[0].text.state == "outdated" for row in page.context["rows"]) == len(articles) - 1


def test_what_is_left_is_computed_by_a_job(editor, monkeypatch):
    kept(make_article(title_nl="Oogst"))
    monkeypatch.setattr("translations.tasks.AT_ONCE", 1)
    kept(make_article(title_nl="Feest"))
    Article.objects.update(lead_nl="Iets anders")
    editor.get(MATRIX)
    assert not Unsettled.objects.exists()


def test_opening_the_page_is_a_visit(translator):
    translator.get(MATRIX)
    assert Visit.objects.get(user__username="translators-fr").seen_at


def sign_in(client, name):
    make_member(name)
    return client.post("/admin/login/?next=/admin/", {"username": name, "password": "secret"}).url


def test_who_only_translates_lands_on_what_there_is_to_translate(client):
    assert sign_in(client, "translators-es") == MATRIX


def test_who_also_edits_lands_on_the_start_page(client):
    assert sign_in(client, "editors") == "/admin/"


def test_the_start_page_says_how_much_there_is_to_translate(editor):
    kept(make_article(codes=("nl",), title_nl="Oogst", lead_nl="Lang verhaal"))
    page = editor.get("/admin/").text
    assert "0 % done: 3 words to do, of 3 words" in page
    assert f'href="{MATRIX}?languages=fr"' in page


def test_more_pieces_take_no_more_queries(editor, django_assert_num_queries):
    def asked(number):
        for _each in range(number):
            article = kept(make_article(codes=("nl",)))
            make_block(article, codes=("nl",))
        freshness.settle_unsettled()
        editor.get(MATRIX)
        with django_assert_num_queries(QUERIES):
            editor.get(MATRIX)

    asked(3)
    asked(57)


QUERIES = 26
