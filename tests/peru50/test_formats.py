"""Numbers and dates in each language's own form. U+202F is the narrow no-break space."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation
from django.utils.formats import date_format

from publishing import dates
from publishing.numbers import number

LANGUAGES = ("nl", "es", "fr")


def in_each(function, *args):
    said = []
    for language in LANGUAGES:
        with translation.override(language):
            said.append(function(*args))
    return said


@pytest.mark.parametrize(
    ("value", "nl", "es", "fr"),
    [
        (0, "0", "0", "0"),
        (266, "266", "266", "266"),
        (5000, "5.000", "5000", "5\u202f000"),
        (9999, "9.999", "9999", "9\u202f999"),
        (10_000, "10.000", "10\u202f000", "10\u202f000"),
        (30_000, "30.000", "30\u202f000", "30\u202f000"),
        (16_000_000, "16.000.000", "16\u202f000\u202f000", "16\u202f000\u202f000"),
        (-30_000, "-30.000", "-30\u202f000", "-30\u202f000"),
        (1.5, "1,5", "1,5", "1,5"),
        (Decimal("1.50"), "1,5", "1,5", "1,5"),
        (Decimal("30000.00"), "30.000", "30\u202f000", "30\u202f000"),
        (Decimal("1234.56"), "1.234,56", "1234,56", "1\u202f234,56"),
        (Decimal("1E+5"), "100.000", "100\u202f000", "100\u202f000"),
    ],
)
def test_a_number_is_written_as_each_language_writes_it(value, nl, es, fr):
    assert in_each(number, value) == [nl, es, fr]


@pytest.mark.parametrize(
    ("date", "nl", "es", "fr"),
    [
        (dt.date(2015, 12, 1), "1 december 2015", "1 de diciembre de 2015", "1er décembre 2015"),
        (dt.date(2015, 10, 16), "16 oktober 2015", "16 de octubre de 2015", "16 octobre 2015"),
        (dt.date(2015, 3, 11), "11 maart 2015", "11 de marzo de 2015", "11 mars 2015"),
        (dt.date(2015, 1, 31), "31 januari 2015", "31 de enero de 2015", "31 janvier 2015"),
    ],
)
def test_a_day_is_written_as_each_language_writes_it(date, nl, es, fr):
    assert in_each(dates.day, date) == [nl, es, fr]


def test_a_day_without_its_year_follows_the_same_rule():
    assert in_each(dates.day, dt.date(2015, 5, 1), "MONTH_DAY_FORMAT") == ["1 mei", "1 de mayo", "1er mai"]


def test_a_month_with_its_year_is_written_as_each_language_writes_it():
    said = in_each(date_format, dt.date(2015, 4, 1), "YEAR_MONTH_FORMAT")
    assert said == ["april 2015", "abril de 2015", "avril 2015"]


@pytest.mark.parametrize("month", range(1, 13))
def test_the_names_of_months_are_in_lower_case(month):
    said = in_each(date_format, dt.date(2015, month, 1), "F")
    assert said == [name.lower() for name in said]
