"""Who may write which language of what."""

import pytest

from tests.desk import make_member
from tests.factories import make_article, make_contest, make_entry, make_photo
from translations import rights

pytestmark = pytest.mark.django_db


def test_a_translator_writes_their_language_of_pieces_and_records():
    translator = make_member("translators-es")
    assert rights.languages_of(translator) == ["es"]
    for record in (make_article(), make_photo()):
        assert rights.may_write(translator, record, "es")
        assert not rights.may_write(translator, record, "fr")
        assert rights.writable(translator, record) == ["es"]


def test_who_may_change_a_record_writes_all_its_languages():
    article, entry = make_article(), make_entry(make_contest())
    author, moderator = make_member("authors"), make_member("moderators")
    assert rights.may_write(author, article, "fr")
    assert rights.may_write(moderator, entry, "fr")
    assert not rights.may_write(moderator, article, "fr")


def test_nobody_writes_a_language_that_is_not_stored():
    assert not rights.may_write(make_member("editors"), make_article(), "xx")
    assert rights.writable(make_member("reviewers"), make_article()) == []
