"""Dates as far as they are known: read, ordered, said."""

import datetime as dt

import pytest
from django.utils import translation

from publishing.partial_date_forms import PartialDateFormField
from publishing.partial_dates import PartialDate


def said(value, language):
    with translation.override(language):
        return PartialDate.parse(value).text()


@pytest.mark.parametrize(
    ("value", "nl", "es", "fr"),
    [
        ("2015-12-01/day", "1 december 2015", "1 de diciembre de 2015", "1er décembre 2015"),
        ("2015-04-01/month", "april 2015", "abril de 2015", "avril 2015"),
        ("2015-01-01/year", "2015", "2015", "2015"),
        ("1990-01-01/decade", "de jaren 1990", "la década de 1990", "les années 1990"),
    ],
)
def test_a_date_is_said_as_each_language_says_it(value, nl, es, fr):
    assert [said(value, language) for language in ("nl", "es", "fr")] == [nl, es, fr]


@pytest.mark.parametrize("language", ["nl", "es", "fr"])
def test_a_season_names_its_year_and_its_side_of_the_world(language):
    text = said("1965-06-01/season", language)
    assert "1965" in text
    assert "Europ" in text.title()


@pytest.mark.parametrize("language", ["nl", "es", "fr"])
def test_early_in_a_decade_is_not_said_as_the_decade(language):
    assert said("2000-01-01/early", language) != said("2000-01-01/decade", language)


@pytest.mark.parametrize(
    "value",
    ["2015-02-30/day", "2015-12-02/month", "2015-05-01/season", "2015-02-01/year", "1991-01-01/decade", "2015", "soon"],
)
def test_what_is_no_date_is_refused(value):
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.parse(value)


def test_dates_are_ordered_by_their_first_possible_day():
    values = ["1965-06-01/season", "1990-01-01/decade", "2000-01-01/early", "2015-04-01/month", "2015-10-16/day"]
    assert sorted(map(PartialDate.parse, reversed(values))) == list(map(PartialDate.parse, values))


def test_only_days_months_and_years_have_a_machine_form():
    assert PartialDate(dt.date(2015, 10, 16), "day").machine == "2015-10-16"
    assert PartialDate(dt.date(2015, 4, 1), "month").machine == "2015-04"
    assert PartialDate(dt.date(1965, 6, 1), "season").machine == ""


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (["2015", "month-10", "16"], "2015-10-16/day"),
        (["2015", "month-4", ""], "2015-04-01/month"),
        (["1965", "season-6", ""], "1965-06-01/season"),
        (["2015", "", ""], "2015-01-01/year"),
        (["2003", "early", ""], "2000-01-01/early"),
    ],
)
def test_what_an_editor_types_is_kept_and_shown_again(typed, stored):
    field = PartialDateFormField(required=False)
    assert str(field.clean(typed)) == stored
    assert field.clean([part and str(part) for part in field.widget.decompress(stored)]) == PartialDate.parse(stored)


@pytest.mark.parametrize("typed", [["2015", "", "16"], ["2015", "month-2", "30"], ["", "month-4", ""]])
def test_a_half_date_is_refused_with_a_sentence(typed):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        PartialDateFormField(required=False).clean(typed)
