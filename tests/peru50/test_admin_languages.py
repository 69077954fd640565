"""The page on which administrators add, open, hide and remove languages."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from peru50 import language_file, language_steps, readiness, tasks
from peru50.language_file import Language, Languages
from peru50.readiness import Readiness
from publishing import press
from publishing.models import AuditEntry
from tests.desk import make_member
from tests.factories import make_article

pytestmark = pytest.mark.django_db
PAGE = "/admin/languages/"
WELL = Readiness([], [], 10, 10)


@pytest.fixture
def file(settings, tmp_path):
    """A languages file with Quechua, whose texts are stored and which visitors are not offered."""
    settings.LANGUAGES_FILE = tmp_path / "languages.json"
    language_file.write(settings.LANGUAGES_FILE, Languages({"qu": Language("Runasimi", state="stored")}))
    return settings.LANGUAGES_FILE


@pytest.fixture
def administrator(client, settings, file, monkeypatch):
    settings.LANGUAGES = [*settings.LANGUAGES, ("en", "English")]
    client.force_login(make_member("administrators"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    monkeypatch.setattr(readiness, "of", lambda code: WELL)
    settings.INTERFACE_LANGUAGES = [*settings.INTERFACE_LANGUAGES, "en"]
    return client


@pytest.fixture
def added(monkeypatch):
    """The languages that were asked for, instead of adding them."""
    asked = []
    monkeypatch.setattr(language_steps, "add", lambda *language: asked.append(language))
    return asked


def test_the_page_lists_the_languages_with_who_sees_them(administrator):
    page = administrator.get(PAGE).text
    assert page.count("state-public") == 3
    assert '<bdi lang="qu">Runasimi</bdi>' in page
    assert "not public" in page
    assert "100 %" in page


def test_a_known_language_is_added_by_its_code_alone(administrator, added):
    page = administrator.post(PAGE, {"code": "AR", "name": "", "direction": ""}, follow=True).text
    assert added == [("ar", "العربيّة", True)]
    assert "was added" in page
    entry = AuditEntry.objects.get(action="added")
    assert (entry.object_name, entry.user_name) == ("العربيّة (ar)", "administrators")


def test_name_and_direction_can_be_said(administrator, added):
    administrator.post(PAGE, {"code": "ay", "name": "Aymar aru", "direction": "rtl"})
    assert added == [("ay", "Aymar aru", True)]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", "This field is required"),
        ("!!", "is no code of a language"),
        ("nl", "Nederlands is there already"),
        ("qu", "Runasimi is there already"),
        ("tlh", "is not known here"),
        ("zh-hant-cn-x-very-long", "20 characters"),
    ],
)
def test_what_cannot_be_added_is_refused_with_a_reason_and_nothing_typed_is_lost(administrator, added, code, reason):
    page = administrator.post(PAGE, {"code": code, "name": "", "direction": "rtl"}).text
    assert reason in page
    assert f'value="{code}"' in page or not code
    assert '<option value="rtl" selected>' in page
    assert added == []


def test_why_a_language_was_refused_in_the_end_is_told(administrator, monkeypatch):
    def refused(*language):
        raise ValidationError("There is a column already.")

    monkeypatch.setattr(language_steps, "add", refused)
    assert "There is a column already." in administrator.post(PAGE, {"code": "de"}, follow=True).text
    assert not AuditEntry.objects.filter(action="added").exists()


def job(status, task=tasks.add_language, since=timedelta(), **fields):
    arguments = {"args": ["de", "Deutsch", False, 1, "en"], "kwargs": {}}
    return DBTaskResult.objects.create(
        task_path=task.module_path,
        args_kwargs=arguments,
        status=status,
        backend_name="default",
        run_after=datetime(2026, 1, 1, tzinfo=UTC),
        started_at=timezone.now() - since if status == "RUNNING" else None,
        exception_class_path="",
        **{"traceback": "", **fields},
    )


@pytest.mark.parametrize(
    ("status", "words"),
    [("READY", "waits for its turn"), ("RUNNING", "under way"), ("SUCCESSFUL", "done"), ("FAILED", "failed")],
)
def test_the_page_shows_how_far_a_job_is(administrator, status, words):
    job(status)
    assert f">{words}<" in administrator.get(PAGE).text


def test_the_page_says_why_a_job_failed(administrator):
    job("FAILED", traceback="Traceback:\n  …\nOSError: no space left\n")
    assert '<p class="errornote">OSError: no space left</p>' in administrator.get(PAGE).text


def test_a_job_that_was_refused_says_why(administrator):
    job("SUCCESSFUL", return_value="There is a column already.")
    page = administrator.get(PAGE).text
    assert "refused" in page
    assert "There is a column already." in page


def test_the_page_follows_by_itself_while_a_job_is_under_way(administrator, settings):
    settings.LANGUAGES_FILE.unlink()
    assert "data-moving" not in administrator.get(PAGE).text
    job("RUNNING")
    assert "data-moving" in administrator.get(PAGE).text


def test_the_page_follows_a_job_that_ends_while_it_is_drawn(administrator, file, monkeypatch):
    file.unlink()
    under_way = job("RUNNING")

    def meanwhile(code):
        DBTaskResult.objects.filter(pk=under_way.pk).update(status="SUCCESSFUL")
        return WELL

    monkeypatch.setattr(readiness, "of", meanwhile)
    assert "data-moving" in administrator.get(PAGE).text


def test_a_language_that_is_being_added_is_not_added_twice(administrator, added):
    job("READY")
    assert "Deutsch is being added already." in administrator.post(PAGE, {"code": "de"}).text
    assert added == []


def test_a_job_whose_worker_was_killed_is_said_to_be_cut_off_and_its_language_added_again(administrator, added, file):
    job("RUNNING", since=timedelta(minutes=1))
    with language_file.locked(file):  # by whoever is at it
        assert "Deutsch is being added already." in administrator.post(PAGE, {"code": "de"}).text
    page = administrator.get(PAGE).text
    assert "It was cut off" in page
    assert ">under way<" not in page
    administrator.post(PAGE, {"code": "de"})
    assert added == [("de", "Deutsch", False)]


def open_to_visitors(file):
    return language_file.read(file).public


def test_a_language_that_is_ready_is_opened(administrator, file):
    page = administrator.post(f"{PAGE}qu/open/", {"csrfmiddlewaretoken": "x"}, follow=True).text
    assert "Runasimi is open to visitors." in page
    assert "qu" in open_to_visitors(file)
    assert AuditEntry.objects.get(action="published").object_name == "Runasimi (qu)"


def test_one_that_is_not_ready_is_opened_only_when_that_is_ticked(administrator, file, monkeypatch):
    article = make_article()
    press.publish(article, "nl")
    monkeypatch.setattr(readiness, "of", lambda code: Readiness(["Search"], [article], 4, 1))
    page = administrator.post(f"{PAGE}qu/open/", {"csrfmiddlewaretoken": "x"}).text
    assert "is ready at 0 %" in page
    assert "<li>Search</li>" in page
    assert reverse("translate", args=["publishing.piece", article.pk, "qu"]) in page
    assert "qu" not in open_to_visitors(file)
    administrator.post(f"{PAGE}qu/open/", {"anyway": "on"})
    assert "qu" in open_to_visitors(file)


def test_a_language_is_hidden(administrator, file):
    assert "stay" in administrator.get(f"{PAGE}fr/hide/").text
    administrator.post(f"{PAGE}fr/hide/", {"_hide": "1"})
    assert open_to_visitors(file) == ("es", "nl")
    assert AuditEntry.objects.get(action="withdrawn").object_name == "Français (fr)"


def test_the_last_language_that_is_open_is_not_hidden(administrator, file):
    language_file.write(file, Languages(public=("nl",)))
    assert "the only language" in administrator.post(f"{PAGE}nl/hide/", {"_hide": "1"}).text
    assert open_to_visitors(file) == ("nl",)


@pytest.fixture
def removed(monkeypatch):
    asked = []
    monkeypatch.setattr(language_steps, "remove", asked.append)
    return asked


def test_a_language_is_removed_only_when_its_code_is_typed(administrator, removed):
    page = administrator.post(f"{PAGE}qu/remove/", {"code": "yes"}).text
    assert "Nothing was removed." in page
    assert removed == []
    assert "Runasimi was removed." in administrator.post(f"{PAGE}qu/remove/", {"code": "qu"}, follow=True).text
    assert removed == ["qu"]
    assert AuditEntry.objects.get(action="deleted").object_name == "Runasimi (qu)"


@pytest.mark.parametrize("address", ["fr/remove/", "xx/remove/", "xx/open/", "xx/hide/"])
def test_what_came_with_the_site_is_not_removed_and_what_is_not_there_is_not_found(administrator, removed, address):
    assert administrator.post(PAGE + address, {"code": address[:2]}).status_code == 404
    assert removed == []


@pytest.mark.parametrize("address", ["", "qu/open/", "qu/hide/", "qu/remove/"])
def test_who_is_no_administrator_is_refused(client, file, address):
    client.force_login(make_member("editors"))
    assert client.get(PAGE + address).status_code == 403
    assert client.post(PAGE + address, {"code": "qu"}).status_code == 403
    assert "qu" not in open_to_visitors(file)


def test_the_start_page_leads_administrators_there_and_nobody_else(administrator, client):
    link = f'href="{PAGE}"'
    assert link in administrator.get("/admin/").text
    client.force_login(make_member("editors"))
    assert link not in client.get("/admin/").text


def test_known_languages_are_offered_by_name_those_of_peru_too(administrator):
    page = administrator.get(PAGE).text
    assert '<option value="de">Deutsch</option>' in page
    assert '<option value="ay">' in page
    assert '<option value="nl">' not in page


def test_staff_see_the_site_in_a_language_that_is_not_open(administrator, file, settings):
    language_file.write(file, Languages(public=("es", "nl")))
    settings.PUBLIC_LANGUAGES = ("es", "nl")
    row = next(row for row in administrator.get(PAGE).context["rows"] if row.code == "fr")
    page = administrator.get(row.address)
    assert page.status_code == 200
    assert '<html lang="fr">' in page.text
    assert "This language is not open to visitors." in page.text


@pytest.mark.parametrize("path", ["", "qu/open/", "qu/hide/", "qu/remove/"])
def test_a_file_that_cannot_be_read_is_said_to_be_damaged_and_by_its_name(administrator, file, path):
    file.write_text("{")
    page = administrator.get(f"{PAGE}{path}").text
    assert "cannot be read" in page
    assert "languages.json" in page
