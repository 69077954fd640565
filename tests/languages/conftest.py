import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.databases import own_database


class OwnSite:
    """A site in a folder of its own, with a database of its own, whose commands run in processes of their own."""

    def __init__(self, folder, environment):
        self.folder = folder
        self.environment = environment

    def run(self, *command, fails=False, **environment):
        done = subprocess.run(
            [sys.executable, *command],
            cwd=settings.BASE_DIR,
            env=self.environment | environment,
            capture_output=True,
            text=True,
        )
        assert bool(done.returncode) == fails, done.stdout + done.stderr
        return done.stderr if fails else done.stdout

    def manage(self, *arguments, **options):
        return self.run("manage.py", *arguments, **options)

    def act(self, names, *arguments, **environment):
        """Let acts.py do something, and return what it found."""
        found = json.loads(self.run("-W", "ignore", "-m", "tests.languages.acts", names, *arguments, **environment))
        return found if len(found) > 1 else found[0]


@pytest.fixture
def own_site(tmp_path):
    environment = dict(os.environ) | {
        "DJANGO_SETTINGS_MODULE": "tests.languages.settings",
        "VAR_DIR": str(tmp_path),
        "JOBS": "immediate",
    }
    environment.pop("DATABASE_URL", None)
    with own_database(environment, "languages"):
        yield OwnSite(tmp_path, environment)
