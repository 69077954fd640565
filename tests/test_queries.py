"""Queries per page: few, and no more of them as the content grows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests import site

pytestmark = pytest.mark.django_db

LIMITS = {"home": 15, "article": 10}
LIST_LIMIT = 8
LISTS = (
    "article_list",
    "theme_list",
    "event_list",
    "photo_list",
    "contest_list",
    "organisation_list",
    "project_list",
    "map",
    "search",
)
PAGE_LIMIT = 12
# What each page costs, with 10 articles, pictures and events more as with 200.
EXPECTED = {
    "article": 10,
    "article_list": 4,
    "contest": 7,
    "contest_list": 3,
    "dossier": 3,
    "entry": 5,
    "event": 5,
    "event_list": 3,
    "home": 13,
    "map": 4,
    "organisation": 6,
    "organisation_list": 2,
    "page": 3,
    "photo": 6,
    "photo_list": 4,
    "project": 7,
    "project_list": 2,
    "search": 5,
    "theme": 6,
    "theme_list": 4,
}


def counted(client, pages):
    """Return {URL name: queries} of every page in Dutch."""
    counts = {}
    for name, kwargs in pages.items():
        with translation.override("nl"):
            address = reverse(name, kwargs=kwargs)
        if name == "search":
            address += "?q=article"
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200, address
        counts[name] = len(queries)
    return counts


def test_no_page_needs_more_queries_than_its_kind_may(client):
    for name, count in counted(client, site.fill()).items():
        assert count <= LIMITS.get(name, LIST_LIMIT if name in LISTS else PAGE_LIMIT), (name, count)


@pytest.mark.parametrize("number", [10, 200])
def test_the_number_of_queries_stays_the_same_as_the_content_grows(client, number):
    grown = counted(client, site.fill(articles=number, photos=number, events=number))
    assert grown == EXPECTED
