"""Interface words: compiled without gettext, and complete."""

import gettext
import os

import polib
import pytest

from peru50 import catalogues

ENTRIES = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Home"
msgstr "Begin"

#, fuzzy
msgid "Search"
msgstr "Zoek misschien"
"""


@pytest.fixture
def source(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    source = tmp_path / "nl" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(ENTRIES)
    return source


def words(source):
    with source.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def test_words_are_compiled(source):
    assert catalogues.compile_stale() == [source]
    assert words(source).gettext("Home") == "Begin"


def test_an_unsure_translation_is_not_shown(source):
    catalogues.compile_stale()
    assert words(source).gettext("Search") == "Search"


def test_what_did_not_change_is_not_compiled_again(source):
    catalogues.compile_stale()
    assert catalogues.compile_stale() == []


def test_what_changed_is_compiled_again(source):
    catalogues.compile_stale()
    source.write_text(ENTRIES.replace("Begin", "Start"))
    os.utime(source, (2**31, 2**31))
    assert catalogues.compile_stale() == [source]
    assert words(source).gettext("Home") == "Start"


def test_nothing_half_made_is_left_behind(source):
    catalogues.compile_stale()
    assert sorted(path.name for path in source.parent.iterdir()) == ["django.mo", "django.po"]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (polib.POEntry(msgid="Home", msgstr="Begin"), []),
        (polib.POEntry(msgid="Home", msgstr=""), [("untranslated", "Home")]),
        (polib.POEntry(msgid="Home", msgstr="Begin", flags=["fuzzy"]), [("fuzzy", "Home")]),
        (polib.POEntry(msgid="Huis", msgstr="Begin"), [("missing", "Home"), ("not used", "Huis")]),
        (polib.POEntry(msgid="Home", msgctxt="menu", msgstr="Begin"), [("missing", "Home"), ("not used", "Home")]),
        (polib.POEntry(msgid="Home", msgstr="Begin", obsolete=True), [("commented out", "Home"), ("missing", "Home")]),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_found(entry, problem):
    template, catalogue = polib.POFile(), polib.POFile()
    template.append(polib.POEntry(msgid="Home"))
    catalogue.append(entry)
    assert catalogues.problems(catalogue, template) == problem


def test_a_plural_that_lacks_a_form_is_untranslated():
    template, catalogue = polib.POFile(), polib.POFile()
    for file, forms in ((template, {0: "", 1: ""}), (catalogue, {0: "één", 1: ""})):
        file.append(polib.POEntry(msgid="one", msgid_plural="many", msgstr_plural=forms))
    assert catalogues.problems(catalogue, template) == [("untranslated", "one")]
