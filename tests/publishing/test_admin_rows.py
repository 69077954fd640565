"""Blocks keep their identity: given by the browser when they are new, checked when they come back."""

import uuid

import pytest
from django.utils.translation import gettext

from publishing.admin.rows import UNKNOWN_ID
from publishing.models import Block
from tests.desk import form_of, new_block, save, sent
from tests.factories import make_article, make_block

pytestmark = pytest.mark.django_db
HTML = "<p>Nieuw</p>"


def block_errors(response):
    forms = [form for each in response.context["inline_admin_formsets"] for form in each.formset.forms]
    return [error for form in forms for error in form.non_field_errors()]


def test_a_new_block_keeps_the_id_that_the_browser_gave_it(editor):
    article, own = make_article(), uuid.uuid4()
    save(editor, form_of(article), **new_block("text", id=str(own), html_nl=HTML))
    assert Block.objects.get().pk == own


def test_without_a_script_the_server_gives_an_id(editor):
    article = make_article()
    save(editor, form_of(article), **new_block("text", id="", html_nl=HTML))
    assert Block.objects.get().html_nl == HTML


@pytest.mark.parametrize("forged", ["no uuid", "\x00", "1" * 40])
def test_an_id_that_is_none_is_refused_and_the_block_kept_in_the_form(editor, forged):
    response = save(editor, form_of(make_article()), **new_block("text", id=forged, html_nl=HTML))
    assert block_errors(response) == [gettext(UNKNOWN_ID.message)]
    assert sent(response)["block_text-0-html_nl"] == [HTML]
    assert not Block.objects.exists()


@pytest.mark.parametrize("kind", ["text", "quote"])
def test_the_id_of_another_pieces_block_is_refused_and_that_block_untouched(editor, kind):
    other = make_block(make_article(), kind)
    response = save(editor, form_of(make_article()), **new_block("text", id=str(other.pk), html_nl=HTML))
    assert block_errors(response) == [gettext(UNKNOWN_ID.message)]
    assert list(Block.objects.all()) == [other]
    assert Block.objects.get().parent == other.parent


def test_saving_again_keeps_a_refused_block_as_a_new_one(editor):
    other, article = make_block(make_article()), make_article()
    response = save(editor, form_of(article), **new_block("text", id=str(other.pk), html_nl=HTML))
    editor.post(form_of(article), sent(response))
    assert article.blocks.get().html_nl == HTML


def test_an_id_given_to_two_new_blocks_is_refused(editor):
    own = str(uuid.uuid4())
    added = new_block("text", id=own, html_nl=HTML) | new_block("quote", id=own, text_nl="Quote")
    response = save(editor, form_of(make_article()), **added)
    assert len(block_errors(response)) == 2
    assert not Block.objects.exists()


def test_a_form_that_is_sent_twice_adds_its_block_once(editor):
    article = make_article()
    data = sent(editor.get(form_of(article))) | new_block("text", id=str(uuid.uuid4()), html_nl=HTML)
    for _time in range(2):
        editor.post(form_of(article), data)
    assert Block.objects.get().html_nl == HTML


@pytest.mark.parametrize("blocks", [2, 60])
def test_saving_sixty_blocks_asks_no_more_than_saving_two(editor, django_assert_max_num_queries, blocks):
    article = make_article()
    for _number in range(blocks):
        make_block(article)
    data = sent(editor.get(form_of(article)))
    with django_assert_max_num_queries(30):
        editor.post(form_of(article), data)
