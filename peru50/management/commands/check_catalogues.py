import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from peru50 import catalogues, language_file

# Words in tests, in the contents and in what is installed are not the interface's.
ELSEWHERE = (".*", "var", "static", "content", "tests", "docs", "bench")


class Command(BaseCommand):
    help = "Fail unless each language has every word of the interface, translated. Needs gettext, as CI has."
    requires_system_checks = []

    def handle(self, **options):
        template = words_in_use()
        sources = catalogues.sources([settings.BASE_DIR / "locale"])  # what the site itself added is its own affair
        wrong = [self.say(source, *problem) for source in sources for problem in found(source, template)]
        expected = set(language_file.SHIPPED)
        lacking = expected - {source.parent.parent.name for source in sources}
        if wrong or lacking:
            raise CommandError(
                f"{len(wrong)} words to see to; no catalogue at all: {', '.join(sorted(lacking)) or '-'}"
            )
        self.stdout.write(f"{len(template)} words, complete in {', '.join(sorted(expected))}.")

    def say(self, source, what, msgid):
        self.stderr.write(f"{source.parent.parent.name}: {what}: {msgid!r}")


def found(source, template):
    """Return the problems of a catalogue; placeholders that differ from the original's are one too."""
    checked = subprocess.run(  # noqa: S603 a path of our own
        ["msgfmt", "--check-format", "--output-file", os.devnull, str(source)],  # noqa: S607 wherever gettext is
        capture_output=True,
        text=True,
    )
    wrong = [("placeholders", line) for line in checked.stderr.splitlines()] if checked.returncode else []
    return catalogues.problems(polib.pofile(str(source)), template) + wrong


def words_in_use():
    """Return the words that code and templates use now, taken from a copy: nothing here is written to."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "site"
        shutil.copytree(settings.BASE_DIR, copy, ignore=lambda place, names: _left_out(place, names))
        (copy / "locale").mkdir(exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "django", "makemessages", "--locale", "nl", "--keep-pot", "--verbosity", "0"],
            cwd=copy,
            env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
            check=True,
        )
        return polib.pofile(str(copy / "locale" / "django.pot"))


def _left_out(place, names):
    return shutil.ignore_patterns(*ELSEWHERE)(place, names) if Path(place) == settings.BASE_DIR else []
