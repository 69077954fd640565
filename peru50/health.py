"""Two answers for whoever watches the site: "I live" and "I can work".

A middleware, and the first: a probe comes with any Host, over plain HTTP, and wants no language.
"""

import tempfile
from functools import cache

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse


class NotReadyError(Exception):
    pass


class HealthMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
        self.probes = {"/healthz": healthz, "/readyz": readyz}

    def __call__(self, request):
        probe = self.probes.get(request.path_info)
        return probe(request) if probe else self.get_response(request)


def healthz(request):
    """Answer that this process takes requests; ask nothing of database or disk."""
    return _answer("ok")


def readyz(request):
    """Answer 503, and name what is missing, while the site cannot do its work."""
    checks = {
        "database": _database_answers,
        "migrations": _migrations_are_applied,
        "disk": _disk_takes_a_file,
    }
    missing = next((name for name, check in checks.items() if not _holds(check)), None)
    return _answer(f"not ready: {missing}", 503) if missing else _answer("ok")


def _answer(text, status=200):
    return HttpResponse(
        f"{text}\n", status=status, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"}
    )


def _holds(check):
    try:
        check()
    except (Error, OSError, NotReadyError):
        return False
    return True


def _database_answers():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@cache  # an exception is not kept: what is missing is looked for again, what is there stays for this code
def _migrations_are_applied():
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReadyError


def _disk_takes_a_file():
    with tempfile.TemporaryFile(dir=settings.VAR_DIR) as file:
        file.write(b"ok")
        file.flush()
