"""setup_site may be run at any time; serve leaves nothing behind."""

import io
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command

from peru50 import roles
from peru50.management.commands import serve, setup_site
from publishing.models import Piece
from tests.factories import make_article


@pytest.fixture
def set_up(db, settings, tmp_path, monkeypatch):
    """Return a function that runs setup_site on a site that has one article, and returns what it said."""
    settings.STATIC_ROOT = tmp_path
    monkeypatch.setattr(setup_site, "get_finders", list)
    make_article()

    def said():
        out = io.StringIO()
        call_command("setup_site", stdout=out)
        return out.getvalue()

    return said


def test_a_site_without_accounts_gets_an_editor_who_can_sign_in_with_what_was_printed(set_up):
    password = re.search(r"password +(\S+)", set_up())[1]
    editor = authenticate(username="editor", password=password)
    assert editor.is_staff
    assert not editor.is_superuser
    assert [group.name for group in editor.groups.all()] == ["editors"]


def test_the_address_to_sign_in_at_has_the_port_of_the_site(set_up, settings):
    settings.PORT = 8123
    assert "http://localhost:8123/admin/" in set_up()


def test_a_second_run_says_nothing_and_changes_no_password(set_up):
    set_up()
    before = get_user_model().objects.values_list("username", "password").get()
    assert set_up() == ""
    assert get_user_model().objects.values_list("username", "password").get() == before


def test_a_site_with_accounts_gets_no_other(set_up, admin_user):
    assert set_up().count("password") == 0
    assert get_user_model().objects.get() == admin_user


def test_an_empty_site_is_filled_and_a_filled_one_left_alone(set_up, monkeypatch):
    called = []
    monkeypatch.setattr(setup_site, "call_command", lambda name, **options: called.append(name))
    set_up()
    assert "load_content" not in called
    Piece.objects.all().delete()
    set_up()
    assert "load_content" in called


def test_static_files_are_built_only_when_they_changed(set_up, monkeypatch):
    assert "static" in set_up()
    assert "static" not in set_up()
    monkeypatch.setattr(setup_site, "digest_of_static", lambda: "another")
    assert "static" in set_up()


def test_permissions_that_come_into_being_are_given_to_the_roles(set_up):
    Permission.objects.filter(codename="change_article").delete()
    set_up()
    assert Group.objects.get(name="editors").permissions.filter(codename="change_article").exists()


def test_a_permission_that_was_taken_from_editors_stays_taken(set_up):
    set_up()
    roles.editors().permissions.clear()
    set_up()
    assert not roles.editors().permissions.exists()


def test_the_digest_of_static_files_follows_their_content(settings, tmp_path):
    settings.STATICFILES_DIRS = [tmp_path]
    (tmp_path / "site.css").write_text("a {}")
    before = setup_site.digest_of_static()
    assert setup_site.digest_of_static() == before
    (tmp_path / "site.css").write_text("b {}")
    assert setup_site.digest_of_static() != before


def test_a_port_that_is_taken_is_refused_in_a_sentence(settings):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings.PORT = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {settings.PORT} .*PORT={settings.PORT + 1}"):
            call_command("serve", check=True)


def test_a_worker_runs_beside_the_site_only_where_jobs_wait_in_the_database(settings):
    settings.JOBS = "database"
    assert [command[-1] for command in serve.programs()][1:] == ["db_worker"]
    settings.JOBS = "immediate"
    assert len(serve.programs()) == 1


# `serve` over two programs that say their numbers; the second ends by itself after so many seconds.
TWO_PROGRAMS = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
from peru50.management.commands import serve
program = "import os, time; os.write(1, b'%9d' % os.getpid()); time.sleep({})"
serve.Programs(*([sys.executable, "-c", program.format(seconds)] for seconds in (60, float(sys.argv[1])))).run()
"""


@contextmanager
def serving(seconds):
    """Run the two programs; give the process that watches over them, and their numbers."""
    command = [sys.executable, "-c", TWO_PROGRAMS, str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as supervisor:
        yield supervisor, [int(supervisor.stdout.read(9)) for _program in range(2)]


def is_running(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_whoever_ends_serve_ends_both_programs(number):
    with serving(60) as (supervisor, programs):
        supervisor.send_signal(number)
        supervisor.send_signal(number)  # make passes on what came to it, so it may come twice
        supervisor.communicate(timeout=20)
    assert supervisor.returncode == 0
    assert not any(map(is_running, programs))


def test_when_one_program_ends_so_does_the_other_and_serve_says_so():
    with serving(0.1) as (supervisor, programs):
        _out, errors = supervisor.communicate(timeout=20)
    assert supervisor.returncode != 0
    assert "ended by itself" in errors
    assert not any(map(is_running, programs))
