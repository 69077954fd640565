"""The languages file is read strictly, and written whole."""

import pytest

from peru50 import language_file
from peru50.language_file import Language, Languages, MalformedError

QUECHUA = Languages(
    {
        "ay": Language("Aymar aru", state="removed"),
        "ar": Language("العربية", rtl=True),
        "qu": Language("Runasimi", state="stored"),
    },
    ("es", "qu"),
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "languages.json"


def test_without_a_file_the_site_has_the_languages_it_came_with_and_all_are_public(path):
    found = language_file.read(path)
    assert (found.known, found.public) == ({}, ("es", "fr", "nl"))


def test_what_was_written_is_read(path):
    language_file.write(path, QUECHUA)
    assert language_file.read(path) == QUECHUA
    assert language_file.read(path).in_state("coming", "stored") == ("ar", "qu")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"languages": {}}',
        '{"languages": {}, "public": []}',
        '{"languages": {}, "public": ["de"]}',
        '{"languages": {"de": {"name": "Deutsch", "state": "coming"}}, "public": ["de"]}',
        '{"languages": {"de": "Deutsch"}, "public": ["nl"]}',
        '{"languages": {"de": {"name": 7}}, "public": ["nl"]}',
        '{"languages": {"de": {"title": "Deutsch"}}, "public": ["nl"]}',
        '{"languages": {"de": {"name": "Deutsch", "state": "lost"}}, "public": ["nl"]}',
        '{"languages": {"ar": {"name": "العربية", "rtl": "no"}}, "public": ["nl"]}',
        '{"languages": {"nl": {"name": "Nederlands"}}, "public": ["nl"]}',
    ],
)
def test_a_malformed_file_is_refused_by_its_name(path, text):
    path.write_text(text)
    with pytest.raises(MalformedError, match=f"{path} is not right"):
        language_file.read(path)


def test_a_file_that_cannot_be_read_is_refused_by_its_name_too(path):
    path.write_bytes('{"languages": {"qu": {"name": "Español"}}, "public": ["nl"]}'.encode("latin-1"))
    with pytest.raises(MalformedError, match=f"{path} is not right"):
        language_file.read(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(MalformedError, match=f"{path} is not right"):
        language_file.read(path)


def test_a_language_that_is_called_public_twice_is_offered_once(path):
    path.write_text('{"languages": {}, "public": ["nl", "fr", "nl"]}')
    assert language_file.read(path).public == ("fr", "nl")


def test_a_write_that_breaks_off_leaves_the_file_as_it_was(path):
    language_file.write(path, QUECHUA)
    with pytest.raises(TypeError):
        language_file.write(path, Languages(public=(None, "nl")))
    assert language_file.read(path) == QUECHUA
