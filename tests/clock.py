"""Other instants for tests: the past, in which the database lets nobody print, and the passing of time."""

from contextlib import contextmanager
from unittest import mock

from django.db import connection

from publishing import clock, triggers


@contextmanager
def standing_at(instant):
    """Let the site's clock stand at an instant; what is printed within is printed then, in the past too."""
    with unsealed(), mock.patch.object(clock.timezone, "now", return_value=instant):
        yield


@contextmanager
def unsealed():
    """Let the database refuse nothing, in a test's transaction too, where checks of foreign keys may be pending."""
    connection.check_constraints()
    with triggers.lifted():
        yield
        connection.check_constraints()
