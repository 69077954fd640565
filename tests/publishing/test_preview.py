"""The page beside the form: exactly what would be public, with nothing written."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article
from publishing import press
from publishing.models import Edition, Piece, PieceKind
from tests import site
from tests.desk import form_of, make_member, new_block, sent
from tests.factories import (
    make_article,
    make_block,
    make_contest,
    make_dossier,
    make_event,
    make_home,
    make_person,
    make_photo,
    make_theme,
)

pytestmark = pytest.mark.django_db


def preview(client, record, language="nl", **changes):
    """Send a form as it stands, with some fields changed, and return the answer; `record` may be a model."""
    opts = record._meta
    is_new = isinstance(record, type)
    form = reverse(f"admin:{opts.app_label}_{opts.model_name}_add") if is_new else form_of(record)
    data = {key: value for key, value in (sent(client.get(form)) | changes).items() if value is not None}
    return client.post(address(record, language), data)


def address(record, language="nl"):
    opts = record._meta
    name = f"admin:{opts.app_label}_{opts.model_name}_preview"
    found = reverse(f"{name}_new") if isinstance(record, type) else reverse(name, args=[record.pk])
    return f"{found}?language={language}"


def main(page):
    return re.search(r"<main.*</main>", page, re.DOTALL).group()


def shown(client, record, language="nl", **changes):
    return main(preview(client, record, language, **changes).json()["page"])


def test_of_every_kind_the_preview_is_the_public_page_byte_for_byte(editor):
    site.fill()
    kinds = set()
    for edition in Edition.objects.all():
        public = editor.get(edition.get_absolute_url()).text
        page = preview(editor, edition.piece.specific, edition.language).json()["page"]
        assert main(page) == main(public), edition
        assert page.partition("<body>")[2] == public.partition("<body>")[2], edition
        kinds.add(edition.kind)
    assert kinds == set(PieceKind)


@pytest.mark.parametrize("language", ["nl", "es", "fr"])
def test_it_shows_what_is_typed_in_the_language_that_is_asked_for(editor, language):
    article = make_article()
    make_block(article, html_nl="<p>Oud</p>", html_es="<p>Viejo</p>", html_fr="<p>Vieux</p>")
    changes = {f"title_{language}": "Typed", f"block_text-0-html_{language}": "<p>Typed too</p>"}
    page = shown(editor, article, language, **changes)
    assert "<h1>Typed</h1>" in page
    assert "<p>Typed too</p>" in page


def dump():
    """Return every row of every table."""
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        found = {}
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 our own tables
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def test_it_writes_nothing_and_locks_nothing(editor):
    article = make_article()
    make_block(article)
    fields = sent(editor.get(form_of(article))) | {"title_nl": "Typed"} | new_block("quote", text_nl="New")
    before = dump()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert editor.post(address(article), fields).status_code == 200
    assert dump() == before
    for query in queries:
        assert re.match(r"(SELECT|SAVEPOINT|RELEASE SAVEPOINT)\b(?!.*FOR (NO KEY )?UPDATE)", query["sql"]), query["sql"]


def test_a_piece_that_was_never_saved_is_shown_with_its_parts(editor):
    photo, person, theme = make_photo(), make_person(name="Rosa"), make_theme(title_nl="Velden")
    press.publish_all(theme)
    page = shown(
        editor,
        Article,
        title_nl="Nieuw",
        lead_nl="Inleiding",
        cover=photo.pk,
        themes=[theme.pk],
        category="feature",
        **new_block("text", html_nl="<p>Woorden</p>"),
        **{
            "bylines-TOTAL_FORMS": 1,
            "bylines-0-person": person.pk,
            "bylines-0-role": "author",
            "bylines-0-ordering": 0,
        },
    )
    for words in ("Nieuw", "Inleiding", "<p>Woorden</p>", "Rosa", "Velden", photo.credit):
        assert words in page
    assert not Article.objects.exists()


@pytest.mark.parametrize("make", [make_article, make_theme, make_event, make_contest, make_home, make_dossier])
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_an_empty_form_of_any_kind_has_a_page(editor, make, language):
    model = type(make())
    Piece.objects.all().delete()
    assert "<h1" in shown(editor, model, language)


def test_what_is_not_right_in_another_language_is_not_spoken_of(editor):
    assert preview(editor, make_article(), "nl", title_es="x" * 200).json()["problems"] == []


def test_an_invalid_field_keeps_its_value_and_is_reported(editor):
    article = make_article(title_nl="Titel")
    response = preview(editor, article, title_nl="x" * 200, lead_nl="Gewijzigd")
    page = main(response.json()["page"])
    assert "<h1>Titel</h1>" in page
    assert "Gewijzigd" in page
    assert [line.partition(":")[0] for line in response.json()["problems"]] == ["Title (Nederlands)"]


def test_a_new_picture_block_may_lack_its_picture(editor):
    response = preview(editor, make_article(), **new_block("picture", text_nl="Bijschrift"))
    assert response.status_code == 200
    assert len(response.json()["problems"]) == 1


@pytest.mark.parametrize("kind", ["picture", "quote", "figure", "question", "box", "video", "series", "text"])
def test_an_empty_new_block_of_any_kind_is_borne(editor, kind):
    assert preview(editor, make_article(), **new_block(kind)).status_code == 200


def test_deleted_and_moved_blocks_are_shown_so(editor):
    article = make_article()
    for words in ("one", "two", "three"):
        make_block(article, html_nl=f"<p>{words}</p>")
    page = shown(editor, article, **{"block_text-0-DELETE": "on", "block_text-1-ordering": "90"})
    assert re.findall(r"<p>(one|two|three)</p>", page) == ["three", "two"]


def test_a_part_that_is_not_whole_is_left_out(editor):
    page = shown(
        editor, make_article(), **{"bylines-TOTAL_FORMS": 1, "bylines-0-role": "author", "bylines-0-ordering": 7}
    )
    assert '<p class="byline"><time' in page


def test_what_is_not_public_is_not_led_to(editor):
    other = make_article(title_nl="Geheim")
    make_block(article := make_article(), html_nl=f'<p>Zie <a href="piece:{other.pk}">dit</a></p>')
    assert "<p>Zie dit</p>" in shown(editor, article)


def test_it_is_stored_and_found_nowhere(editor):
    response = preview(editor, make_article())
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    page = response.json()["page"]
    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page


def test_who_may_only_read_the_piece_sees_what_is_stored(client):
    article = make_article(title_nl="Bewaard")
    client.force_login(make_member("reviewers"))
    assert 'id="preview"' in client.get(form_of(article)).text
    response = client.post(address(article), {"title_nl": "Vervalst"})
    assert "<h1>Bewaard</h1>" in main(response.json()["page"])


def test_a_translator_sees_what_they_type_in_their_language(client):
    article = make_article()
    client.force_login(make_member("translators-es"))
    page = shown(client, article, "es", title_es="Traducido")
    assert "<h1>Traducido</h1>" in page


def test_only_who_may_see_the_piece_sees_its_preview(client, editor):
    article = make_article()
    fields = sent(editor.get(form_of(article)))
    viewer = get_user_model().objects.create_user("viewer", is_staff=True)
    client.force_login(viewer)
    assert client.post(address(article), fields).status_code == 403
    assert client.post(address(Article), fields).status_code == 403
    client.logout()
    assert client.post(address(article), fields).status_code == 302


def test_forged_requests_are_refused(editor):
    article = make_article()
    assert editor.get(address(article)).status_code == 405
    assert editor.post(address(article, "xx")).status_code == 400
    assert editor.post(address(Article(pk=999))).status_code == 404
    assert editor.post(address(article), {"block_text-TOTAL_FORMS": "many"}).status_code == 200
