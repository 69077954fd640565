"""One clock for everything that begins or ends."""

import datetime as dt

from django.utils import timezone

# A date no edition outlives; an open interval ends here, so that "public until" is never empty.
FOREVER = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)


def now():
    """Return the present instant in whole milliseconds: JSON dumps keep no more, and intervals must survive one."""
    instant = timezone.now()
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)
