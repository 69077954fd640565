"""A database of its own for a program that a test runs, on the engine that the tests run on."""

import os
from contextlib import contextmanager

import psycopg
from django.conf import settings


@contextmanager
def own_database(environment, name):
    """On PostgreSQL, put a new database into the environment for as long as this lasts; SQLite makes a file by itself."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        yield
        return
    server = os.environ["DATABASE_URL"].rpartition("/")[0]
    name = f"peru50_{name}_{os.getpid()}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        environment["DATABASE_URL"] = f"{server}/{name}"
        try:
            yield
        finally:
            for each in (name, f"{name}_before"):
                connection.execute(f'DROP DATABASE IF EXISTS "{each}" WITH (FORCE)')
