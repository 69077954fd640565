"""Dates as far as they are known: a day, a month, a season, a year, a decade or a part of it.

Stored as text, "<first possible day>/<precision>" ("1965-06-01/season"; "" is unknown), so that a column of
them sorts by time on every database. No day is ever shown that nobody knew.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils import formats
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from publishing import dates

PRECISIONS = ("day", "month", "season", "year", "decade", "early", "mid", "late")

# Seasons by their first month, as they fall in Europe: the sources are Belgian.
SEASONS = {3: _("spring"), 6: _("summer"), 9: _("autumn"), 12: _("winter")}

# The first year of each part of a decade, counted from its first year.
DECADE_PARTS = {"decade": 0, "early": 0, "mid": 4, "late": 7}


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date known to a precision; `start` is its first possible day."""

    start: dt.date
    precision: str

    def __post_init__(self):
        if not self._is_consistent():
            raise ValueError(f"{self.start} cannot be known to the {self.precision!r}.")

    def _is_consistent(self):
        start = self.start
        match self.precision:
            case "day":
                return True
            case "month":
                return start.day == 1
            case "season":
                return start.day == 1 and start.month in SEASONS
            case "year":
                return (start.month, start.day) == (1, 1)
            case "decade" | "early" | "mid" | "late":
                offset = DECADE_PARTS[self.precision]
                return (start.month, start.day) == (1, 1) and start.year % 10 == offset
        return False

    @classmethod
    def parse(cls, value):
        """Return the date that a stored value means, None for ""; raise ValueError for anything else."""
        if not value:
            return None
        start, _slash, precision = value.partition("/")
        return cls(dt.date.fromisoformat(start), precision)

    def __str__(self):
        return f"{self.start.isoformat()}/{self.precision}"

    @property
    def year(self):
        """The year, or the first one of the decade."""
        return self.decade if self.precision in DECADE_PARTS else self.start.year

    @property
    def decade(self):
        return self.start.year // 10 * 10

    @property
    def machine(self):
        """The value for <time datetime>, "" where HTML has no form for this precision."""
        lengths = {"day": 10, "month": 7, "year": 4}
        return self.start.isoformat()[: lengths.get(self.precision, 0)]

    def text(self):
        """Say the date in the active language."""
        match self.precision:
            case "day":
                return dates.day(self.start)
            case "month":
                return formats.date_format(self.start, "YEAR_MONTH_FORMAT")
            case "season":
                # Translators: a season as it falls in Europe; in Peru it is the opposite one. Say so where readers need it.
                return gettext("%(season)s %(year)d (in Europe)") % {
                    "season": SEASONS[self.start.month],
                    "year": self.start.year,
                }
            case "year":
                return str(self.start.year)
        return self._decade_patterns()[self.precision] % {"decade": self.decade, "short": self.decade % 100}

    @staticmethod
    def _decade_patterns():
        """Return the sentences for parts of a decade; a language takes the long (1990) or the short (90) form."""
        return {
            "decade": pgettext("decade", "the %(decade)ds"),
            "early": pgettext("decade", "the early %(decade)ds"),
            "mid": pgettext("decade", "the mid-%(decade)ds"),
            "late": pgettext("decade", "the late %(decade)ds"),
        }
