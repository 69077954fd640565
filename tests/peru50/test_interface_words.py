"""Words of the interface are translated on the desk: checked, kept apart from the catalogues, shown at once."""

import polib
import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from django.utils.translation import trans_real
from pytest_django.asserts import assertContains, assertNotContains

from peru50 import catalogues, words
from publishing.models import AuditEntry
from tests.desk import make_member
from translations.models import InterfaceWord

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    """Where words that are changed are written, read anew before and after."""
    settings.CHANGED_WORDS = tmp_path / "words"
    settings.LOCALE_PATHS = [settings.CHANGED_WORDS, *settings.LOCALE_PATHS[1:]]
    yield settings.CHANGED_WORDS
    settings.CHANGED_WORDS = tmp_path / "none"
    settings.LOCALE_PATHS = [settings.CHANGED_WORDS, *settings.LOCALE_PATHS[1:]]
    words._read_anew()


@pytest.fixture
def luisa(english_client):
    user = make_member("translators-es", name="luisa")
    english_client.force_login(user)
    return user


@pytest.fixture
def in_english():
    with translation.override("en"):
        yield


def word(msgid, language="es", context=""):
    return next(each for each in words.all_of(language) if (each.msgid, each.context) == (msgid, context))


def send(client, wanted, *forms, language="es"):
    sent = {"word": wanted.hash, "seen": wanted.seen, **{f"form-{n}": form for n, form in enumerate(forms)}}
    return client.post(reverse("interface_words", args=[language]) + "?q=Busque", sent)


def test_a_word_that_was_changed_is_shown_at_once(folder, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        words.write("es", word("Search"), ["Busque"])
    words.refresh()
    with translation.override("es"):
        assert translation.gettext("Search") == "Busque"
    with translation.override("fr"):
        assert translation.gettext("Search") != "Busque"


def test_a_change_that_is_taken_back_leaves_the_word_of_the_catalogue(folder, django_capture_on_commit_callbacks):
    given = word("Search").forms
    with django_capture_on_commit_callbacks(execute=True):
        words.write("es", word("Search"), ["Busque"])
        words.write("es", word("Search"), given)
    words.refresh()
    assert not InterfaceWord.objects.exists()
    with translation.override("es"):
        assert (translation.gettext("Search"),) == given


def test_each_plural_form_has_its_text(folder, django_capture_on_commit_callbacks):
    plural = next(each for each in words.all_of("es") if each.plural and len(each.forms) == 3)
    forms = [f"{form} {number}" for number, form in enumerate(plural.forms)]
    with django_capture_on_commit_callbacks(execute=True):
        words.write("es", plural, forms)
    words.refresh()
    with translation.override("es"):
        said = [translation.ngettext(plural.msgid, plural.plural, number) for number in (1, 1_000_000, 2)]
    assert said == forms


def test_examples_tell_which_numbers_a_form_is_for():
    assert words.examples("es") == ["1", "1000000", "0, 2, 3, 4, 5, 6"[:16]]


def test_who_answers_a_request_meanwhile_is_never_without_words(folder, django_capture_on_commit_callbacks):
    trans_real.translation("es")
    with translation.override("es"):
        before = translation.gettext("Home")
        with django_capture_on_commit_callbacks(execute=True):
            words.write("es", word("Search"), ["Busque"])
        words.refresh()
        assert (translation.gettext("Home"), translation.get_language()) == (before, "es")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sin número", "must stay in it"),
        ("%(count)s y %(otro)s", "means nothing here"),
        ("%(count)s al 5 %", "Write %% for a percent sign"),
        ("%(count)s <script>alert(1)</script>", "Keep the markup"),
        ('%(count)s " onclick="x', "Keep the markup"),
        ("%(count)s" + "x" * 2000, "far longer"),
        ("%(count)s \x00", "cannot be shown"),
    ],
)
def test_a_word_that_would_break_a_page_is_refused(text, message, in_english):
    wanted = words.Word("Use it %(count)s times", "", "", ("",), ("",))
    with pytest.raises(ValidationError, match=message):
        words.write("es", wanted, [text])


@pytest.mark.parametrize(
    ("original", "text", "message"),
    [
        ("{link} shows {title}", "{link.__class__} {link} {title}", "Keep the markup"),
        ("{link} shows {title}", "{link!r} {link} {title}", "Keep the markup"),
        ("{link} shows {title}", "{link:>999999999} {link} {title}", "Keep the markup"),
        ("Search", "%999999999s", "% means nothing here"),
        ("Search", "100 % sûr", "% means nothing here"),
        ("Search", "&#60;script&#62;", "Keep the markup"),
    ],
)
def test_a_word_that_would_do_something_where_it_is_shown_is_refused(original, text, message, in_english):
    with pytest.raises(ValidationError, match=message):
        words.write("es", words.Word(original, "", "", ("",), ("",)), [text])


def test_a_word_stays_on_one_line():
    words.write("es", words.Word("Search", "", "", ("",), ("",)), ["Busque\r\nBcc: x@example.org"])
    assert InterfaceWord.objects.get().forms == ["Busque Bcc: x@example.org"]


def test_half_of_the_plural_forms_are_refused(in_english):
    plural = next(each for each in words.all_of("es") if each.plural)
    with pytest.raises(ValidationError, match="every form"):
        words.write("es", plural, [plural.forms[0], "", ""])


def test_every_word_that_the_site_came_with_passes_the_checks():
    for code in ("es", "fr", "nl"):
        for each in words.all_of(code):
            words.word_checks.check(each, [words.word_checks.cleaned(each, form) for form in each.forms])


def test_an_address_that_visitors_know_stays(in_english):
    with pytest.raises(ValidationError, match="it stays"):
        words.write("es", word("search/", context="address"), ["buscador/"])


def test_in_a_language_that_is_not_public_an_address_is_one_and_nobody_elses(settings, in_english):
    settings.PUBLIC_LANGUAGES = ("fr", "nl")
    address = word("search/", context="address")
    for text in ("Buscar/", "buscar", "bus car/", "<int:x>/"):
        with pytest.raises(ValidationError):
            words.write("es", address, [text])
    with pytest.raises(ValidationError, match="Another page"):
        words.write("es", address, word("map/", context="address").forms)
    words.write("es", address, ["buscador/"])
    assert word("search/", context="address").forms == ("buscador/",)


def test_an_address_that_became_another_pages_is_not_taken_back(settings, in_english):
    settings.PUBLIC_LANGUAGES = ("fr", "nl")
    search, of_map = word("search/", context="address"), word("map/", context="address")
    words.write("es", search, ["buscador/"])
    words.write("es", of_map, search.given)
    with pytest.raises(ValidationError, match="Another page"):
        words.write("es", word("search/", context="address"), [""])


def test_an_address_that_is_not_translated_is_taken_as_it_stands(settings, in_english, monkeypatch):
    settings.PUBLIC_LANGUAGES = ("fr", "nl")
    catalogue = polib.pofile(str(catalogues.of("es")))
    catalogue.find("map/", msgctxt="address").msgstr = ""
    monkeypatch.setattr(words, "catalogue", lambda language: catalogue)
    with pytest.raises(ValidationError, match="Another page"):
        words.write("es", word("search/", context="address"), ["map/"])


@pytest.mark.parametrize(
    ("msgid", "text"), [("pictures/<int:pk>/", "articulos/<int:pk>/"), ("articles/<slug:slug>/", "<slug:slug>/")]
)
def test_an_address_that_leads_to_what_another_leads_to_is_taken(settings, in_english, msgid, text):
    settings.PUBLIC_LANGUAGES = ("fr", "nl")
    with pytest.raises(ValidationError, match="Another page"):
        words.write("es", word(msgid, context="address"), [text])


def test_an_address_that_visitors_know_is_not_taken_back(settings, in_english):
    public = settings.PUBLIC_LANGUAGES
    settings.PUBLIC_LANGUAGES = ("fr", "nl")
    words.write("es", word("search/", context="address"), ["buscador/"])
    settings.PUBLIC_LANGUAGES = public
    with pytest.raises(ValidationError, match="it stays"):
        words.write("es", word("search/", context="address"), [""])


def test_a_translator_changes_a_word_of_their_language(client, luisa):
    response = send(client, word("Search"), "Busque")
    assert response.status_code == 302
    assert AuditEntry.objects.filter(user_name="luisa", object_name="Search", languages=["es"]).count() == 1
    assertContains(client.get(response.url.partition("#")[0]), "Saved.")


def test_nobody_changes_a_word_of_another_language(client, luisa):
    assert send(client, word("Search", "fr"), "Cherche", language="fr").status_code == 403
    assert not InterfaceWord.objects.exists()


def test_a_translator_changes_no_address(client, luisa, settings):
    settings.PUBLIC_LANGUAGES = ("fr", "nl")
    assertContains(send(client, word("search/", context="address"), "buscador/"), "Addresses are for administrators.")
    assert not InterfaceWord.objects.exists()


def test_what_was_typed_and_refused_is_still_there(client, luisa):
    response = send(client, word("Search"), "<b>Busque</b>")
    assertContains(response, "Keep the markup of the original")
    assertContains(response, "&lt;b&gt;Busque&lt;/b&gt;</textarea>")


def test_somebody_elses_change_is_shown_and_not_written_over(client, luisa):
    seen = word("Search")
    words.write("es", seen, ["De otra persona"])
    response = send(client, seen, "Busque")
    assertContains(response, "Somebody else changed this word meanwhile.")
    assertContains(response, "De otra persona")
    assert word("Search").forms == ("De otra persona",)


def test_words_are_found_by_what_any_language_says(client, luisa):
    address = reverse("interface_words", args=["es"])
    assertContains(client.get(address, {"q": "zoeken"}), ">Buscar</textarea>")
    assertNotContains(client.get(address, {"q": "zoeken"}), ">Inicio</textarea>")


def test_words_are_shown_where_no_other_language_is_public(client, luisa, settings):
    settings.PUBLIC_LANGUAGES = ("es",)
    assert client.get(reverse("interface_words", args=["es"])).status_code == 200


def test_what_an_added_language_says_comes_after_those_that_lack_no_word(client, luisa, settings):
    settings.PUBLIC_LANGUAGES = ("ar", "es", "fr", "nl")
    row = client.get(reverse("interface_words", args=["es"])).context["rows"][0]
    assert [code for code, _texts in row.sources] == ["fr", "nl", "ar"]


def test_only_what_was_changed_is_shown_if_so_wished(client, luisa):
    words.write("es", word("Search"), ["Busque"])
    response = client.get(reverse("interface_words", args=["es"]), {"show": "changed"})
    assert [row.word.msgid for row in response.context["rows"]] == ["Search"]


def test_what_visitors_see_comes_first(client, luisa):
    rows = client.get(reverse("interface_words", args=["es"])).context["rows"]
    assert all(row.word.is_for_visitors for row in rows)
    found = client.get(reverse("interface_words", args=["es"]), {"page": 1000})
    assert not any(row.word.is_for_visitors for row in found.context["rows"])
    assertContains(found, "not for visitors")


def test_a_word_comes_with_what_its_translators_must_know():
    assert word("million %(unit)s").note.startswith("stands after a number")


def test_words_go_back_into_a_catalogue(client, luisa, tmp_path):
    words.write("es", word("Search"), ["Busque"])
    call_command("export_words", "es", "--to", tmp_path, verbosity=0)
    written = polib.pofile(str(tmp_path / "es" / "LC_MESSAGES" / "django.po"))
    before = polib.pofile(str(catalogues.of("es")))
    changed = [new.msgid for new, old in zip(written, before, strict=True) if new != old or new.msgstr != old.msgstr]
    assert changed == ["Search"]
    downloaded = client.get(reverse("interface_words", args=["es"]) + "?po").content.decode()
    assert 'msgstr "Busque"' in downloaded


@pytest.mark.parametrize("language", ["xx", "de", "es'"])
def test_a_language_that_is_not_here_has_no_words(client, luisa, language):
    assert client.get(reverse("interface_words", args=[language])).status_code == 404
