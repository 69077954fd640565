"""Days as they stand in a sentence of each language."""

import re

from django.utils.formats import date_format
from django.utils.translation import get_language

# What the first of a month is called where it is not just "1"; no format string of Django's can say it.
FIRST_DAY = {"fr": "1er"}


def day(date, pattern="DATE_FORMAT"):
    """Write a day in the active language: "1 december 2015", "1 de diciembre de 2015", "1er décembre 2015"."""
    text = date_format(date, pattern)
    first = FIRST_DAY.get(get_language())
    return re.sub(r"\b1 (?=[^\W\d])", f"{first} ", text, count=1) if first and date.day == 1 else text
