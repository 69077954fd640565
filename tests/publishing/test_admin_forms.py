"""Writing: what a piece's form asks for, keeps and refuses."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article
from publishing import press
from publishing.models import Block, DeskState, Edition
from tests.desk import form_of, new_block, save, sent
from tests.factories import make_article, make_block, make_figure, make_organisation, make_page, make_photo, make_theme

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"


def errors(response):
    return {name: list(found) for name, found in response.context["adminform"].form.errors.items()}


def test_an_article_is_written_in_spanish_only(editor):
    save(editor, ADD, source_language="es", title_es="Cosecha", lead_es="En los Andes.")
    article = Article.objects.get()
    assert (article.source_language, article.title_es, article.title_nl) == ("es", "Cosecha", None)


def test_only_the_title_in_the_source_language_is_required(editor):
    response = save(editor, ADD, source_language="fr", title_nl="Oogst")
    assert errors(response) == {"title_fr": ["This field is required."]}


def test_the_title_in_the_source_language_is_marked_as_required(editor):
    page = editor.get(form_of(make_article(codes=("es",)))).content.decode()
    assert 'id="id_title_es"' in page
    form = editor.get(form_of(Article.objects.get())).context["adminform"].form
    assert [name for name in ("title_nl", "title_es", "title_fr") if form.fields[name].required] == ["title_es"]


def test_a_new_piece_starts_in_the_language_of_the_interface(editor, settings):
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    assert sent(editor.get(ADD))["source_language"] == ["es"]


def test_saving_changes_nothing_for_visitors_and_says_that_changes_wait(editor):
    article = make_article()
    press.publish_all(article)
    save(editor, form_of(article), title_es="Cambiado")
    assert not Edition.objects.filter(title="Cambiado").exists()
    waiting = [state.language for state in DeskState.objects.all() if state.desk_digest != state.printed_digest]
    assert waiting == ["es"]


def test_saving_without_a_change_leaves_every_text_as_it_was(editor):
    article = make_article(cover=make_photo(), source_date="1990-01-01/decade")
    article.themes.add(make_theme())
    make_block(article, "text", theme=make_theme(motif="health"))
    make_block(article, "picture", photo=make_photo(), languages=["es"], text_es="Pie")
    make_block(article, "figure", figure=make_figure(30000))
    before = (Article.objects.values().get(), list(Block.objects.values()), list(article.themes.all()))
    save(editor, form_of(article))
    after = (Article.objects.values().get(), list(Block.objects.values()), list(article.themes.all()))
    for rows in (before[0], after[0]):
        rows.pop("changed_at")
        for name in ("title", "slug", "lead"):
            rows.pop(name)  # the columns without a language hold whatever language was active
    for row in (*before[1], *after[1]):
        for name in ("title", "html", "text", "source"):
            row.pop(name)
    assert after == before


def test_blocks_of_every_kind_are_written(editor):
    photo, figure, other = make_photo(), make_figure(28), make_article()
    blocks = (
        new_block("text", title_es="Título", html_es="<p>Texto</p>")
        | new_block("picture", photo=photo.pk, style="wide")
        | new_block("quote", text_es="Cita", source_es="Alguien")
        | new_block("figure", figure=figure.pk)
        | new_block("question", title_es="¿Qué?", html_es="<p>Esto</p>")
        | new_block("box", title_es="Caja", piece=other.pk, style="note")
        | new_block("video", title_es="Película", text_es="En la filmoteca", photo=photo.pk)
        | new_block("series", photo=photo.pk, languages=["es", "nl"])
    )
    save(editor, ADD, source_language="es", title_es="Todo", **blocks)
    article = Article.objects.get(title_es="Todo")
    written = {block.kind: block for block in article.blocks.all()}
    assert set(written) == set(Block.Kind.values)
    assert written["text"].html_es == "<p>Texto</p>"
    assert (written["box"].piece_id, written["box"].style) == (other.pk, "note")
    assert written["series"].languages == ["es", "nl"]


def test_a_block_keeps_its_identity(editor):
    article = make_article()
    block = make_block(article)
    save(editor, form_of(article), **{"block_text-0-html_fr": "<p>Nouveau</p>"})
    assert Block.objects.get().pk == block.pk
    assert Block.objects.get().html_fr == "<p>Nouveau</p>"


def test_blocks_are_moved_and_deleted(editor):
    article = make_article()
    first, second, third = (make_block(article, html_nl=f"<p>{number}</p>") for number in range(3))
    changes = {"block_text-0-ordering": "40", "block_text-1-DELETE": "on"}
    save(editor, form_of(article), **changes)
    assert list(article.blocks.all()) == [third, first]


def test_markup_that_is_not_allowed_is_removed(editor):
    article = make_article()
    save(editor, form_of(article), **new_block("text", html_nl='<p onclick="x()">Tekst<script>x()</script></p>'))
    assert Block.objects.get().html_nl == "<p>Tekst</p>"


def test_a_picture_block_without_a_picture_is_refused_and_loses_nothing_that_was_typed(editor):
    article = make_article()
    added = new_block("picture", text_es="Pie de foto") | new_block("text", html_nl="<p>Nieuw</p>")
    response = save(editor, form_of(article), lead_fr="Chapô", **added)
    held = sent(response)
    assert held["lead_fr"] == ["Chapô"]
    assert held["block_picture-0-text_es"] == ["Pie de foto"]
    assert held["block_text-0-html_nl"] == ["<p>Nieuw</p>"]
    assert not Block.objects.exists()


def test_an_address_with_spaces_is_explained_beside_its_field(editor):
    response = save(editor, form_of(make_article()), slug_es="con espacios")
    assert errors(response) == {"slug_es": ["Use letters without accents, digits and hyphens: no spaces."]}


def test_an_address_that_another_piece_is_public_under_is_refused_beside_its_field(editor):
    other = make_article(slug_es="cosecha", title_es="La cosecha")
    press.publish(other, "es")
    response = save(editor, form_of(make_article()), slug_es="cosecha")
    assert errors(response) == {"slug_es": ["This address belongs to “La cosecha”. Choose another."]}


def test_the_address_of_a_piece_of_another_kind_is_free(editor):
    press.publish(make_page(slug_es="cosecha"), "es")
    article = make_article()
    save(editor, form_of(article), slug_es="cosecha")
    article.refresh_from_db()
    assert article.slug_es == "cosecha"


def test_an_empty_address_stays_empty_in_the_database(editor):
    article = make_article()
    save(editor, form_of(article), slug_es="")
    assert Article.objects.values_list("slug_es", flat=True).get() is None


@pytest.mark.parametrize("host", ["", "http://localhost", "https://127.0.0.1:8000"])
def test_a_pasted_address_of_this_site_becomes_a_reference(editor, url_in, host):
    other = make_article()
    press.publish(other, "fr")
    address = host + url_in("fr", "article", slug=other.slug_fr)
    article = make_article()
    save(editor, form_of(article), **new_block("text", html_nl=f'<p><a href="{address}">hier</a></p>'))
    assert Block.objects.get().html_nl == f'<p><a href="piece:{other.pk}">hier</a></p>'


def test_pasted_addresses_of_records_become_references(editor, url_in):
    photo, organisation = make_photo(), make_organisation(slug="trias")
    links = (url_in("nl", "photo", pk=photo.pk), url_in("es", "organisation", slug="trias"))
    html = "".join(f'<p><a href="{link}">x</a></p>' for link in links)
    save(editor, form_of(make_article()), **new_block("text", html_nl=html))
    assert f'href="photo:{photo.pk}"' in Block.objects.get().html_nl
    assert f'href="organisation:{organisation.pk}"' in Block.objects.get().html_nl


@pytest.mark.parametrize(
    "address", ["https://example.org/nl/artikels/x/", "/nl/artikels/nergens/", "/nl/", "mailto:a@b.org"]
)
def test_any_other_address_stays_as_it_is(editor, address):
    article = make_article()
    save(editor, form_of(article), **new_block("text", html_nl=f'<p><a href="{address}">x</a></p>'))
    assert f'href="{address}"' in Block.objects.get().html_nl


def test_a_date_is_kept_as_far_as_it_is_known(editor):
    article = make_article(date="")
    save(editor, form_of(article), date_year="1965", date_part="season-6", date_day="")
    article.refresh_from_db()
    assert str(article.date) == "1965-06-01/season"


def test_every_field_of_a_language_says_so(editor):
    field = editor.get(ADD).context["adminform"].form.fields["title_es"]
    assert field.label == "Title (Español)"
    assert (field.widget.attrs["lang"], field.widget.attrs["data-language"]) == ("es", "es")


def test_the_home_page_is_one(editor):
    save(editor, reverse("admin:articles_home_add"), source_language="nl", title_nl="Thuis", lead_nl="Welkom")
    assert editor.get(reverse("admin:articles_home_add")).status_code == 403
    assert "/change/" in editor.get(reverse("admin:articles_home_changelist")).url


@pytest.mark.parametrize("blocks", [1, 12])
def test_the_queries_of_a_form_do_not_grow_with_its_body(editor, django_assert_max_num_queries, blocks):
    article = make_article()
    for _number in range(blocks):
        make_block(article, "picture", photo=make_photo())
        make_block(article, "figure", figure=make_figure(5))
        make_block(article, "text", theme=None)
    with django_assert_max_num_queries(45):
        editor.get(form_of(article))


@pytest.mark.skipif(not connection.features.has_select_for_no_key_update, reason="one writer at a time needs no lock")
def test_saving_takes_the_lock_of_the_piece_before_it_reads_the_desk(editor):
    article = make_article()
    with CaptureQueriesContext(connection) as queries:
        save(editor, form_of(article), title_es="Cosecha")
    posted = [query["sql"] for query in queries if "publishing_piece" in query["sql"] or "UPDATE" in query["sql"]]
    lock = next(number for number, sql in enumerate(posted) if "FOR NO KEY UPDATE" in sql)
    change = next(number for number, sql in enumerate(posted) if sql.startswith('UPDATE "publishing_piece"'))
    assert lock < change
