"""Lists: what they show of each piece, find in every language, and cost."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from publishing import clock, press, states
from publishing.admin.states import with_visibility
from publishing.models import Piece
from publishing.states import Visibility
from tests.clock import standing_at
from tests.factories import make_article, make_contest, make_entry, make_event, make_photo, make_theme
from translations import freshness

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
LISTS = [
    LIST,
    "/admin/",
    *(f"/admin/{name}/" for name in ("events/event", "gallery/photo", "gallery/entry", "publishing/edition")),
]


def listed(response):
    return [piece.pk for piece in response.context["cl"].result_list]


def test_a_row_shows_picture_kind_themes_and_each_language(editor):
    article = make_article(cover=make_photo(), category="interview", lead_fr="")
    article.themes.add(make_theme(title_nl="Landbouw", title_es="", title_fr=""))
    press.publish(article, "es")
    page = editor.get(LIST).content.decode()
    assert "/320.jpg" in page
    assert "interview" in page
    assert "Landbouw" in page
    assert '<abbr title="Español">es</abbr> public' in page
    assert '<abbr title="Nederlands">nl</abbr> not published' in page
    assert '<abbr title="Français">fr</abbr> no text' in page


def test_a_title_is_shown_in_the_language_of_the_interface(editor, settings):
    make_article(title_nl="Oogst", title_es="Cosecha")
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    assert ">Cosecha</a>" in editor.get(LIST).content.decode()


def test_a_title_in_another_language_says_so(editor, settings):
    make_article(codes=("nl",), title_nl="Oogst")
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    assert '<span lang="nl">Oogst</span>' in editor.get(LIST).content.decode()


@pytest.mark.parametrize("words", ["Oogst", "Cosecha", "récolte", "lead_fr_words", "slug-es"])
def test_a_search_finds_in_every_language(editor, words):
    found = make_article(
        title_nl="Oogst", title_es="Cosecha", title_fr="La récolte", lead_fr="lead_fr_words", slug_es="slug-es"
    )
    make_article()
    assert listed(editor.get(LIST, {"q": words})) == [found.pk]


def test_titles_are_sorted_as_they_are_shown(editor, settings):
    first = make_article(title_nl="Z", title_es="A")
    second = make_article(codes=("nl",), title_nl="B")
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    assert listed(editor.get(LIST, {"o": "2"})) == [first.pk, second.pk]


def test_a_list_is_narrowed_to_what_misses_a_language(editor):
    make_article()
    partial = make_article(lead_fr="")
    assert listed(editor.get(LIST, {"missing": "fr"})) == [partial.pk]
    assert listed(editor.get(LIST, {"missing": "es"})) == []


def test_a_list_is_narrowed_by_kind_theme_and_state(editor):
    theme = make_theme()
    article = make_article(category="interview")
    article.themes.add(theme)
    press.publish(article, "es")
    make_article()
    assert listed(editor.get(LIST, {"category__exact": "interview"})) == [article.pk]
    assert listed(editor.get(LIST, {"themes__piece_ptr__exact": theme.pk})) == [article.pk]
    assert listed(editor.get(LIST, {"in_es": "public"})) == [article.pk]
    assert article.pk not in listed(editor.get(LIST, {"in_es": "unpublished"}))


@pytest.mark.parametrize("value", ["nonsense", "", "xx"])
def test_a_filter_that_means_nothing_filters_nothing(editor, value):
    article = make_article()
    assert listed(editor.get(LIST, {"in_es": value, "missing": value})) == [article.pk]


def make_one_in_every_state():
    soon = clock.now() + dt.timedelta(days=2)
    make_article(codes=("nl",))
    press.publish(make_article(), "es", at=soon)
    press.publish(make_article(), "es")
    changed = make_article()
    press.publish(changed, "es")
    Article.objects.filter(pk=changed.pk).update(title_es="Otro")
    withdrawn = make_article()
    press.publish(withdrawn, "es")
    press.withdraw(withdrawn, "es")
    back_soon = make_article()
    press.publish(back_soon, "es")
    press.withdraw(back_soon, "es")
    press.publish(back_soon, "es", at=soon)
    with standing_at(clock.now() - dt.timedelta(days=9)):
        ended = make_article()
        press.publish(ended, "es")
        press.withdraw(ended, "es", at=clock.now() + dt.timedelta(days=2))
    ends = make_article()
    press.publish(ends, "es")
    press.withdraw(ends, "es", at=soon)
    trashed = make_article()
    press.publish(trashed, "es")
    Article.objects.filter(pk=trashed.pk).update(trashed_at=clock.now())
    make_article()
    for piece in Piece.objects.all():
        states.refresh(piece)


def test_the_filters_say_the_same_as_the_rows():
    make_one_in_every_state()
    pieces = list(Piece.objects.all())
    for language in ("nl", "es", "fr"):
        shown = {
            piece: next(state.visibility for state in found if state.language == language)
            for piece, found in ((piece, states.of_pieces(pieces)[piece.pk]) for piece in pieces)
        }
        for visibility in Visibility:
            found = set(with_visibility(Piece.objects.all(), visibility, language))
            assert found == {piece for piece, state in shown.items() if state == visibility}, (language, visibility)


def make_rows(number, theme, contest):
    for _number in range(number):
        article = make_article(cover=make_photo())
        article.themes.add(theme)
        press.publish(article, "nl")
        press.publish(make_event(cover=make_photo()), "es")
        make_entry(contest)


def queries_of_lists(editor):
    counts = {}
    freshness.settle_unsettled()
    for address in LISTS:
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(address).status_code == 200
        counts[address] = len(queries)
    return counts


def test_the_queries_of_a_list_do_not_grow(editor):
    theme, contest = make_theme(), make_contest()
    make_rows(10, theme, contest)
    few = queries_of_lists(editor)
    make_rows(50, theme, contest)
    assert queries_of_lists(editor) == few
    assert max(few.values()) <= 19


def test_lists_open_in_every_language(editor, settings):
    make_article()
    for code in ("nl", "es", "fr"):
        editor.cookies[settings.LANGUAGE_COOKIE_NAME] = code
        response = editor.get(LIST)
        assert f'<html lang="{code}"' in response.content.decode()
