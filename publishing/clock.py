"""One clock for everything that begins or ends."""

import datetime as dt
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

# A date no edition outlives; an open interval ends here, so that "public until" is never empty.
FOREVER = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)

_shown = ContextVar("shown", default=None)


def now():
    """Return the present instant in whole milliseconds: JSON dumps keep no more, and intervals must survive one."""
    return _shown.get() or in_milliseconds(timezone.now())


def in_milliseconds(instant):
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


@contextmanager
def showing(instant):
    """Let everything within see the site as of another instant. Only for reading: nothing may be written there."""
    token = _shown.set(in_milliseconds(instant))
    try:
        yield
    finally:
        _shown.reset(token)


def is_shifted():
    """Say whether the site is being shown as of another instant."""
    return _shown.get() is not None


def refuse_if_shifted():
    """Raise RuntimeError where something would be written that is dated by an instant only shown."""
    if is_shifted():
        raise RuntimeError("The site is shown as of another instant: nothing may be written.")
