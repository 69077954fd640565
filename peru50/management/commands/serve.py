import signal
import socket
import subprocess
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

# Seconds for requests and jobs under way to be finished; a little more than gunicorn's own.
GRACE = 35


class Command(BaseCommand):
    """Two programs under one: whichever ends, the other is ended too, so that a supervisor sees it."""

    help = "Serve the site with gunicorn and, where JOBS=database, run the jobs beside it."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only see whether the port is free")

    def handle(self, *, check, **options):
        refuse_taken_port()
        if not check:
            run(programs())


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
    site = [sys.executable, "-m", "gunicorn", "--config", str(settings.BASE_DIR / "peru50" / "gunicorn.py")]
    # Nobody waits for a job, so pages come first where there is little to compute with.
    worker = ["nice", sys.executable, str(settings.BASE_DIR / "manage.py"), "db_worker"]
    return [site, worker] if settings.JOBS == "database" else [site]


def run(commands):
    """Run the commands until one of them ends or somebody ends this process; leave none behind."""
    asked, running = [], []
    for number in (signal.SIGINT, signal.SIGTERM):
        # Noted, not raised: make passes a signal on that came to it, so one request may arrive twice.
        signal.signal(number, lambda number, frame: asked.append(number))
    try:
        for command in commands:
            # In sessions of their own: Ctrl-C reaches this process only, which then ends them in order.
            running.append(subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True))  # noqa: S603
        while not asked and all(process.poll() is None for process in running):
            time.sleep(0.2)
    finally:
        ended = [process for process in running if process.poll() is not None]
        end(running)
    if ended and not asked:
        raise CommandError(f"{' '.join(ended[0].args[1:4])} ended by itself ({ended[0].returncode}); the site stops.")


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
