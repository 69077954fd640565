"""What a load balancer is told."""

import pytest
from django.db import OperationalError

from peru50 import health


@pytest.fixture(autouse=True)
def _forget_what_was_checked():
    health._migrations_are_applied.cache_clear()


def test_the_site_says_that_it_lives_and_asks_no_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok\n")


@pytest.mark.django_db
def test_the_site_says_that_it_can_work(client):
    response = client.get("/readyz")
    assert (response.status_code, response.text) == (200, "ok\n")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_no_answer_is_stored_or_depends_on_a_language_or_a_cookie(client, address):
    headers = client.get(address).headers
    assert headers["Cache-Control"] == "no-store"
    assert "Vary" not in headers
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("host", ["10.2.3.4:8000", "unknown.example"])
def test_a_probe_may_come_with_any_host_and_without_tls(client, settings, host):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("check", "error", "missing"),
    [
        ("_database_answers", OperationalError, "database"),
        ("_migrations_are_applied", health.NotReadyError, "migrations"),
        ("_disk_takes_a_file", OSError, "disk"),
    ],
)
@pytest.mark.django_db
def test_a_site_that_cannot_work_says_why(client, monkeypatch, check, error, missing):
    def fail():
        raise error

    monkeypatch.setattr(health, check, fail)
    response = client.get("/readyz")
    assert (response.status_code, response.text) == (503, f"not ready: {missing}\n")


@pytest.mark.django_db
def test_a_migration_that_is_not_applied_is_noticed(client, monkeypatch):
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, targets: ["one to come"])
    assert client.get("/readyz").status_code == 503
    monkeypatch.undo()
    assert client.get("/readyz").status_code == 200


def test_a_folder_that_is_gone_is_noticed(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "gone"
    assert not health._holds(health._disk_takes_a_file)
