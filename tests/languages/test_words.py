"""A word that is changed on the desk is shown by every process that serves the site, without a restart."""

import http.client
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from socket import create_server

from django.conf import settings


@contextmanager
def process(own_site):
    """One process that serves the site, not renewed by anything; yields its port."""
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "peru50.wsgi"]
    with subprocess.Popen(command, cwd=settings.BASE_DIR, env=own_site.environment) as running:
        try:
            yield port
        finally:
            running.terminate()


def page(port):
    deadline = time.monotonic() + 60
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", "/es/buscar/")
            return connection.getresponse().read().decode()
        except ConnectionRefusedError:
            assert time.monotonic() < deadline
            time.sleep(0.2)
        finally:
            connection.close()


def test_two_processes_show_a_word_that_was_changed_in_a_third(own_site):
    own_site.manage("migrate", "--verbosity", "0")
    with ExitStack() as stack:
        ports = [stack.enter_context(process(own_site)) for _number in range(2)]
        before = [page(port) for port in ports]
        own_site.act("change_word", "es", "Search", "Busque usted")
        after = [page(port) for port in ports]
    assert ["Busque usted" in each for each in before] == [False, False]
    assert ["Busque usted" in each for each in after] == [True, True]
