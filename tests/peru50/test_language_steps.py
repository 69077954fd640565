"""Opening asks whether enough is there; hiding leaves visitors something; interface words begin with what Django has."""

import gettext
from types import SimpleNamespace

import polib
import pytest
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils.translation import override

from peru50 import catalogues, language_file, language_steps, readiness
from peru50 import words as interface_words
from peru50.language_file import Language, Languages
from publishing import languages, press
from tests.factories import make_article
from translations.models import InterfaceWord


@pytest.fixture
def file(settings, tmp_path):
    """The file of a site that added Quechua and hides French."""
    settings.LANGUAGES_FILE = tmp_path / "languages.json"
    settings.ADDED_WORDS = tmp_path / "locale"
    settings.LOCALE_PATHS = [settings.ADDED_WORDS, settings.BASE_DIR / "locale"]
    settings.ADDED_LANGUAGES = ("ar", "de", "qu")
    settings.PUBLIC_LANGUAGES = ("es", "nl")
    language_file.write(settings.LANGUAGES_FILE, Languages({"qu": Language("Runasimi", state="stored")}, ("es", "nl")))
    return settings.LANGUAGES_FILE


def public(file):
    return language_file.read(file).public


# Opening and hiding


@pytest.fixture
def articles(db):
    """Two articles that are public in Dutch, one of them in French too."""
    found = [make_article(), make_article()]
    for article in found:
        press.publish(article, "nl")
    press.publish(found[0], "fr")
    return found


def test_a_language_is_opened_when_enough_of_it_is_there(file, articles):
    with pytest.raises(ValidationError, match="50"):
        language_steps.open_("fr")
    assert public(file) == ("es", "nl")
    press.publish(articles[1], "fr")
    language_steps.open_("fr")
    assert public(file) == ("es", "fr", "nl")


def test_what_is_missing_is_said_and_a_language_opened_anyway(file, articles, capsys):
    with pytest.raises(CommandError, match=r"ready at 50 %; it is opened from 80 %"):
        call_command("open_language", "fr")
    assert str(articles[1]) in capsys.readouterr().out
    call_command("open_language", "fr", anyway=True)
    assert public(file) == ("es", "fr", "nl")


def test_a_word_that_was_translated_on_the_desk_counts(file, db):
    catalogues.refresh("qu")
    missing = readiness.of("qu").words
    InterfaceWord.objects.create(language="qu", msgid="Menu", msgid_hash="1", forms=["Akllana"])
    assert len(readiness.of("qu").words) == len(missing) - 1


def test_what_only_those_who_work_here_see_keeps_no_language_closed(file, db):
    catalogues.refresh("qu")
    ready = readiness.of("qu")
    assert {"Menu", "January"} < set(ready.words)
    assert "Trash" not in ready.words
    assert len(ready.words) == ready.all_words < len(catalogues.missing("qu")) / 3


def test_the_last_public_language_is_not_hidden(file):
    language_steps.hide("nl")
    with pytest.raises(ValidationError):
        language_steps.hide("es")
    assert public(file) == ("es",)


@pytest.mark.parametrize("step", [language_steps.open_, language_steps.hide, language_steps.remove])
def test_a_language_that_nobody_added_is_refused(file, step):
    with pytest.raises(ValidationError):
        step("de")


@pytest.mark.parametrize("command", ["open_language", "hide_language", "remove_language"])
def test_a_command_that_names_no_language_of_the_site_is_refused_in_a_sentence(file, command, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda question: "../xx")
    with pytest.raises(CommandError, match=r"“../xx” is no language"):
        call_command(command, "../xx")


def test_a_language_that_came_with_the_site_is_not_removed(file):
    with pytest.raises(ValidationError):
        language_steps.remove("nl")


def test_nothing_is_removed_before_its_code_is_typed(file, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda question: "y")
    with pytest.raises(CommandError, match="Nothing was done"):
        call_command("remove_language", "qu")
    assert language_file.read(file).in_state("stored") == ("qu",)


def test_a_language_that_texts_were_first_written_in_is_not_removed(file, db):
    make_article(source_language="qu", title_nl="Over de bergen", title_es="", title_fr="")
    with override("en"), pytest.raises(ValidationError, match="first written in Runasimi, such as “Over de bergen”"):
        language_steps.remove("qu")
    assert language_file.read(file).in_state("stored") == ("qu",)


def test_a_language_that_was_added_again_meanwhile_is_not_forgotten(file, db, settings, monkeypatch):
    settings.SITE_LANGUAGES = Languages({"qu": Language("Runasimi", state="removed")}, ("es", "nl"))
    dropped = []
    monkeypatch.setattr(language_steps.columns, "drop", dropped.append)
    language_steps.forget_removed()
    assert dropped == []
    language_file.write(file, settings.SITE_LANGUAGES)
    language_steps.forget_removed()
    assert dropped == ["qu"]


# Interface words


def words(code):
    return {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(catalogues.of_site(code)))}


def spoken(code):
    catalogues.compile_stale()
    with catalogues.of_site(code).with_suffix(".mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled)


def test_a_language_that_django_knows_begins_with_its_words_and_plurals(file):
    catalogues.refresh("ar")
    assert words("ar")[None, "Home"].msgstr == "الرئيسية"
    assert len(words("ar")[None, "million"].msgstr_plural) == 6


def test_a_language_that_django_does_not_know_needs_its_words_too(file):
    catalogues.refresh("qu")
    assert (None, "January") in words("qu")
    assert (None, "This field is required.") in words("qu")


@pytest.mark.parametrize(("code", "forms"), [("fr-be", [0, 0, 2, 1]), ("es-pe", [2, 0, 2, 1]), ("en", [1, 0, 1, 1])])
def test_a_language_has_the_rule_for_its_plurals_of_whoever_knows_one(file, code, forms):
    catalogues.refresh(code)
    count, form = catalogues.plural_forms(polib.pofile(str(catalogues.of_site(code))))
    assert [form(number) for number in (0, 1, 5, 1_000_000)] == forms
    assert len(words(code)[None, "million"].msgstr_plural) == count


def test_nobody_translates_english_into_english(file, db):
    catalogues.refresh("en")
    assert words("en")[None, "Search"].msgstr == "Search"
    assert words("en")[None, "million"].msgstr_plural == {0: "million", 1: "millions"}
    assert readiness.of("en").words_percent == 100


def test_a_release_brings_new_words_and_takes_old_ones_and_keeps_what_was_translated(file):
    catalogues.refresh("qu")
    path = catalogues.of_site("qu")
    catalogue = polib.pofile(str(path))
    catalogue.find("Search").msgstr = "Maskay"
    catalogue.remove(catalogue.find("Home"))
    catalogue.append(polib.POEntry(msgid="a word of long ago"))
    catalogue.save()
    catalogues.refresh("qu")
    assert words("qu")[None, "Search"].msgstr == "Maskay"
    assert (None, "Home") in words("qu")
    assert (None, "a word of long ago") not in words("qu")


def test_the_words_of_an_added_language_tell_where_they_stand_and_what_to_mind(file):
    ours = polib.pofile(str(catalogues.of("nl")))
    catalogues.refresh("ar")
    for entry in (word for word in ours if word.comment):
        assert words("ar")[entry.msgctxt, entry.msgid].comment.split() == entry.comment.split()
    assert words("ar")[None, "Home"].occurrences == ours.find("Home").occurrences


def test_a_word_that_is_not_translated_is_spoken_in_english(file):
    for code in ("ar", "qu"):
        catalogues.refresh(code)
        assert spoken(code).pgettext("address", "search/") == "search/"
    assert [spoken("ar").ngettext("million", "millions", number) for number in (0, 1, 5)] == [
        "millions",
        "million",
        "millions",
    ]
    assert catalogues.missing("qu")


# Adding


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("ay", "The name of “ay” is not known here"),
        ("nl", "Nederlands is there already"),
        ("deutsch!", "no code of a language"),
        ("sr-latn-rs-x", "no code of a language"),
        ("de./../ab", "no code of a language"),
        ("de@euro", "no code of a language"),
        ("дэ", "no code of a language"),
        ("admin", "no code of a language"),
        ("zh-hant-419", "too long"),
    ],
)
def test_what_cannot_be_added_is_refused_in_a_sentence(file, code, problem):
    before = file.read_text()
    with pytest.raises(CommandError, match=problem):
        call_command("add_language", code)
    assert file.read_text() == before


def test_an_addition_that_fails_says_so_and_leaves_the_language_out_of_use(file, monkeypatch):
    monkeypatch.setattr(language_steps.subprocess, "run", lambda *arguments, **options: SimpleNamespace(returncode=1))
    with pytest.raises(CommandError, match="could not be finished"):
        call_command("add_language", "pt-br")
    assert language_file.read(file).in_state("coming") == ("pt-br",)
    assert public(file) == ("es", "nl")


def test_a_name_keeps_its_capitals(monkeypatch):
    monkeypatch.setitem(LANG_INFO, "quz", {"name": "Cusco Quechua", "name_local": "runasimi (Qusqu)"})
    assert languages.native_name("quz") == "Runasimi (Qusqu)"


# Removing


def test_what_was_translated_on_the_desk_goes_into_the_file_too(file, db, settings):
    settings.VAR_DIR = file.parent
    settings.CHANGED_WORDS = file.parent / "words"
    catalogues.refresh("de")
    search = next(word for word in interface_words.all_of("de") if word.msgid == "Search")
    interface_words.write("de", search, ["Suche"])
    exported = language_steps.export("de").with_suffix(".po")
    assert polib.pofile(str(exported)).find("Search").msgstr == "Suche"
