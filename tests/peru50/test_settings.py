"""The environment is read strictly, and the databases are opened as they should be."""

import re
import runpy
import subprocess
import sys
from unittest.mock import patch

import pytest
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from peru50 import language_file
from peru50.language_file import Language, Languages

PRODUCTION = {"SECRET_KEY": "not-a-secret-but-as-long-and-as-various-as-one: 0123456789"}
VARIABLES = (
    "ALLOWED_HOSTS",
    "CACHE_URL",
    "DATABASE_URL",
    "DEBUG",
    "EMAIL_URL",
    "HTTPS",
    "JOBS",
    "MACHINE_TRANSLATION",
    "MACHINE_TRANSLATION_KEY",
    "MACHINE_TRANSLATION_URL",
    "SECRET_KEY",
    "VAR_DIR",
    "WITH_COMING_LANGUAGES",
)


@pytest.fixture
def read(monkeypatch):
    """Return a function that reads the settings in an environment that has these variables alone."""

    def settings_with(**environment):
        for name in VARIABLES:
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(settings.BASE_DIR / "peru50" / "settings.py"))

    # The settings tell Django of the site's languages, in a list that the tests after this one share.
    with patch.dict(LANG_INFO):
        yield settings_with


@pytest.fixture
def connections(read, tmp_path, db):
    """Two connections to a new SQLite database, opened as the settings say."""
    handlers = [ConnectionHandler(read(**PRODUCTION, VAR_DIR=str(tmp_path))["DATABASES"]) for _number in range(2)]
    yield [handler["default"] for handler in handlers]
    for handler in handlers:
        handler["default"].close()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("HTTPS", "perhaps"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "mysql://localhost/peru50"),
        ("CACHE_URL", "memcached://localhost"),
        ("JOBS", "foo"),
        ("PORT", "abc"),
        ("PORT", "70000"),
        ("WEB_CONCURRENCY", "0"),
        ("THREADS", "many"),
        ("CSRF_TRUSTED_ORIGINS", "peru50.example"),
        ("EMAIL_URL", "mail.example:587"),
        ("EMAIL_URL", "smtp://mail.example:port"),
        ("MACHINE_TRANSLATION", "babelfish"),
        ("MACHINE_TRANSLATION_URL", "translate.example"),
    ],
)
def test_a_malformed_value_is_refused_by_its_name(read, name, value):
    with pytest.raises(ImproperlyConfigured, match=name):
        read(**{**PRODUCTION, name: value})


@pytest.mark.parametrize("environment", [{}, {"SECRET_KEY": ""}])
def test_a_missing_secret_key_is_refused_by_its_name(read, environment):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        read(**environment)


@pytest.mark.parametrize(("machine", "missing"), [("deepl", "KEY"), ("libretranslate", "URL")])
def test_a_machine_without_what_it_needs_is_refused_by_the_name_of_that(read, machine, missing):
    with pytest.raises(ImproperlyConfigured, match=f"MACHINE_TRANSLATION_{missing}"):
        read(**PRODUCTION, MACHINE_TRANSLATION=machine)


def test_all_that_is_wrong_is_said_at_once(read):
    with pytest.raises(ImproperlyConfigured, match=r"(?s)DEBUG.*PORT"):
        read(DEBUG="maybe", PORT="abc")


def test_a_refusal_is_a_sentence_and_no_traceback():
    command = [sys.executable, "manage.py", "check"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env={"DEBUG": "maybe"}, capture_output=True, text=True)
    assert done.returncode == 1
    assert "DEBUG" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_operators_are_told_of_every_variable():
    settings_file = (settings.BASE_DIR / "peru50" / "settings.py").read_text()
    told = (settings.BASE_DIR / "docs" / "operators.md").read_text()
    assert {name for name in re.findall(r'env\.\w+\(\s*"(\w+)"', settings_file) if f"`{name}`" not in told} == set()


def test_debug_is_off_unless_asked_for(read):
    assert read(**PRODUCTION)["DEBUG"] is False


def test_everything_written_lies_below_one_folder(read, tmp_path):
    found = read(**PRODUCTION, VAR_DIR=str(tmp_path))
    paths = [found["MEDIA_ROOT"], found["STATIC_ROOT"], found["DATABASES"]["default"]["NAME"]]
    assert all(str(path).startswith(str(tmp_path)) for path in paths)


def test_a_relative_folder_lies_in_the_project_wherever_a_command_is_given(read):
    assert read(**PRODUCTION, VAR_DIR="elsewhere")["VAR_DIR"] == settings.BASE_DIR / "elsewhere"


def test_the_languages_that_the_site_added_are_known_and_a_malformed_file_is_refused_by_its_name(read, tmp_path):
    known = {"qu": Language("Runasimi", state="stored"), "ay": Language("Aymar aru")}
    language_file.write(tmp_path / "languages.json", Languages(known, ("es", "qu")))
    found = read(**PRODUCTION, VAR_DIR=str(tmp_path))
    assert [code for code, _name in found["LANGUAGES"]] == ["es", "fr", "nl", "qu"]
    assert found["PUBLIC_LANGUAGES"] == ("es", "qu")
    coming = read(**PRODUCTION, VAR_DIR=str(tmp_path), WITH_COMING_LANGUAGES="true")
    assert coming["MODELTRANSLATION_LANGUAGES"] == ("ay", "es", "fr", "nl", "qu")
    (tmp_path / "languages.json").write_text("{")
    with pytest.raises(ImproperlyConfigured, match="languages.json is not right"):
        read(**PRODUCTION, VAR_DIR=str(tmp_path))


def test_options_in_the_address_of_a_database_are_kept(read):
    found = read(**PRODUCTION, DATABASE_URL="postgres://localhost/peru50?sslmode=require")
    assert found["DATABASES"]["default"]["OPTIONS"] == {"sslmode": "require"}


def test_a_deployment_with_https_has_nothing_to_warn_of():
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    environment = {**PRODUCTION, "HTTPS": "true", "ALLOWED_HOSTS": "peru50.example"}
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_sqlite_is_opened_with_its_pragmas(connections):
    with connections[0].cursor() as cursor:
        found = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "temp_store")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 1,
        "foreign_keys": 1,
        "busy_timeout": 20_000,
        "temp_store": 2,
    }


def test_sqlite_transactions_take_the_write_lock_when_they_begin(connections):
    first, second = connections
    with first.cursor(), second.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=0")
        first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        with pytest.raises(OperationalError, match="locked"):
            cursor.execute("BEGIN IMMEDIATE")
        first.rollback()


def test_sqlite_readers_do_not_wait_for_a_writer(connections):
    first, second = connections
    with first.cursor() as writer, second.cursor() as reader:
        writer.execute("CREATE TABLE piece (title TEXT)")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO piece VALUES ('in the making')")
        assert reader.execute("SELECT count(*) FROM piece").fetchone() == (0,)
        writer.execute("ROLLBACK")


def test_a_mail_server_is_read_and_without_one_mails_go_to_standard_output(read):
    found = read(**PRODUCTION, EMAIL_URL="submission://ana:s%40fe@mail.example:2525")
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS", "EMAIL_TIMEOUT")
    assert [found[name] for name in names] == ["mail.example", 2525, "ana", "s@fe", True, 20]
    assert read(**PRODUCTION)["EMAIL_BACKEND"].endswith("console.EmailBackend")
