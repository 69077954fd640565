"""The strip of twelve months above the list of events."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass
class Month:
    first: dt.date
    events: list = field(default_factory=list)


def year_strip(events):
    """Return the Months of the year in which most dated events lie, [] where none is dated to its month."""
    dated = [event for event in events if event.date and event.date.precision in ("day", "month")]
    years = [event.date.start.year for event in dated]
    if not years:
        return []
    year = max(sorted(set(years), reverse=True), key=years.count)
    months = [Month(dt.date(year, month, 1)) for month in range(1, 13)]
    for event in sorted(dated, key=lambda event: event.date):
        if event.date.start.year == year:
            months[event.date.start.month - 1].events.append(event)
    return months
