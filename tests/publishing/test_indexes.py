"""What pages ask for is found by an index, on both databases: so it is as quick among many editions as among few."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publishing import addresses, clock, press
from publishing.admin import as_of
from publishing.models import Edition
from tests.factories import make_article, make_theme

pytestmark = pytest.mark.django_db

QUESTIONS = {
    "a page": lambda: addresses.find("article", "nl", "oogst"),
    "an old address": lambda: addresses.find("article", "nl", "zaai"),
    "an unknown address": lambda: addresses.find("article", "nl", "nergens"),
    "a list": lambda: list(Edition.objects.current("nl").filter(kind="article").for_list().newest_first()[:12]),
    "a list as of a date": lambda: list(Edition.objects.current("nl", clock.FOREVER).filter(kind="article")[:12]),
    "the time line of a piece": lambda: list(
        Edition.objects.filter(piece=1, language="nl", public_until__gt=clock.now())
    ),
    "the next change": lambda: Edition.objects.filter(public_from__gt=clock.now()).order_by("public_from").first(),
    "the bar": lambda: list(as_of.steps(clock.now())),
}


@pytest.fixture
def _editions():
    theme = make_theme()
    article = make_article(slug_nl="zaai")
    article.themes.add(theme)
    press.publish_all(article)
    article.slug_nl = "oogst"
    article.save()
    press.publish(article, "nl")


@pytest.mark.usefixtures("_editions")
@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_reads_the_table_of_editions(question):
    with CaptureQueriesContext(connection) as asked:
        QUESTIONS[question]()
    assert asked.captured_queries
    for each in asked.captured_queries:
        plan = explained(each["sql"])
        assert not re.search(r"SCAN publishing_edition\b(?! USING)|Seq Scan on publishing_edition\b", plan), plan


def explained(sql):
    """Return the plan that the database would follow if the tables were large."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{sql}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
