"""Kill a process after each SQL statement of an operation, and say what the database then holds.

Run as a program, with the database that DATABASE_URL names (which is emptied), or an SQLite file of its own:

    python -m tests.durability.killing

It prints a line of JSON per operation: {"name", "statements", "old", "new", "mixtures"}; the last lists the numbers of
the statements after which the database was neither as before nor as after the whole operation.
"""

import json
import os
import shutil
import signal
import sys
from unittest import mock

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from tests.durability import operations  # noqa: E402

OURS = ("publishing", "articles", "events", "gallery", "auth", "admin")


def main():
    database = SQLiteFile() if connection.vendor == "sqlite" else PostgresDatabase()
    call_command("migrate", verbosity=0)
    scene = operations.Scene()
    for name, operation in operations.ALL.items():
        print(json.dumps(kill_at_each_statement(name, operation, scene, database)), flush=True)


def kill_at_each_statement(name, operation, scene, database):
    """Run an operation killed after its first statement, its second …, each time on the same database."""
    with mock.patch.object(timezone, "now", return_value=timezone.now()):
        operation.prepare(scene)
        database.remember()
        old, statements = contents(), in_child(operation, scene)
        new = contents()
        database.restore()
        outcomes = {"old": 0, "new": 0, "mixtures": []}
        for number in range(1, statements + 1):
            in_child(operation, scene, kill_after=number)
            found = contents()
            if found == old:
                outcomes["old"] += 1
                continue
            if found == new:
                outcomes["new"] += 1
            else:
                outcomes["mixtures"].append(number)
            database.restore()
    return {"name": name, "statements": statements, "changes": old != new, **outcomes}


def in_child(operation, scene, kill_after=None):
    """Run an operation in a forked process; return how many statements it took, where it was let live."""
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        run_and_exit(operation, scene, kill_after, writing)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    _pid, status = os.waitpid(child, 0)
    if kill_after:
        assert os.WIFSIGNALED(status), f"{operation.__name__} ended before statement {kill_after}"
        return None
    assert status == 0, f"{operation.__name__} failed"
    return int(said)


def run_and_exit(operation, scene, kill_after, writing):
    count = 0

    def counted(execute, *args):
        nonlocal count
        result = execute(*args)
        count += 1
        if count == kill_after:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    status = 1
    try:
        with connection.execute_wrapper(counted):
            operation.run(scene)
        os.write(writing, str(count).encode())
        status = 0
    except BaseException:  # a fork must not go on as if it were its parent
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)


def contents():
    """Return every row of our tables, without the numbers that a sequence gives: those of a killed run are lost."""
    found = {}
    for model in (model for app in OURS for model in apps.get_app_config(app).get_models(include_auto_created=True)):
        if model._meta.proxy:
            continue
        columns = [field.attname for field in model._meta.local_fields if not is_numbered(field)]
        found[model._meta.label] = sorted(
            json.dumps(row, default=str) for row in model._base_manager.values_list(*columns)
        )
    return found


def is_numbered(field):
    target = field.target_field if field.is_relation else field
    new = ("edition", "deskversion", "auditentry", "logentry", "review")
    return target.model._meta.model_name in new and target.primary_key


class SQLiteFile:
    def __init__(self):
        self.path = str(connection.settings_dict["NAME"])

    def remember(self):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connections.close_all()
        shutil.copy(self.path, f"{self.path}.before")

    def restore(self):
        connections.close_all()
        for end in ("-wal", "-shm"):
            if os.path.exists(self.path + end):
                os.remove(self.path + end)
        shutil.copy(f"{self.path}.before", self.path)


class PostgresDatabase:
    def __init__(self):
        self.name = connection.settings_dict["NAME"]

    def remember(self):
        self._copy(self.name, f"{self.name}_before")

    def restore(self):
        self._copy(f"{self.name}_before", self.name)

    def _copy(self, source, target):
        connections.close_all()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


if __name__ == "__main__":
    main()
