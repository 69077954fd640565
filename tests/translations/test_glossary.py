"""What things are called here is found in a source, in whatever form, and kept by translators and editors."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from peru50.content import files
from peru50.content.desk import Desk
from publishing.models import AuditEntry
from tests.desk import make_member, messages, save
from translations import glossary
from translations.admin import glossary_table
from translations.models import Term, TermWord

pytestmark = pytest.mark.django_db

LIST = "/admin/translations/term/"


def make_term(kind="term", note="", **words):
    """Make an entry: es="papa", es_forbidden="patata"."""
    term = Term.objects.create(kind=kind, note=note)
    for key, text in words.items():
        code, _line, usage = key.partition("_")
        TermWord.objects.create(term=term, language=code, text=text, usage=usage or "preferred")
    return term


def found(text, source_language="nl", language="es"):
    terms = glossary.terms(source_language, language)
    return [(text[start:end], *entry.preferred) for start, end, entry in terms.found_in(text)]


def as_table(text):
    return glossary_table.read(text.encode())


# In a text


def test_a_word_is_found_in_all_its_forms():
    make_term(nl="aardappel", es="papa")
    assert found("Twee aardappelen.") == [("aardappelen", "papa")]
    assert found("LAS PAPAS", "es", "nl") == [("PAPAS", "aardappel")]


def test_a_word_within_another_is_not_found():
    make_term(nl="land", es="país")
    assert found("In het buitenland is landbouw belangrijk.") == []


def test_the_longest_of_several_words_is_found():
    make_term(nl="ontwikkeling", es="desarrollo")
    make_term(nl="duurzame ontwikkeling", es="desarrollo sostenible")
    assert found("Duurzame ontwikkeling en ontwikkeling") == [
        ("Duurzame ontwikkeling", "desarrollo sostenible"),
        ("ontwikkeling", "desarrollo"),
    ]


def test_a_text_of_two_meanings_is_found_with_both():
    make_term(es="banco", nl="bank")
    make_term(es="banco", nl="zitbank")
    assert found("un banco", "es", "nl") == [("banco", "bank"), ("banco", "zitbank")]


def test_a_name_keeps_its_capitals_and_is_not_inflected():
    make_term("name", es="Lima", nl="Lima")
    make_term("name", nl="Andes", es="Andes")
    assert found("Una lima de Lima", "es", "nl") == [("Lima", "Lima")]
    assert found("De Ande en de Andes") == [("Andes", "Andes")]


def test_a_name_that_begins_small_is_found_with_a_capital_too():
    make_term("name", fr="ambassade de Belgique", es="Embajada de Bélgica")
    assert found("Ambassade de Belgique", "fr") == [("Ambassade de Belgique", "Embajada de Bélgica")]


def test_words_that_a_comma_or_the_end_of_a_paragraph_parts_do_not_belong_together():
    make_term(nl="duurzame ontwikkeling", es="desarrollo sostenible")
    assert found("<p>duurzame</p><p>ontwikkeling</p> duurzame, ontwikkeling") == []


def test_markup_within_a_word_group_is_looked_through_and_never_taken_for_words():
    make_term(nl="duurzame ontwikkeling", es="desarrollo sostenible")
    make_term(nl="strong", es="fuerte")
    assert found("<p>duurzame <strong>ontwikkeling</strong></p>") == [
        ("duurzame <strong>ontwikkeling", "desarrollo sostenible")
    ]


def test_words_in_a_language_without_stems_are_found_as_they_are():
    assert glossary.Lexicon("qu", [("papa", False, "papa")]).found_in("Papa, papakuna") == [(0, 4, "papa")]


def test_letters_that_change_their_number_in_small_do_no_harm():
    make_term(nl="stad", es="ciudad")
    assert found("İstanbul is een stad") == [("stad", "ciudad")]


def test_an_entry_tells_what_is_preferred_allowed_and_forbidden():
    term = make_term("name", note="De vrucht", nl="aardappel", es="papa", es_allowed="papita", es_forbidden="patata")
    TermWord.objects.filter(text="papa").update(note="En el Perú")
    [entry] = glossary.terms("nl", "es")
    assert (entry.pk, entry.is_name, entry.note, entry.source) == (term.pk, True, "De vrucht", ("aardappel",))
    assert (entry.preferred, entry.allowed, entry.forbidden) == (("papa",), ("papita",), ("patata",))
    assert entry.preferred[0].note == "En el Perú"


def test_a_forbidden_word_in_the_source_is_understood():
    make_term(es="papa", es_forbidden="patata", nl="aardappel")
    assert found("la patata", "es", "nl") == [("patata", "aardappel")]


def test_an_entry_without_a_word_in_the_source_is_none():
    make_term(fr="pomme de terre", es="papa")
    assert list(glossary.terms("nl", "es")) == []


def test_the_glossary_is_read_at_once(django_assert_num_queries):
    for number in range(20):
        make_term(nl=f"woord{number}", es=f"palabra{number}")
    with django_assert_num_queries(1):
        assert len(glossary.terms("nl", "es").about("woord1 woord2 woord1")) == 2


def test_what_was_found_is_marked_in_safe_markup():
    term = make_term(nl="rode aardappel", es="papa roja")
    terms = glossary.terms("nl", "es")
    text, html = "<b> rode aardappelen", "<p>rode <em>aardappel</em></p>"
    mark = f'<mark class="term" data-term="{term.pk}">'
    assert (
        glossary.highlighted(text, terms.found_in(text), is_markup=False) == f"&lt;b&gt; {mark}rode aardappelen</mark>"
    )
    assert (
        glossary.highlighted(html, terms.found_in(html), is_markup=True)
        == f"<p>{mark}rode </mark><em>{mark}aardappel</mark></em></p>"
    )


# In the admin


def test_a_translator_adds_an_entry_with_its_words(client):
    client.force_login(make_member("translators-es"))
    save(client, f"{LIST}add/", "_save", **{"words-0-text": "papa", "words-0-language": "es"})
    assert str(Term.objects.get()) == "papa"
    assert AuditEntry.objects.get(model="translations.term").action == AuditEntry.Action.ADDED


def test_a_new_entry_offers_a_row_in_each_language(editor):
    rows = editor.get(f"{LIST}add/").context["inline_admin_formsets"][0].formset.forms
    assert [row.initial["language"] for row in rows] == ["es", "fr", "nl"]


def test_an_entry_without_a_word_is_refused(editor):
    response = save(editor, f"{LIST}add/", "_save", note="Niets")
    assert "Please submit at least 1 form." in response.content.decode()
    assert not Term.objects.exists()


def test_a_translator_deletes_their_own_word_and_no_entry(client):
    client.force_login(make_member("translators-es"))
    term = make_term(nl="aardappel", es="papa")
    save(client, f"{LIST}{term.pk}/change/", "_save", **{"words-0-DELETE": "on"})
    assert str(term) == "aardappel"
    assert client.post(f"{LIST}{term.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    "forged",
    [
        {"words-1-text": "patat"},
        {"words-1-DELETE": "on"},
        {"words-1-language": "es"},
        {"words-1-note": "x"},
        {"words-1-usage": "forbidden"},
    ],
)
def test_a_translator_touches_no_word_of_another_language(client, forged):
    client.force_login(make_member("translators-es"))
    term = make_term(nl="aardappel", es="papa")
    assert save(client, f"{LIST}{term.pk}/change/", "_save", **forged).status_code == 403
    assert str(term) == "papa · aardappel"


def test_a_translator_adds_no_word_in_another_language(client):
    client.force_login(make_member("translators-es"))
    response = save(client, f"{LIST}add/", "_save", **{"words-0-text": "aardappel", "words-0-language": "nl"})
    assert response.context["inline_admin_formsets"][0].formset.errors[0].keys() == {"language"}
    assert not Term.objects.exists()


def test_a_moderator_sees_no_glossary(client):
    client.force_login(make_member("moderators"))
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}export/").status_code == 403


def test_an_author_reads_the_glossary_and_changes_nothing(client):
    client.force_login(make_member("authors"))
    term = make_term(nl="aardappel")
    assert "aardappel" in client.get(f"{LIST}{term.pk}/change/").content.decode()
    assert client.post(f"{LIST}{term.pk}/change/", {"note": "x"}).status_code == 403
    assert client.get(f"{LIST}import/").status_code == 403


def test_the_list_has_a_column_per_language_and_strikes_what_is_forbidden(editor):
    make_term(nl="aardappel", es="papa", es_forbidden="patata")
    page = editor.get(LIST).content.decode()
    assert '<span lang="es">papa, <s><span class="visually-hidden">forbidden </span>patata</s></span>' in page


def test_the_list_is_searched_in_all_languages_and_filtered(editor):
    make_term(nl="aardappel", es="papa")
    make_term("name", nl="Lima", fr="Lima")
    listed = lambda **query: [str(term) for term in editor.get(LIST, query).context["cl"].result_list]  # noqa: E731
    assert listed(q="papa") == ["papa · aardappel"]
    assert listed(kind__exact="name") == ["Lima · Lima"]
    assert listed(without="fr") == ["papa · aardappel"]


def test_the_list_takes_the_same_queries_for_many_entries(editor, django_assert_max_num_queries):
    for number in range(30):
        make_term(nl=f"woord{number}", es=f"palabra{number}")
    with django_assert_max_num_queries(9):
        editor.get(LIST)


# As a table


def test_an_export_read_again_changes_nothing():
    make_term("name", note="=1+1", nl="Peru", es="Perú", es_forbidden="Pirú")
    assert glossary_table.apply(as_table(glossary_table.written()), None) == (0, 0)


def test_a_table_adds_changes_and_takes_away(editor):
    term = make_term(nl="aardappel", es="patata", fr="pomme de terre")
    table = f"id;kind;es;es forbidden;nl\n{term.pk};term;papa;patata;aardappel\n;name;Lima;;Lima\n"
    file = SimpleUploadedFile("glossary.csv", table.encode())
    response = editor.post(f"{LIST}import/", {"table": file}, follow=True)
    assert messages(response) == ["1 entry was added; 1 was changed."]
    words = term.words.values_list("language", "text", "usage")
    assert set(words) == {
        ("es", "papa", "preferred"),
        ("es", "patata", "forbidden"),
        ("nl", "aardappel", "preferred"),
        ("fr", "pomme de terre", "preferred"),  # for which the table has no column
    }


def test_a_line_without_an_id_that_says_what_is_there_adds_nothing():
    make_term(nl="aardappel", es="papa", fr="pomme de terre")
    assert glossary_table.apply(as_table("nl,es\naardappel,papa\n"), None) == (0, 0)


def test_several_words_stand_in_one_cell():
    glossary_table.apply(as_table("nl,es allowed\nngo,ONG | organización\n"), None)
    assert list(TermWord.objects.filter(language="es").values_list("text", flat=True)) == ["ONG", "organización"]


def test_a_line_that_lacks_its_last_cells_takes_nothing_away():
    term = make_term(nl="aardappel", es="papa", fr="pomme de terre")
    glossary_table.apply(as_table(f"id,nl,es,fr\n{term.pk},pieper\n"), None)
    assert set(term.words.values_list("language", "text")) == {
        ("nl", "pieper"),
        ("es", "papa"),
        ("fr", "pomme de terre"),
    }


def test_two_lines_on_one_entry_are_refused():
    term = make_term(nl="aardappel")
    with translation.override("en"), pytest.raises(ValidationError, match="Line 3: there is another line"):
        glossary_table.read(f"id,nl\n{term.pk},pieper\n{term.pk},patat\n".encode())


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"", "columns"),
        (b"nl,xx\na,b\n", "columns"),
        (b"id,nl\n99,woord\n", "Line 2: there is no entry 99"),
        (b"kind,nl\nplace,woord\n", "Line 2: “place” is no kind"),
        (b"nl,es\na,b\n,\n", "Line 3: no word"),
        (b"nl\na,b,c\n", "Line 2: more cells"),
        (b"nl\n" + b"a" * 161, "longer than 160"),
        (b'nl\n"a', "not a table"),
        (b"nl\na\x00b", "signs that no text has"),
        (b"nl,note\na," + b"n" * 601, "note is longer than 600"),
    ],
)
def test_a_table_that_is_none_is_refused_and_says_why(table, said, editor):
    with translation.override("en"), pytest.raises(ValidationError, match=said):
        glossary_table.read(table)


def test_a_refused_table_changes_nothing_and_the_page_says_why(editor):
    file = SimpleUploadedFile("glossary.csv", b"nl,es\naardappel,papa\n,\n")
    page = editor.post(f"{LIST}import/", {"table": file}).content.decode()
    assert "Line 3: no word in any language." in page
    assert not Term.objects.exists()


# What the site begins with


def test_an_empty_glossary_is_filled_once():
    Desk(print).glossary()
    Term.objects.first().delete()
    Desk(print).glossary()
    assert Term.objects.count() == len(files.records("term")) - 1


def test_every_word_of_the_first_glossary_is_found_in_itself():
    Desk(print).glossary()
    terms = glossary.terms("nl", "es")
    missing = [word for entry in terms for word in entry.source if entry not in terms.about(word)]
    assert missing == []
