"""A real site for a real browser: set up and served by the same commands that `make run` calls, with its content."""

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.conf import settings
from playwright.sync_api import sync_playwright

from tests.databases import own_database

SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1440, "height": 900}}


@dataclass(frozen=True)
class Site:
    url: str
    password: str
    environment: dict

    def manage(self, *arguments):
        """Give a command as whoever runs the site would, and return what it printed."""
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
        done = subprocess.run(command, env=self.environment, text=True, capture_output=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def get(self, path):
        return self.fetch(path).decode()

    def fetch(self, path):
        with urllib.request.urlopen(f"{self.url}{path}") as response:  # noqa: S310 our own server
            return response.read()


def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    with served(tmp_path_factory.mktemp("site"), "browser") as site:
        yield site


@contextmanager
def served(folder, database):
    """Yield the site as `make run` brings it up: on the tests' database engine, in a folder of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "VAR_DIR": str(folder),
        "PORT": str(port),
        "JOBS": "database",
        "DJANGO_SETTINGS_MODULE": "peru50.settings",
    }
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    with own_database(environment, database):
        done = subprocess.run([*manage, "setup_site"], env=environment, text=True, capture_output=True)
        assert done.returncode == 0, done.stderr
        server = subprocess.Popen([*manage, "serve"], env=environment)
        try:
            wait_until_it_answers(f"http://127.0.0.1:{port}/healthz", server)
            password = re.search(r"password\s+(\S+)", done.stdout).group(1)
            yield Site(f"http://127.0.0.1:{port}", password, environment)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()


def wait_until_it_answers(url, server):
    for _attempt in range(300):
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(url):  # noqa: S310 our own server
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


@pytest.fixture(scope="session")
def chromium():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        # Without a sandbox, since CI runs as root; nothing but our own pages is opened.
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Return a function that opens a new page; whatever the browser complains of fails the test."""
    contexts, complaints = [], []

    def open_page(size="desk", **options):
        context = chromium.new_context(
            viewport=SIZES[size] if isinstance(size, str) else size, locale="nl-BE", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.complaints = complaints
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def addresses(site):
    """The addresses of the sitemap: {path: in how many languages the page exists}."""
    entries = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>(.*?)</url>", site.get("/sitemap.xml"), re.DOTALL)
    return {path: alternates.count('rel="alternate"') for path, alternates in entries}
