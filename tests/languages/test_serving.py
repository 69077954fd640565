"""A site that is being served goes on with another language while people read it."""

import http.client
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from threading import Event, Thread

from django.conf import settings


@contextmanager
def served(own_site):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = own_site.environment | {"PORT": str(port), "JOBS": "database"}
    with subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert "The site is at" in process.stdout.readline()
            yield port
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
    assert process.returncode == 0


def status(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


class Reader(Thread):
    """Asks for one page after another, and keeps what went wrong."""

    def __init__(self, port):
        super().__init__()
        self.port, self.count, self.failed, self.enough = port, 0, [], Event()

    def run(self):
        while not self.enough.is_set():
            try:
                found = status(self.port, "/nl/")
            except OSError as error:
                found = repr(error)
            self.count += 1
            if found != 200:
                self.failed.append(found)
            time.sleep(0.05)  # leaves something to the commands


def test_no_request_fails_while_a_language_is_added_and_opened(own_site):
    own_site.manage("migrate", "--verbosity", "0")
    with served(own_site) as port:
        assert status(port, "/de/") != 200
        readers = [Reader(port) for _number in range(2)]
        for reader in readers:
            reader.start()
        own_site.manage("add_language", "de")
        own_site.manage("open_language", "de", "--anyway")
        deadline = time.monotonic() + 60
        while status(port, "/de/") != 200 and time.monotonic() < deadline:
            time.sleep(0.2)
        opened = [status(port, "/de/") for _number in range(20)]
        for reader in readers:
            reader.enough.set()
            reader.join()
    assert opened == [200] * 20
    assert [reader.failed for reader in readers] == [[], []]
    assert min(reader.count for reader in readers) > 10
