"""Dates, hours and the strip of months."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from events.calendar import year_strip
from events.templatetags.events import event_badge
from events.views import event_times
from publishing import press
from publishing.partial_dates import PartialDate
from tests.factories import make_contest, make_event

FACTS = {"start_time": "18:00", "end_time": "", "timezone": "America/Lima"}


def happening(date, category="debate"):
    return SimpleNamespace(date=PartialDate.parse(date), category=category)


def test_hours_are_said_in_the_events_zone_first_then_in_the_other():
    times = event_times(PartialDate.parse("2015-10-16/day"), FACTS)
    assert [f"{start:%d %H:%M}" for _zone, start, _end in times] == ["16 18:00", "17 01:00"]


def test_an_event_without_a_day_has_no_hours():
    assert event_times(PartialDate.parse("2015-10-01/month"), FACTS) == []


def test_the_strip_shows_the_year_with_most_events_month_by_month():
    months = year_strip(
        [happening("2015-10-16/day"), happening("2015-04-01/month"), happening("2014-08-01/month"), happening("")]
    )
    assert [(month.first.month, len(month.events)) for month in months if month.events] == [(4, 1), (10, 1)]


def test_an_event_known_only_to_its_year_stands_in_no_month():
    assert year_strip([happening("2015-01-01/year")]) == []


@pytest.mark.parametrize(
    ("date", "badge"),
    [
        ("2015-10-16/day", "<b>16</b>oktober 2015"),
        ("2015-04-01/month", '<b class="word">april</b>2015'),
        ("", '<b class="word">Debat</b>'),
    ],
)
def test_the_badge_shows_the_date_as_far_as_it_is_known(date, badge):
    with translation.override("nl"):
        assert event_badge(happening(date)) == badge


@pytest.mark.django_db
def test_an_event_and_its_contest_link_to_each_other(client, url_in):
    contest = make_contest(slug_nl="fotos")
    event = make_event(slug_nl="oproep", about_contest=contest)
    press.publish(contest, "nl")
    press.publish(event, "nl")
    contest_page, event_page = url_in("nl", "contest", slug="fotos"), url_in("nl", "event", slug="oproep")
    assert f'href="{contest_page}"' in client.get(event_page).text
    assert f'href="{event_page}"' in client.get(contest_page).text
