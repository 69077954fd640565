"""What lists and forms say of how fresh texts are."""

import pytest
from django.urls import reverse

from articles.models import Article
from publishing import history, press
from tests.desk import form_of, make_member, save
from tests.factories import make_article, make_photo
from translations import writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = make_article()
    history.keep(article)
    press.publish_all(article)
    return article


def shown(response):
    return " ".join(response.content.decode().split())


def desk_of(record, language):
    return reverse("translate", args=["publishing.piece", record.pk, language])


def test_a_list_says_of_what_is_public_that_it_is_outdated(editor, article):
    Article.objects.filter(pk=article.pk).update(title_nl="Iets anders")
    page = shown(editor.get(reverse("admin:articles_article_changelist")))
    assert f'<a href="{desk_of(article, "es")}"><span class="state state-outdated" title="Español">' in page


def test_a_list_of_pictures_tells_of_their_texts(editor):
    history.keep(make_photo(codes=("nl", "fr")))
    page = shown(editor.get(reverse("admin:gallery_photo_changelist")))
    assert '<abbr title="Español">es</abbr> missing' in page
    assert '<abbr title="Français">fr</abbr> to review' in page


def test_longer_lists_take_no_more_queries(editor, article, django_assert_num_queries):
    address = reverse("admin:articles_article_changelist")
    editor.get(address)
    with django_assert_num_queries(14):
        editor.get(address)
    for _number in range(9):
        history.keep(make_article())
    editor.get(address)
    with django_assert_num_queries(14):
        editor.get(address)


def test_the_form_says_who_vouches_for_a_language(editor, article):
    reviewer = make_member("reviewers", name="rev", first_name="Rosa", last_name="Quispe")
    writing.review(article, "fr", ["title", "lead"], reviewer)
    page = shown(editor.get(form_of(article)))
    assert "Last reviewed by Rosa Quispe" in page
    assert "Last vouched for by somebody" in page


def test_the_form_says_what_visitors_read_where_that_is_in_another_state(editor, article):
    save(editor, form_of(article), title_nl="Iets heel anders")
    press.publish(article, "nl")
    writing.write(article, "es", "title", "Otra cosa")
    page = shown(editor.get(form_of(article)))
    assert 'What visitors read: <span class="state state-outdated">outdated</span>' in page


def test_the_form_says_how_much_there_is_to_do(editor, article):
    save(editor, form_of(article), title_nl="Iets heel anders")
    assert "3 words to do" in shown(editor.get(form_of(article)))


# Only the source language is required.


def test_an_article_needs_its_title_in_its_source_language_only(editor):
    article = make_article(codes=("es",))
    response = save(editor, form_of(article), title_es="", title_nl="Titel")
    assert "This field is required" in response.content.decode()
    save(editor, form_of(article), title_es="Título")
    assert Article.objects.get(pk=article.pk).title_es == "Título"


def test_the_source_language_can_be_changed_in_the_form(editor, article):
    save(editor, form_of(article), source_language="fr")
    page = shown(editor.get(form_of(article)))
    assert page.index("Français</h3>") < page.index("Nederlands</h3>")
    assert "Nobody vouches" not in page


def test_a_picture_may_begin_in_any_language(editor):
    photo = make_photo(codes=("es",), source_language="es")
    response = save(editor, form_of(photo), title_es="Cosecha")
    assert "This field is required" not in response.content.decode()
    photo.refresh_from_db()
    assert photo.title_es == "Cosecha"
