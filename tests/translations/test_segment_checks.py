"""What the checks of a translation say, beyond the sentences of test_segment_pairs.py."""

import time

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from translations.checks import findings

LANGUAGES = ("nl", "es", "fr", "en", "de", "qu", "ar")
SIGNS = [
    *('0123456789.,-−:;!?«»“”"()[] \u00a0\u202f%€$°CXIVe<>&/hm~#'),
    *("<p>", "</p>", '<a href="piece:1">', "</a>", "&nbsp;", "\u200f", "١", "²", "½", "İ", "ﬁ"),
    *(" mei ", " de ", " mille ", " vijf ", " siglo ", " siècle", "30.000", "1/1/2015", " p. m.", " años ", "%(a)s"),
]
TEXTS = st.lists(st.sampled_from(SIGNS), max_size=30).map("".join) | st.text(max_size=30)


def codes(language, source_language, source, target, **options):
    return [remark.code for remark in findings(language, source_language, source, target, **options)]


@given(st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES), TEXTS, TEXTS, st.booleans())
def test_any_two_texts_can_be_checked(language, source_language, source, target, is_markup):
    for remark in findings(language, source_language, source, target, is_markup=is_markup):
        assert remark.start is None or 0 <= remark.start < remark.end <= len(target)


@pytest.mark.parametrize(
    "part", ["1 ", "1.1", "1", "a", "(", "«", "<p>", '<a href="piece:1">', "www.", "x@", "%(", "\u00a0", "een twee "]
)
def test_a_hostile_text_takes_no_time(part):
    text = part * 5000
    begun = time.process_time()
    findings("fr", "nl", text, text + "x", is_markup=True)
    assert time.process_time() - begun < 5


def test_links_that_do_not_end_take_no_time():
    begun = time.process_time()
    findings("fr", "nl", "<a " * 40_000, "x", is_markup=True)
    assert time.process_time() - begun < 5


def test_errors_come_first():
    found = findings("fr", "nl", "In 1965 begon het.", "Commencé en  1956.")
    assert [remark.level for remark in found] == ["error", "warning"]


def test_a_remark_says_where_it_is_in_the_markup():
    target = "<p>Plus de <strong>3&nbsp;000</strong> hectares.</p>"
    (remark,) = findings("fr", "nl", "<p>Meer dan <strong>30.000</strong> hectare.</p>", target, is_markup=True)
    assert target[remark.start : remark.end] == "3&nbsp;000</strong> hectares"


@pytest.mark.parametrize("language", ["qu", "ay", "ar"])
def test_a_language_that_nothing_is_known_of_is_checked_for_what_all_share(language):
    assert codes(language, "nl", "Vijf <b>%s</b> in 1965.", "Pichqa %s 1956  watapi.") == [
        "placeholder",
        "placeholder",
        "number",
        "double_space",
    ]


def test_its_own_numbers_in_words_are_not_missed():
    assert codes("qu", "nl", "Twaalf scholen", "Chunka iskayniyuq yachay wasi") == []


def test_signs_of_direction_change_nothing():
    assert codes("ar", "nl", "In 2015 (50 jaar).", "\u200f2015\u200e (\u206750 سنة\u2069).") == []


def test_an_arabic_question_is_one():
    assert codes("ar", "nl", "Komt de regen?", "هل يأتي المطر؟") == []


def test_the_hours_of_a_day_are_the_same_however_they_are_written():
    for target in ("20:30", "8:30 p. m.", "20.30 h"):
        assert codes("es", "nl", "Om 20.30 uur begint het", f"A las {target} empieza") == []


def test_a_date_in_figures_is_one_in_words():
    assert codes("fr", "nl", "Op 16-10-2015 was het debat.", "Le débat a eu lieu le 16 octobre 2015.") == []


def test_words_for_small_numbers_stand_for_figures():
    assert codes("es", "fr", "Les 5 canaux et dix-neuf villages", "Los cinco canales y 19 pueblos") == []


def test_dutch_french_and_spanish_words_of_many_parts_are_read():
    assert codes("fr", "nl", "Vierentachtig en eenenzeventig", "Quatre-vingt-quatre et soixante et onze") == []
    assert codes("es", "nl", "Zesentwintig en vijfendertig", "Veintiséis y treinta y cinco") == []
    assert codes("fr", "nl", "Zesentwintig en vijfennegentig", "Vingt-six et nonante-cinq") == []


def test_a_film_keeps_its_title():
    assert codes("fr", "nl", *["Resultados que cuentan: 50 años de cooperación en el Perú"] * 2) == []


def test_a_name_is_the_same_in_every_language():
    assert codes("fr", "nl", *["Junta Nacional del Café"] * 2) == []


def test_the_name_of_a_person_is_no_month():
    assert codes("nl", "es", "Una foto de Julio Pedroza.", "Een foto van Julio Pedroza.") == []


def test_the_name_of_a_standard_is_no_number_to_be_written_otherwise():
    assert codes("fr", "nl", "Volgens EN 301 549 en WCAG 2.2.", "Selon EN 301 549 et WCAG 2.2.") == []


def test_the_address_of_a_page_in_another_language_is_the_same_link():
    source, target = ('<p><a href="https://who.int/nl/">Lees</a></p>', '<p><a href="https://who.int/fr/">Lisez</a></p>')
    assert codes("fr", "nl", source, target, is_markup=True) == []


def test_a_lost_link_is_named_by_its_words():
    source = '<p>Bij de <a href="piece:4">dienst &amp; meer</a></p>'
    with translation.override("en"):
        (remark,) = findings("fr", "nl", source, "<p>Au service</p>", is_markup=True)
    assert remark.message == "The link “dienst & meer” is missing."


def test_french_spaces_are_not_asked_for_in_times_and_addresses():
    source = "Om 10:30 op https://glo-be.be/a?b=1;c"
    assert codes("fr", "nl", source, "À 10:30 sur https://glo-be.be/a?b=1;c") == []


def test_a_no_break_space_that_the_editor_stores_as_an_entity_is_one():
    assert codes("fr", "nl", "<p>Waarom?</p>", "<p>Pourquoi&nbsp;?</p>", is_markup=True) == []


def test_nothing_is_said_of_a_text_that_is_not_there():
    assert codes("fr", "nl", "Titel", "") == []
