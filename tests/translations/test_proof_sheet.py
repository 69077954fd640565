"""The proof sheet: all languages of a record in columns, block by block, to be printed and signed."""

import re

import pytest
from django.utils.html import strip_tags

from articles.models import Article
from publishing import history, press
from tests.desk import make_member
from tests.factories import make_article, make_block, make_contest, make_figure, make_photo, make_theme
from translations import segments, writing

pytestmark = pytest.mark.django_db


def kept(record):
    history.keep(record)
    return record


def address(record):
    label, number = segments.identity(record)
    return f"/admin/translate/{label}/{number}/proof/"


def rows(response):
    """Return the sheet as [[text of each cell] of each row]."""
    table = response.text.partition("<table")[2]
    return [
        [" ".join(strip_tags(cell).split()) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL)]
        for row in re.findall(r"<tr.*?>(.*?)</tr>", table, re.DOTALL)
    ]


def test_each_text_stands_beside_the_same_text_in_the_other_languages(editor):
    article = make_article(title_nl="Oogst", title_es="Cosecha", title_fr="Récolte")
    make_block(article, html_nl="<p>Een</p>", html_es="<p>Uno</p>", html_fr="<p>Un</p>")
    found = rows(editor.get(address(kept(article))))
    assert found[0] == ["Español", "Français", "Nederlands source"]
    assert any("Cosecha" in es and "Récolte" in fr and "Oogst" in nl for es, fr, nl in _lines(found))
    assert any("Uno" in es and "Un" in fr and "Een" in nl for es, fr, nl in _lines(found))


def _lines(found):
    return [row for row in found if len(row) == 3]


def test_only_the_languages_that_are_chosen_are_printed(editor):
    found = rows(editor.get(address(kept(make_article())), {"language": ["nl", "fr"]}))
    assert found[0] == ["Français", "Nederlands source"]


def test_the_desk_and_what_visitors_see_are_told_apart(editor):
    article = kept(make_article(title_nl="Oogst"))
    press.publish_all(article)
    Article.objects.filter(pk=article.pk).update(title_nl="Feest")
    desk, public = editor.get(address(article)), editor.get(address(article), {"of": "public"})
    assert ("Feest" in str(rows(desk)), "Oogst" in str(rows(desk))) == (True, False)
    assert ("Feest" in str(rows(public)), "Oogst" in str(rows(public))) == (False, True)


def test_a_language_that_is_not_public_says_so(editor):
    article = kept(make_article())
    press.publish(article, "nl")
    head = rows(editor.get(address(article), {"of": "public"}))[0]
    assert head[0] == "Español not public"
    assert head[2].startswith("Nederlands source · published")


def test_a_block_that_only_visitors_still_see_is_on_the_public_sheet(editor):
    article = make_article()
    block = make_block(article, html_nl="<p>Oud blok</p>")
    press.publish_all(kept(article))
    block.delete()
    assert "Oud blok" in editor.get(address(article), {"of": "public"}).text


def test_it_says_how_fresh_each_text_is_and_who_stands_for_it(editor):
    article = kept(make_article())
    writing.review(article, "es", ["title"], by=make_member("translators-es", first_name="Inés", last_name="Quispe"))
    Article.objects.filter(pk=article.pk).update(lead_nl="Iets anders")
    es = [line[0] for line in _lines(rows(editor.get(address(article))))]
    assert any("reviewed Inés Quispe" in text for text in es)
    assert any("outdated" in text for text in es)


def test_pictures_and_figures_stand_with_their_texts(editor):
    photo = kept(make_photo(alt_nl="Een lama", alt_es="Una llama"))
    article = make_article(cover=make_photo(caption_nl="Het omslag"))
    make_block(article, "picture", codes=(), photo=photo)
    make_block(article, "figure", codes=(), figure=make_figure(theme=make_theme(), label_nl="boeren"))
    page = editor.get(address(kept(article))).text
    assert all(text in page for text in ("Een lama", "Una llama", "Het omslag", "boeren"))
    assert page.count('<img src="/media/') == 2


def test_a_text_that_a_language_is_not_to_have_stays_empty(editor):
    article = make_article()
    make_block(article, html_nl="<p>Enkel Nederlands</p>", html_es="<p>Vergeten</p>", languages=["nl"])
    page = editor.get(address(kept(article))).text
    assert "Enkel Nederlands" in page
    assert "Vergeten" not in page


def test_a_link_is_words_on_paper(editor):
    article = make_article()
    make_block(article, html_nl='<p>Zie <a href="piece:1">dit</a>.</p>')
    page = editor.get(address(kept(article))).text
    assert "Zie dit." in page


def test_a_shared_record_has_a_sheet_of_its_own(editor):
    assert "Een lama" in editor.get(address(kept(make_photo(title_nl="Een lama")))).text


def test_there_is_room_for_a_signature_in_each_language(editor):
    assert editor.get(address(kept(make_article()))).text.count("<p>Signature</p>") == 3


def test_who_may_not_see_a_record_does_not_see_its_sheet(client):
    client.force_login(make_member("jurors"))
    assert client.get(address(make_article())).status_code == 403
    assert client.get(address(make_contest())).status_code == 200


@pytest.mark.parametrize(
    "path", ["publishing.piece/999", "auth.user/1", "nothing/1", "publishing.piece/99999999999999999999"]
)
def test_what_is_not_there_is_a_404(editor, path):
    assert editor.get(f"/admin/translate/{path}/proof/").status_code == 404


def test_more_blocks_take_no_more_queries(editor, django_assert_num_queries):
    def asked(number):
        article = make_article(cover=make_photo())
        for _each in range(number):
            make_block(article, "picture", photo=make_photo(), text_nl="Bijschrift")
        kept(article)
        with django_assert_num_queries(12):
            editor.get(address(article))

    asked(2)
    asked(20)
