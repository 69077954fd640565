"""A process killed at any statement leaves what was or what was to be; processes at once do not get between each other.

The programs beside this file do the work, each with a database of its own.
"""

import json
import os
import subprocess
import sys

from django.conf import settings

from tests.databases import own_database


def run(program):
    """Run one of the programs and return its lines of JSON."""
    environment = dict(os.environ)
    with own_database(environment, program):
        command = [sys.executable, "-m", f"tests.durability.{program}"]
        done = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_whatever_is_killed_after_any_statement_has_happened_whole_or_not_at_all():
    killed = {found["name"]: found for found in run("killing")}
    # Shows that a mixture would be found: two writes that no transaction holds together.
    assert killed.pop("torn")["mixtures"] == [1]
    assert set(killed) == {"save", "publish", "print again", "bring back", "discard", "restore"}
    assert all(found["changes"] and found["statements"] > 10 for found in killed.values()), killed
    assert [name for name, found in killed.items() if found["mixtures"]] == []


def test_twenty_publications_at_once_leave_twenty_editions_without_gap_or_overlap():
    (found,) = run("parallel")
    starts, ends = zip(*found["line"], strict=True)
    assert (found["failed"], len(found["line"])) == (0, 20)
    assert list(starts[1:]) == list(ends[:-1])
    assert len(set(starts)) == 20
