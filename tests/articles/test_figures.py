"""How key figures are said in each language; a qualifier is never lost."""

from decimal import Decimal

import pytest
from django.utils import translation

from articles import figures
from articles.models import KeyFigure

NARROW = "\u202f"


def said(language, value, unit="", qualifier="exact"):
    figure = KeyFigure(value=None if value is None else Decimal(value), unit=unit, qualifier=qualifier)
    with translation.override(language):
        parts = figures.said(figure)
    return " ".join(filter(None, (parts.qualifier, parts.number, parts.unit)))


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "nl", "es", "fr"),
    [
        (28, "", "exact", "28", "28", "28"),
        (5000, "", "more_than", "meer dan 5.000", "más de 5000", f"plus de 5{NARROW}000"),
        (30000, "hectare", "more_than", "meer dan 30.000 ha", f"más de 30{NARROW}000 ha", f"plus de 30{NARROW}000 ha"),
        (
            16_000_000,
            "tonne",
            "more_than",
            "meer dan 16 miljoen ton",
            "más de 16 millones de toneladas",
            "plus de 16 millions de tonnes",
        ),
        (2_000_000, "", "more_than", "meer dan 2 miljoen", "más de 2 millones", "plus de 2 millions"),
        ("1.5", "hectare", "about", "ongeveer 1,5 ha", "alrededor de 1,5 ha", "environ 1,5 ha"),
        (70, "percent", "at_least", "minstens 70 %", "al menos 70 %", "au moins 70 %"),
        (None, "", "dozens", "tientallen", "decenas", "des dizaines"),
    ],
)
def test_a_figure_is_said_with_its_qualifier_and_unit(value, unit, qualifier, nl, es, fr):
    assert [said(code, value, unit, qualifier) for code in ("nl", "es", "fr")] == [nl, es, fr]


def test_a_number_that_is_no_round_million_is_not_shortened():
    assert said("nl", 2_345_678) == "2.345.678"


@pytest.mark.parametrize(("percent", "cells"), [(80, 40), (8, 4), (0, 0), (100, 50), (150, 50)])
def test_a_share_is_woven_in_cells_of_two_percent(percent, cells):
    assert figures.share(Decimal(percent)) == cells
