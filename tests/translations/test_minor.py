"""Which changes of a text leave its translations valid."""

import time

import pytest

from tests.translations.minor_pairs import MINOR, MINOR_MARKUP, OTHER, OTHER_MARKUP
from translations.minor import is_minor


@pytest.mark.parametrize(("language", "before", "after"), MINOR)
def test_a_slip_of_the_pen_is_minor(language, before, after):
    assert is_minor(before, after, language)


@pytest.mark.parametrize(("language", "before", "after"), OTHER)
def test_what_may_mean_something_else_is_not(language, before, after):
    assert not is_minor(before, after, language)
    assert not is_minor(after, before, language)


@pytest.mark.parametrize(("language", "before", "after"), MINOR_MARKUP)
def test_markup_that_only_looks_different_is_minor(language, before, after):
    assert is_minor(before, after, language, is_markup=True)


@pytest.mark.parametrize(("language", "before", "after"), OTHER_MARKUP)
def test_a_link_or_its_target_is_never_minor(language, before, after):
    assert not is_minor(before, after, language, is_markup=True)
    assert not is_minor(after, before, language, is_markup=True)


def test_of_a_language_that_nobody_described_only_punctuation_is():
    assert is_minor("Ñuqanchik", "Ñuqanchik.", "qu")
    assert not is_minor("Ñuqanchikk", "Ñuqanchik", "qu")


def test_a_text_without_blanks_takes_no_time():
    begun = time.process_time()
    assert not is_minor("a" * 60_000, "b" * 60_000, "nl")
    assert time.process_time() - begun < 3
