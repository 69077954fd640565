"""The calendar: what comes, per language, on both clocks."""

from datetime import UTC, datetime
from unittest import mock

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.urls import reverse

from publishing import clock, press
from publishing.admin import as_of
from publishing.admin.instants import in_zones, shown_by
from tests.desk import make_editor
from tests.factories import make_article, make_event

pytestmark = pytest.mark.django_db

NOW = datetime(2126, 10, 9, 12, tzinfo=UTC)  # a Wednesday


@pytest.fixture(autouse=True)
def _now():
    with mock.patch.object(clock.timezone, "now", return_value=NOW):
        yield


def at(day, hour, month=10, minute=0):
    return datetime(2126, month, day, hour, minute, tzinfo=UTC)


def shown(editor, **query):
    return editor.get(reverse("calendar"), query)


def points(response):
    return [(point["edition"].pk, point["sign"]) for _day, points in response.context["days"] for point in points]


def test_it_tells_what_begins_what_is_replaced_and_what_ends(editor):
    article = make_article()
    begin = press.publish(article, "nl", at=at(10, 8))
    change = press.publish(article, "nl", at=at(11, 8))
    end = press.withdraw(article, "nl", at=at(12, 8))
    assert points(shown(editor)) == [(begin.pk, "begin"), (change.pk, "change"), (end.pk, "end")]


def test_what_has_begun_is_no_part_of_it(editor):
    press.publish(make_article(), "nl")
    assert points(shown(editor)) == []


def test_it_goes_by_the_days_of_brussels_and_shows_both_clocks(editor):
    edition = press.publish(make_article(), "nl", at=at(10, 22, minute=30))
    response = shown(editor)
    [(day, [point])] = response.context["days"]
    assert day.day == 11
    assert point["times"] == in_zones(edition.public_from, known_day=day)
    assert [day.day for week in response.context["weeks"] for day, _of_month, found in week if found] == [11]


def test_the_edge_of_a_month_is_midnight_in_brussels(editor):
    press.publish(make_article(), "nl", at=at(31, 22, minute=59))
    later = press.publish(make_article(), "nl", at=at(31, 23))
    assert [pk for pk, _sign in points(shown(editor, month="2126-11"))] == [later.pk]


def test_it_is_narrowed_to_a_language_and_a_kind(editor):
    press.publish(make_article(), "nl", at=at(10, 8))
    spanish = press.publish(make_article(), "es", at=at(10, 8))
    event = press.publish(make_event(), "es", at=at(10, 8))
    assert {pk for pk, _sign in points(shown(editor, language="es"))} == {spanish.pk, event.pk}
    assert [pk for pk, _sign in points(shown(editor, language="es", kind="event"))] == [event.pk]


def test_moving_by_month_keeps_the_filters_and_never_goes_before_the_present(editor):
    response = shown(editor, language="es")
    assert response.context["before"] == ""
    assert response.context["after"] == f"{reverse('calendar')}?month=2126-11&language=es"
    response = shown(editor, month="2127-01")
    assert response.context["before"] == f"{reverse('calendar')}?month=2126-12"


@pytest.mark.parametrize("month", ["", "x", "2126-13", "0001-01", "2126-10-09", "99999-01", "2125-01"])
def test_a_month_that_cannot_be_shown_is_the_present_one(editor, month):
    assert shown(editor, month=month).context["first"].isoformat() == "2126-10-01"


def test_the_last_month_has_no_next(editor):
    response = shown(editor, month="9999-12")
    assert response.context["after"] == ""


def test_an_empty_month_leads_to_the_next_in_which_something_comes(editor):
    press.publish(make_article(), "nl", at=at(24, 8, month=12))
    assert shown(editor).context["later"]["url"] == f"{reverse('calendar')}?month=2126-12"


def test_each_point_leads_to_its_form_to_the_site_then_and_to_its_cancelling(editor):
    article = make_article()
    edition = press.publish(article, "nl", at=at(10, 8))
    response = shown(editor)
    [(_day, [point])] = response.context["days"]
    assert point["as_of"] == as_of.address(at(10, 8), edition.get_absolute_url())
    assert point["cancel"] == reverse("admin:articles_article_cancel", args=[article.pk, edition.pk])
    for link in (reverse("admin:publishing_piece_change", args=[article.pk]), point["as_of"], point["cancel"]):
        assert f'href="{link}"' in response.text
    editor.post(point["cancel"])
    assert points(shown(editor)) == []


def test_after_an_end_the_home_page_of_that_language_is_shown(editor):
    article = make_article()
    press.publish(article, "es")
    end = press.withdraw(article, "es", at=at(10, 8))
    assert as_of.beginning_of(end) == as_of.address(at(10, 8), "/es/")


def test_the_form_of_a_piece_tells_every_plan_with_the_site_then(editor):
    article = make_article()
    plans = [press.publish(article, "nl", at=at(day, 8)) for day in (10, 11, 12)]
    page = editor.get(reverse("admin:articles_article_change", args=[article.pk])).text
    assert all(f'href="{as_of.beginning_of(plan)}"' in page for plan in plans)


def test_the_start_page_leads_to_the_calendar_and_the_site_as_of_a_date(editor):
    page = editor.get(reverse("admin:index")).text
    assert f'href="{reverse("calendar")}"' in page
    assert f'href="{reverse("as_of_choose")}"' in page


def test_whoever_may_not_publish_is_offered_no_cancelling(client):
    press.publish(make_article(), "nl", at=at(10, 8))
    reader = make_editor()
    reader.groups.clear()
    reader.user_permissions.set(Permission.objects.filter(codename__in=["view_edition", "view_piece", "view_article"]))
    client.force_login(reader)
    [(_day, [point])] = shown(client).context["days"]
    assert point["cancel"] == ""


def test_whoever_may_not_see_editions_does_not_see_it(client):
    reader = make_editor()
    reader.groups.clear()
    client.force_login(reader)
    assert shown(client).status_code == 403


def test_a_calendar_of_many_points_needs_no_more_queries(editor, django_assert_max_num_queries):
    for _number in range(30):
        press.publish(make_article(), "nl", at=at(10, 8))
    with django_assert_max_num_queries(8):
        assert len(points(shown(editor))) == 30


# Clocks on a wall


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (datetime(2027, 3, 28, 2, 30), "skipped"),
        (datetime(2027, 10, 31, 2, 30), "twice"),
    ],
)
def test_a_time_that_a_clock_never_shows_or_shows_twice_is_refused(moment, code):
    with pytest.raises(ValidationError) as refusal:
        shown_by(moment, "Europe/Brussels")
    assert refusal.value.code == code
    assert shown_by(moment, "America/Lima").hour == 7


def test_summer_time_is_told_apart():
    assert shown_by(datetime(2027, 7, 1, 10), "Europe/Brussels") == datetime(2027, 7, 1, 8, tzinfo=UTC)
    assert shown_by(datetime(2027, 1, 1, 10), "Europe/Brussels") == datetime(2027, 1, 1, 9, tzinfo=UTC)


def test_a_form_asks_what_every_clock_shows(editor):
    said = editor.get(reverse("clocks"), {"at": "2126-07-01T10:00", "zone": "Europe/Brussels"}).json()
    assert said["is_error"] is False
    assert "Lima" in said["said"]
    refused = editor.get(reverse("clocks"), {"at": "2027-03-28T02:30", "zone": "Europe/Brussels"}).json()
    assert refused["is_error"] is True
    assert refused["said"]


def test_a_plan_at_a_time_that_does_not_exist_is_asked_again(editor):
    article = make_article()
    url = reverse("admin:articles_article_publish", args=[article.pk])
    response = editor.post(url, {"languages": ["nl"], "start": "2127-03-30T02:30", "zone": "Europe/Brussels"})
    assert response.context["form"].errors["start"]
    assert 'value="2127-03-30T02:30"' in response.text
    assert not article.editions.exists()
