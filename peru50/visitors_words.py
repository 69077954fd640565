"""Which words of the interface visitors see: the others are for who works here, and keep no language from being opened."""

import re
from functools import cache

from django.apps import apps
from django.utils import translation

# Where they are said, in this site and in Django, by the places that catalogues tell of.
_PLACES = re.compile(
    r"""
    templates/(?!admin/) | (articles|events|gallery|publishing|peru50)/(urls|views|feeds)\.py
    | (articles|gallery|publishing)/templatetags/(?!comparison)
    | articles/figures\.py | publishing/(comment_forms|comments|partial_dates)\.py
    | (core|forms|template|utils)/ | views/csrf
    """,
    re.VERBOSE,
)
_CHOICES = re.compile(r"(articles|events|gallery)/models(\.py|/)")


def is_for_visitors(entry):
    """Say whether visitors see a word: an entry of a catalogue, with its places."""
    places = [place for place, _line in entry.occurrences]
    return any(map(_PLACES.match, places)) or (any(map(_CHOICES.match, places)) and entry.msgid in _names_of_choices())


@cache
def _names_of_choices():
    """Return what choices are called, which pages show; the names of fields stand in the same files."""
    fields = [field for model in apps.get_models() for field in model._meta.fields]
    with translation.override(None):  # as they stand in the code
        return {str(name) for field in fields for _value, name in field.flatchoices}
