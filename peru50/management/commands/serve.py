import signal
import socket
import subprocess
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


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
    worker = [sys.executable, str(settings.BASE_DIR / "manage.py"), "db_worker"]
    return [site, worker] if settings.JOBS == "database" else [site]


def run(commands):
    """Run the commands until one of them ends or somebody ends this process; leave none behind."""
    _on_signals(_stop)
    running = []
    try:
        for command in commands:
            # In sessions of their own: Ctrl-C reaches this process only, which then ends them in order.
            running.append(subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True))  # noqa: S603
        while all(process.poll() is None for process in running):
            time.sleep(0.5)
        ended = next(process for process in running if process.poll() is not None)
        raise CommandError(f"{' '.join(ended.args[1:4])} … ended by itself ({ended.returncode}); the site stops.")
    finally:
        _on_signals(lambda number, frame: [process.kill() for process in running])
        for process in running:
            process.terminate()
        for process in running:
            process.wait()


def _on_signals(handler):
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, handler)


def _stop(number, frame):
    raise SystemExit(0)
