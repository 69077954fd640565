import fcntl
import hashlib
import secrets
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from peru50 import roles, words
from publishing.models import Piece
from translations import learning

WELCOME = """
    Sign in at   http://localhost:{port}/admin/
    as           {name}
    password     {password}

    This password is shown only now. To set another: manage.py changepassword {name}
"""


class Command(BaseCommand):
    """Bring the site to where it can be served: on an empty machine, after an update, or when nothing changed.

    What editors made stays: only an empty database is filled, only a site without any account gets one, and a role
    is given a permission only once.
    """

    help = "Prepare database, contents, static files and a first account. May be run again at any time."

    def handle(self, **options):
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        if connection.vendor == "sqlite":
            # Accounts and sessions are in it; a new one is for its owner only.
            Path(connection.settings_dict["NAME"]).touch(mode=0o600)
        with one_at_a_time(settings.VAR_DIR / "setup.lock"):
            call_command("sync_languages")
            words.publish_all()  # a database that was put back knows others than the disk
            if not Piece.objects.exists():
                self.stdout.write("Loading the jubilee; its pictures take a minute or two …")
                call_command("load_content", stdout=self.stdout)
            self.make_missing_pictures()
            learning.catch_up()
            gather_statistics()
            self.collect_static()
            if not get_user_model().objects.exists():
                self.create_editor()

    def make_missing_pictures(self):
        """Catch up with what a first run or a worker that was cut short did not make; the site can start without."""
        try:
            call_command("make_renditions", missing=True, stdout=self.stdout, stderr=self.stderr)
        except CommandError as error:
            self.stderr.write(str(error))

    def collect_static(self):
        stamp, current = settings.STATIC_ROOT / "sources.sha256", digest_of_static()
        if stamp.exists() and stamp.read_text() == current:
            return
        self.stdout.write("Building the static files …")
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(current)

    def create_editor(self):
        password = secrets.token_urlsafe(12)
        user = get_user_model().objects.create_user("editor", password=password, is_staff=True)
        user.groups.add(roles.editors())
        self.stdout.write(WELCOME.format(port=settings.PORT, name=user.get_username(), password=password))


@contextmanager
def one_at_a_time(path):
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def gather_statistics():
    # SQLite plans badly without them and, unlike PostgreSQL, gathers none by itself.
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")


def digest_of_static():
    """Return a digest of every static file and of how they are built."""
    digest = hashlib.sha256((settings.BASE_DIR / "peru50" / "storage.py").read_bytes())
    digest.update((settings.BASE_DIR / "requirements.txt").read_bytes())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            with storage.open(path) as file:
                digest.update(path.encode() + b"\0" + file.read())
    return digest.hexdigest()
