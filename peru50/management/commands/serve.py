import signal
import socket
import subprocess
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from peru50 import language_file
from peru50.serving import serving

# Seconds for requests and jobs under way to be finished; a little more than gunicorn's own.
GRACE = 35


class Command(BaseCommand):
    """Two programs under one: whichever ends, the other is ended too, so that a supervisor sees it.

    When the languages change, gunicorn makes its workers anew and lets the old ones finish; so does this with the
    worker for jobs. No request fails, for the socket stays open, and old workers find every column that they know.
    """

    help = "Serve the site with gunicorn and, where JOBS=database, run the jobs beside it."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only see whether the port is free")

    def handle(self, *, check, **options):
        refuse_taken_port()
        if not check:
            with serving():
                Programs(*programs()).run()


def refuse_taken_port():
    family = socket.AF_INET6 if ":" in settings.HOST else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.HOST, settings.PORT))
        except OSError as error:
            raise CommandError(
                f"Port {settings.PORT} of {settings.HOST} cannot be used: {error.strerror}. "
                f"Choose another one: make run PORT={settings.PORT + 1}"
            ) from error


def programs():
    host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
    site = [sys.executable, "-m", "gunicorn", "--config", str(settings.BASE_DIR / "peru50" / "gunicorn.py")]
    site += [
        "--bind",
        f"{host}:{settings.PORT}",
        "--workers",
        f"{settings.WORKERS}",
        "--threads",
        f"{settings.THREADS}",
    ]
    # Nobody waits for a job, so pages come first where there is little to compute with.
    worker = ["nice", *manage("db_worker")]
    return [site, worker] if settings.JOBS == "database" else [site]


def manage(command):
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), command]


class Programs:
    """gunicorn, and perhaps the worker for jobs."""

    def __init__(self, site, worker=None):
        self.commands = [site, worker] if worker else [site]
        self.running = []
        self.leaving = []  # workers for jobs that finish what they are at
        self.asked = []
        self.languages = in_use()
        self.forget_at = None  # when nobody uses the columns any more of a language that was removed

    def run(self):
        """Run until one of them ends or somebody ends this process; leave none behind."""
        for number in (signal.SIGINT, signal.SIGTERM):
            # Noted, not raised: make passes a signal on that came to it, so one request may arrive twice.
            signal.signal(number, lambda number, frame: self.asked.append(number))
        try:
            for command in self.commands:
                self.running.append(start(command))
            while not self.asked and all(process.poll() is None for process in self.running):
                time.sleep(0.2)
                self.follow_languages()
        finally:
            ended = [process for process in self.running if process.poll() is not None]
            end([*self.running, *self.leaving])
        if ended and not self.asked:
            name = " ".join(ended[0].args[1:4])
            raise CommandError(f"{name} ended by itself ({ended[0].returncode}); the site stops.")

    def follow_languages(self):
        """Go on with other languages when the file says so, and forget those that were removed when all are gone."""
        self.leaving = [process for process in self.leaving if process.poll() is None]
        if (now := in_use()) != self.languages:
            self.languages = now
            if subprocess.run(manage("check"), stdout=subprocess.DEVNULL).returncode == 0:  # noqa: S603 else it says why
                self.renew()
                self.forget_at = time.monotonic() + GRACE
        if self.forget_at and time.monotonic() > self.forget_at and not self.leaving:
            self.forget_at = None
            self.leaving.append(start(manage("sync_languages")))

    def renew(self):
        site, *workers = self.running
        site.send_signal(signal.SIGHUP)
        for worker in workers:
            worker.terminate()
            self.leaving.append(worker)
        self.running = [site, *(start(command) for command in self.commands[1:])]


def in_use():
    """Return what the languages file says but for what is still coming; or None while it is malformed."""
    try:
        found = language_file.read(settings.LANGUAGES_FILE)
    except language_file.MalformedError:
        return None
    return {code: each for code, each in found.known.items() if each.state != "coming"}, found.public


def start(command):
    # In sessions of their own: Ctrl-C reaches this process only, which then ends them in order.
    return subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)  # noqa: S603


def end(processes):
    """Ask all of them to end, and end those that have not after a while."""
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
