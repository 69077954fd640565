"""Whether the site is being served from this folder; for what has to wait until its processes are renewed."""

import fcntl
from contextlib import contextmanager

from django.conf import settings


@contextmanager
def serving():
    with _lock() as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def is_served():
    with _lock() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _lock():
    return (settings.VAR_DIR / "serving.lock").open("w")
