"""Numbers as each language writes them: "30.000" in Dutch, "30 000" in Spanish and French."""

from decimal import Decimal

from django.utils import numberformat
from django.utils.formats import get_format
from django.utils.translation import get_language

# Spanish keeps four digits together: 5000, but 30 000.
GROUPED_FROM = {"es": 10_000}


def number(value):
    """Return a number in the active language: thousands grouped, no zeros at the end of its decimals."""
    value = Decimal(str(value)).normalize()
    is_grouped = abs(value) >= GROUPED_FROM.get(get_language(), 1000)
    return numberformat.format(
        f"{value:f}",
        get_format("DECIMAL_SEPARATOR"),
        grouping=get_format("NUMBER_GROUPING") if is_grouped else 0,
        thousand_sep=get_format("THOUSAND_SEPARATOR"),
        force_grouping=True,
    )
