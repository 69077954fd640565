"""A language goes for good only after it was exported; a step that was cut off is done again."""

import json
import os
import signal
import subprocess
import sys
import time

import polib
from django.conf import settings as site


def test_a_language_that_is_removed_was_exported_and_comes_back_empty_however_often_that_is_cut_off(own_site):
    _none, before, triggers = own_site.act("fill+texts+triggers")
    own_site.manage("add_language", "de")
    own_site.act("write", "de")
    own_site.manage("open_language", "de", "--anyway")
    own_site.manage("remove_language", "de", "--yes")

    after, there, groups, editions = own_site.act("texts+triggers+groups+editions")
    assert (after, there) == (before, triggers)
    assert "translators-de" not in groups
    (export,) = (own_site.folder / "exports").glob("de-*.json")
    exported = {text for row in json.loads(export.read_text())["texts"] for text in row["texts"].values()}
    assert exported == {text.replace("⟦nl:", "⟦de:") for text in before["nl"].values() if text}
    assert polib.pofile(str(export.with_suffix(".po")))

    assert editions["de"] == editions["nl"]
    for seconds in (1, 2, 3):
        cut_off(own_site, "add_language", "de", seconds)
        own_site.manage("migrate", "--verbosity", "0")  # the site could start
    own_site.manage("add_language", "de")
    again, editions_again = own_site.act("texts+editions")
    assert again == before | {"de": dict.fromkeys(before["nl"], "")}
    assert editions_again == editions


def cut_off(own_site, command, code, seconds):
    """Kill a command, and what it started, after so many seconds."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", command, code],
        cwd=site.BASE_DIR,
        env=own_site.environment,
        start_new_session=True,
    )
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() in (-signal.SIGKILL, 0)
