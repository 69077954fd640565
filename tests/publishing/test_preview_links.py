"""Secret links: the desk in one language for whoever has the address, until a day, with comments."""

import logging
from datetime import timedelta

import html5lib
import pytest
from django.core import signing
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from peru50.logs import Discreet
from publishing import clock, comments, press, preview_links
from publishing.models import AuditEntry, Comment, Piece, PieceKind
from tests import site
from tests.factories import make_article, make_block
from tests.test_every_page import foreign, parsed, pseudo_translated  # noqa: F401 a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = make_article(title_nl="Op het bureau")
    make_block(article, html_nl="<p>Eerste</p>")
    make_block(article, "question", title_nl="Waarom?", html_nl="<p>Daarom</p>")
    make_block(article, "question", title_nl="Wanneer?", html_nl="<p>Nu</p>")
    return article


def link_to(piece, language="nl", days=7):
    return preview_links.make(piece, language, days, label="Ambassade")


def address(link):
    return reverse("preview", args=[preview_links.token(link)])


def say(client, link, **fields):
    return client.post(address(link), {"name": "Rosa", "text": "Mooi.", **fields})


def test_it_shows_the_desk_in_its_language_without_a_cookie(client, article):
    press.publish_all(article)
    Piece.objects.filter(pk=article.pk).update(title_nl="Gewijzigd", title_es="Cambiado")
    for language, title in (("nl", "Gewijzigd"), ("es", "Cambiado")):
        response = client.get(address(link_to(article, language)))
        assert response.status_code == 200
        assert f"<h1>{title}</h1>" in response.text
        assert parsed(response).get("lang") == language
        assert not response.cookies
        assert "cookie" not in response.get("Vary", "").lower()


def test_of_every_kind_it_is_a_whole_page_in_one_language(client, pseudo_translated):  # noqa: F811
    site.fill()
    kinds = set()
    for piece in Piece.objects.all():
        for language in ("nl", "es", "fr"):
            response = client.get(address(link_to(piece, language)))
            html5lib.HTMLParser(strict=True).parse(response.text)
            assert list(foreign(parsed(response), language)) == []
        kinds.add(piece.kind)
    assert kinds == set(PieceKind)


def test_it_is_stored_found_and_passed_on_nowhere(client, article):
    link = link_to(article)
    for response in (client.get(address(link)), say(client, link), say(client, link, text="")):
        assert response["Cache-Control"] == "no-store"
        assert response["X-Robots-Tag"] == "noindex"
        assert response["Referrer-Policy"] == "no-referrer"
    page = client.get(address(link)).text
    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page
    assert "hreflang=" not in page.partition("<body>")[0]
    assert "preview" not in client.get("/sitemap.xml").text
    assert "Disallow: /preview/" in client.get("/robots.txt").text


def test_a_link_that_does_not_work_says_why_in_its_language(client, article):
    expired, revoked, trashed = link_to(article, "es", days=-1), link_to(article, "fr"), link_to(make_article())
    preview_links.revoke(revoked)
    Piece.objects.filter(pk=trashed.piece_id).update(trashed_at=timezone.now())
    for link in (expired, revoked, trashed):
        for response in (client.get(address(link)), say(client, link)):
            assert response.status_code == 410
            assert parsed(response).get("lang") == link.language
            assert response["Cache-Control"] == "no-store"
            assert article.title_nl not in response.text
    assert not Comment.objects.exists()


def test_it_ends_at_its_instant(client, article):
    link = link_to(article, days=1)
    with clock.showing(link.expires_at - timedelta(milliseconds=1)):
        assert client.get(address(link)).status_code == 200
    with clock.showing(link.expires_at):
        assert client.get(address(link)).status_code == 410


def forged(link):
    """Return secrets that are none of ours, by what is wrong with them."""
    own = preview_links.token(link)
    return {
        "unsigned": link.pk.hex,
        "another signature": f"{link.pk.hex}.{'x' * 43}",
        "cut off": own[:-1],
        "signed for something else": signing.Signer(sep=".").sign(link.pk.hex),
        "of no link": signing.Signer(sep=".", salt="publishing.preview_links").sign("0" * 32),
        "over-long": own + "x" * 5000,
    }


def test_a_forged_address_shows_nothing(client, article):
    for what, secret in forged(link_to(article)).items():
        response = client.get(reverse("preview", args=[secret]))
        assert response.status_code == 404, what
        assert article.title_nl not in response.text
        assert response["X-Robots-Tag"] == "noindex"


def test_reading_writes_nothing(client, article):
    link = link_to(article)
    with CaptureQueriesContext(connection) as queries:
        client.get(address(link))
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []


def test_the_secret_is_not_logged(client, article, caplog):
    link = link_to(article, days=-1)
    caplog.handler.addFilter(Discreet())
    with caplog.at_level(logging.INFO, logger="django.request"):
        client.get(address(link))
    assert caplog.records
    assert preview_links.token(link) not in caplog.text


def test_making_and_revoking_are_noted(article):
    link = link_to(article)
    preview_links.revoke(link)
    preview_links.revoke(link)
    actions = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert actions == [AuditEntry.Action.LINK_MADE, AuditEntry.Action.LINK_REVOKED]
    assert preview_links.token(link) not in repr(list(AuditEntry.objects.values()))


# Comments


def test_a_comment_on_a_block_is_kept_with_its_block_and_language(client, article):
    link, block = link_to(article), article.blocks.first()
    response = say(client, link, block=str(block.pk))
    comment = Comment.objects.get()
    assert response["Location"] == f"{address(link)}#comment-{comment.pk}"
    assert (comment.piece_id, comment.language, comment.block) == (article.pk, "nl", block.pk)
    assert (comment.author_name, comment.text, comment.link) == ("Rosa", "Mooi.", link)
    page = client.get(address(link)).text
    assert page.index("Eerste") < page.index("Mooi.") < page.index("Waarom?")


def test_a_comment_on_the_whole_page_needs_no_block(client, article):
    say(client, link_to(article))
    assert Comment.objects.get().block is None


def test_there_is_one_box_for_each_part_and_one_for_the_whole(client, article):
    forms = parsed(client.get(address(link_to(article)))).findall(".//main//form")
    assert len(forms) == 3
    questions = forms[1].findall(".//option")
    assert [option.get("value") for option in questions] == [str(block.pk) for block in article.blocks.all()[1:]]


def test_a_reader_sees_what_was_said_by_this_address_only(client, article):
    one, other = link_to(article), link_to(article)
    say(client, one, text="Van de een")
    comments.leave(article, "nl", "Van de redactie")
    page = client.get(address(other)).text
    assert "Van de een" not in page
    assert "Van de redactie" not in page


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"text": ""}, {"name": "x" * 81}, {"text": "Te lang " * 300}, {"url": "x"}]
)
def test_a_comment_that_is_not_right_is_refused_and_its_text_kept(client, article, wrong):
    block = str(article.blocks.all()[2].pk)
    fields = {"name": "Rosa", "text": "Mooi gezegd.", "block": block, **wrong}
    response = say(client, link_to(article), **fields)
    assert not Comment.objects.exists()
    opened = [details for details in parsed(response).findall(".//main//details") if details.get("open") is not None]
    assert len(opened) == 1
    assert (opened[0].find(".//textarea").text or "").strip() == fields["text"].strip()
    assert opened[0].find(".//input[@name='name']").get("value", "") == fields["name"]
    assert [option.get("value") for option in opened[0].findall(".//option[@selected]")] == [block]


def test_a_comment_on_a_block_that_has_gone_is_offered_for_the_whole_page(client, article):
    link, block = link_to(article), article.blocks.first()
    block.delete()
    response = say(client, link, block=str(block.pk), text="Over het eerste")
    assert not Comment.objects.exists()
    opened = [details for details in parsed(response).findall(".//main//details") if details.get("open") is not None]
    assert opened[0].find(".//textarea").text.strip() == "Over het eerste"
    assert opened[0].find(".//input[@name='block']") is None


def test_one_address_takes_only_so_many_comments(client, article, monkeypatch):
    link = link_to(article)
    for _number in range(comments.MOST_A_MINUTE):
        say(client, link)
    response = say(client, link, text="Eén te veel")
    assert Comment.objects.count() == comments.MOST_A_MINUTE
    assert "Eén te veel" in response.text
    Comment.objects.update(created_at=timezone.now() - timedelta(hours=1))
    monkeypatch.setattr(comments, "MOST", comments.MOST_A_MINUTE)
    say(client, link)
    assert Comment.objects.count() == comments.MOST_A_MINUTE


def test_what_a_reader_writes_is_shown_as_text(client, article):
    link = link_to(article)
    say(client, link, name="<b>Rosa</b>", text="<script>alert(1)</script>")
    page = client.get(address(link)).text
    assert "<script>alert" not in page
    assert "<b>Rosa" not in page


def test_an_empty_form_is_refused(client, article):
    assert client.post(address(link_to(article))).status_code == 200
    assert not Comment.objects.exists()
