"""Remarks on the texts of a record, and those that somebody gave a reason to ignore."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article
from publishing import history
from tests.factories import make_article, make_photo
from translations import freshness
from translations.checks import ignored

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    """A Dutch article whose French title says another year."""
    article = make_article(title_nl="Begonnen in 1965", title_fr="Commencé en 1956")
    history.keep(article)
    return article


def title(article):
    article = Article.objects.get(pk=article.pk)
    return article, next(each for each in freshness.judge(article, "fr") if each.segment.key == "title")


def codes(article):
    found = ignored.of(article, freshness.judge(article, "fr"))
    return [remark.code for remark in found.get("title", ())]


def test_a_remark_names_its_text(article):
    assert codes(article) == ["number"]


def test_what_is_ignored_with_a_reason_is_not_said_again(article):
    ignored.ignore(*title(article), "number", "So it stands on the poster.")
    assert codes(article) == []


def test_another_remark_on_the_same_text_is_still_made(article):
    Article.objects.filter(pk=article.pk).update(title_fr="commencé en 1956")
    ignored.ignore(*title(article), "capital", "It is a name.")
    assert codes(article) == ["number"]


@pytest.mark.parametrize("code", ["capital", "machine", "", "x" * 100, "\x00"])
def test_only_what_is_said_can_be_ignored(article, code):
    with pytest.raises(ValidationError) as refused:
        ignored.ignore(*title(article), code, "So it stands on the poster.")
    assert refused.value.code == "unknown"


def test_what_was_ignored_is_said_again_once_the_text_changes(article):
    ignored.ignore(*title(article), "number", "So it stands on the poster.")
    article.title_fr = "Commencé en 1957"
    article.save()
    assert codes(article) == ["number"]


def test_what_was_ignored_is_said_again_once_the_source_changes(article):
    ignored.ignore(*title(article), "number", "So it stands on the poster.")
    article.title_nl = "Begonnen in 1964"
    article.save()
    assert codes(article) == ["number"]


def test_it_can_be_heeded_again(article):
    ignored.ignore(*title(article), "number", "So it stands on the poster.")
    ignored.heed(*title(article), "number")
    assert codes(article) == ["number"]


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_nothing_is_ignored_without_a_reason_that_can_be_kept(article, reason):
    with pytest.raises(ValidationError) as refused:
        ignored.ignore(*title(article), "number", reason)
    assert refused.value.code == "reason"


def test_who_ignored_it_and_why_can_be_read(article):
    ignored.ignore(*title(article), "number", "So it stands on the poster.")
    assert [each.reason for each in ignored.reasons(*title(article))] == ["So it stands on the poster."]


def test_a_picture_without_alternative_text_in_a_language_is_an_error():
    photo = make_photo(alt_es=None, source_language="nl")
    found = ignored.of(photo, freshness.judge(photo, "es"))
    assert [remark.code for remark in found["alt"]] == ["no_alt"]
