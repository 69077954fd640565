"""Visibility is a question about time: nothing runs at the moment itself, and yet every page changes at it."""

from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest

from publishing import clock, press, visible
from publishing.models import Edition
from tests.factories import make_article, make_block, make_photo

pytestmark = pytest.mark.django_db

START = datetime(2126, 1, 1, tzinfo=UTC)
MOMENT = timedelta(milliseconds=1)


class PassingTime:
    def __init__(self):
        self.now = START

    def pass_to(self, days):
        self.now = START + timedelta(days=days)


@pytest.fixture
def time():
    passing = PassingTime()
    with mock.patch.object(clock.timezone, "now", side_effect=lambda: passing.now):
        yield passing


@pytest.fixture
def planned(time):
    """An article that is public from day 2, has another text and another address from day 4, and ends on day 6."""
    article = make_article(title_nl="Eerste oogst", slug_nl="eerste", cover=make_photo())
    make_block(article, html_nl="<p>quinoa</p>")
    press.publish(article, "nl", at=START + timedelta(days=2))
    article.title_nl, article.slug_nl = "Tweede oogst", "tweede"
    article.save()
    press.publish(article, "nl", at=START + timedelta(days=4))
    press.withdraw(article, "nl", at=START + timedelta(days=6))
    return article


@pytest.mark.parametrize(
    ("day", "shown"),
    [(1, None), (2, "Eerste oogst"), (3.99, "Eerste oogst"), (4, "Tweede oogst"), (5.99, "Tweede oogst"), (6, None)],
)
def test_page_list_search_and_sitemap_change_at_the_planned_instant_by_themselves(client, time, planned, day, shown):
    rows = list(Edition.objects.order_by("pk").values())
    time.pass_to(day)
    for address in ("/nl/artikels/", "/nl/zoeken/?q=quinoa"):
        text = client.get(address).text
        assert {title for title in ("Eerste oogst", "Tweede oogst") if title in text} == ({shown} if shown else set())
    pages = {path: client.get(f"/nl/artikels/{path}/").status_code for path in ("eerste", "tweede")}
    sitemap = client.get("/sitemap.xml").text
    expected = {None: (404, 404), "Eerste oogst": (200, 404), "Tweede oogst": (301, 200)}[shown]
    assert tuple(pages.values()) == expected
    assert [path for path in pages if f"/nl/artikels/{path}/" in sitemap] == [
        p for p, status in pages.items() if status == 200
    ]
    assert list(Edition.objects.order_by("pk").values()) == rows


def test_the_last_moment_before_is_still_before(time, planned):
    time.now = START + timedelta(days=4) - MOMENT
    assert Edition.objects.current("nl").get().title == "Eerste oogst"
    time.now += MOMENT
    assert Edition.objects.current("nl").get().title == "Tweede oogst"


def test_a_shared_record_is_seen_from_when_an_edition_shows_it(time, planned):
    assert visible.languages_of(planned.cover, "photo") == set()
    time.pass_to(2)
    assert visible.languages_of(planned.cover, "photo") == {"nl"}
    time.pass_to(6)
    assert visible.languages_of(planned.cover, "photo") == set()


def test_a_shifted_clock_shows_and_goes_back(time):
    with clock.showing(START + timedelta(days=9, microseconds=1234)):
        assert clock.now() == START + timedelta(days=9, milliseconds=1)
        assert clock.is_shifted()
    assert clock.now() == START
    assert not clock.is_shifted()
