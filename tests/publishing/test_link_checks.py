import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from publishing import clock, link_checks, press
from publishing.models import ExternalLink
from publishing.outside import Problem, UnreachableError
from tests.factories import make_article, make_block, make_contest, make_entry, make_event, make_organisation

pytestmark = pytest.mark.django_db
URL = "https://site.example/?a=1&b=2"


class FakeOutside:
    """Answers what the test says; notes what it was asked."""

    def __init__(self, **answers):
        self.answers = answers
        self.asked = []

    def status(self, url):
        self.asked.append(url)
        answer = self.answers.get(url.rsplit("/", 1)[1], 200)
        if isinstance(answer, Problem):
            raise UnreachableError(answer)
        return answer


def check(outside=None, **options):
    return link_checks.check(outside=outside or FakeOutside(), pause=0, **options)


def text_with(*urls, **fields):
    article = make_article(**fields)
    links = "".join(f'<a href="{url.replace("&", "&amp;")}">Words</a>' for url in urls)
    make_block(article, html_nl=f"<p>{links}</p>")
    return article


def urls():
    return set(ExternalLink.objects.values_list("url", flat=True))


def of_text():
    return text_with(URL)


def of_film():
    article = make_article()
    make_block(article, "video", title_fr="Film", url=URL)
    return article


def of_source():
    return make_article(source_publication="Glo.be", source_url=URL)


def of_event():
    event = make_event()
    event.links.create(url=URL, label_es="Programa")
    return event


def of_organisation():
    return text_with(f"organisation:{make_organisation(url=URL).pk}")


def of_entry():
    contest = make_contest()
    make_entry(contest, statement_nl=f'<p><a href="{URL.replace("&", "&amp;")}">Words</a></p>')
    return contest


@pytest.mark.parametrize("make", [of_text, of_film, of_source, of_event, of_organisation, of_entry])
def test_links_are_found_wherever_a_desk_has_them(make):
    piece = make()
    check()
    link = ExternalLink.objects.get()
    assert (link.url, link.pieces, link.works) == (URL, [piece.pk], True)


def test_a_link_that_only_visitors_still_see_is_followed_and_then_forgotten():
    article = text_with(URL)
    press.publish(article, "nl")
    article.blocks.all().delete()
    check()
    assert urls() == {URL}
    press.withdraw(article, "nl")
    check()
    assert urls() == set()


def test_other_links_are_not_for_following():
    text_with(
        "mailto:a@site.example",
        "tel:+5111234567",
        "/nl/",
        "http://testserver/nl/x/",
        "https://site.example/" + "a" * 1000,
    )
    check()
    assert urls() == set()


def test_a_piece_in_the_trash_has_no_links():
    text_with(URL, trashed_at=timezone.now())
    check()
    assert urls() == set()


@pytest.mark.parametrize(
    ("answer", "works", "problem"),
    [
        (200, True, ""),
        (204, True, ""),
        (404, False, "404"),
        (410, False, "410"),
        (500, False, "500"),
        (403, None, "403"),
        (429, None, "429"),
        (999, None, "999"),
        (Problem.PRIVATE, False, "private"),
        (Problem.CERTIFICATE, False, "certificate"),
    ],
)
def test_what_was_found_is_noted(answer, works, problem):
    text_with("https://site.example/page")
    check(FakeOutside(page=answer))
    link = ExternalLink.objects.get()
    assert (link.works, link.problem) == (works, problem)
    assert link.checked_at
    assert bool(link.explanation) == bool(problem)


def test_a_link_is_followed_once_a_week():
    text_with(URL)
    check()
    assert check() == []
    ExternalLink.objects.update(checked_at=clock.now() - dt.timedelta(days=8))
    assert [link.url for link in check()] == [URL]


def test_a_run_is_bounded_and_begins_with_what_is_new():
    text_with("https://site.example/old")
    check()
    ExternalLink.objects.update(checked_at=clock.now() - dt.timedelta(days=8))
    text_with("https://site.example/new")
    assert [link.url for link in check(most=1)] == ["https://site.example/new"]
    assert [link.url for link in check(most=1)] == ["https://site.example/old"]


def test_a_machine_is_given_a_pause_between_two_requests(monkeypatch):
    pauses = []
    monkeypatch.setattr(link_checks.time, "sleep", pauses.append)
    text_with("https://site.example/1", "https://other.example/1", "https://site.example/2")
    link_checks.check(outside=FakeOutside(), pause=30)
    assert [round(pause) for pause in sorted(pauses)] == [0, 0, 30]


def test_a_link_that_is_removed_meanwhile_stays_so():
    text_with(URL)
    link_checks.collect()
    links = list(ExternalLink.objects.all())
    ExternalLink.objects.all().delete()
    link_checks.follow(links, FakeOutside(), pause=0)
    assert urls() == set()


def test_the_command_says_what_does_not_work(monkeypatch):
    monkeypatch.setattr(link_checks, "Outside", lambda: FakeOutside(page=404))
    text_with("https://site.example/page")
    out = StringIO()
    call_command("check_links", stdout=out)
    assert "https://site.example/page" in out.getvalue()
    assert "404" in out.getvalue()
