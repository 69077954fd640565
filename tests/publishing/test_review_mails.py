"""Mails about reviews: to whom, in which language, and what happens where none can be sent."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation

from publishing import review_mails, reviews
from publishing.models import Profile, Review
from publishing.proofs import proof
from tests.desk import form_of, make_editor, make_member, sent
from tests.factories import make_article

pytestmark = pytest.mark.django_db
SITE = "https://peru50.example"


def person(group, language=None, **fields):
    found = make_member(group, **{"name": f"{group}-{language}", "email": f"{group}-{language}@example.org", **fields})
    if language:
        Profile.objects.create(user=found, language=language)
    return found


@pytest.fixture
def handed_in(django_capture_on_commit_callbacks):
    """Return a function that hands in an article, with its mails sent."""

    def hand_in(by, article=None, **options):
        article = article or make_article(title_nl="Oogst", title_es="Cosecha", title_fr="Récolte")
        with django_capture_on_commit_callbacks(execute=True):
            review = reviews.submit(article, ["es"], by, {"es": proof(article, "es").digest}, **options)
            review_mails.ask(review, SITE)
        return review

    return hand_in


@pytest.fixture
def decide(django_capture_on_commit_callbacks):
    def decided(review, decision, *arguments):
        with django_capture_on_commit_callbacks(execute=True):
            decision(review, *arguments)
            review.refresh_from_db()
            review_mails.answer(review, SITE)

    return decided


def address(review):
    return SITE + reverse("admin:publishing_review_change", args=[review.pk])


@pytest.mark.parametrize(("language", "title"), [("nl", "Oogst"), ("es", "Cosecha"), ("fr", "Récolte")])
def test_who_may_approve_is_asked_in_their_language(handed_in, language, title):
    person("reviewers", language, first_name="Ana")
    review = handed_in(person("authors", "nl"), note="A line\nand another")
    (sent_mail,) = mail.outbox
    with translation.override(language):
        assert sent_mail.subject == translation.gettext("To review: %(piece)s") % {"piece": title}
        assert translation.gettext("The note with it:") in sent_mail.body
    assert sent_mail.to == [f"reviewers-{language}@example.org"]
    assert all(words in sent_mail.body for words in ("Ana", title, "A line\nand another", address(review)))
    assert "&" not in sent_mail.body


@pytest.mark.parametrize("language", ["nl", "es", "fr"])
def test_an_approval_is_told_in_the_authors_language_with_the_address_of_the_page(handed_in, decide, language):
    author, reviewer = person("authors", language), person("reviewers", "nl")
    review = handed_in(author)
    mail.outbox.clear()
    decide(review, reviews.approve, reviewer, review.digests)
    (sent_mail,) = mail.outbox
    with translation.override(language):
        assert sent_mail.subject == translation.gettext("Approved: %(piece)s") % {"piece": str(review.piece)}
    assert sent_mail.to == [author.email]
    assert f"{SITE}/es/" in sent_mail.body


@pytest.mark.parametrize("language", ["nl", "es", "fr"])
def test_a_return_is_told_with_its_message(handed_in, decide, language):
    author, reviewer = person("authors", language), person("reviewers", "nl")
    review = handed_in(author)
    mail.outbox.clear()
    decide(review, reviews.give_back, reviewer, "¿Quién lo dice & dónde?")
    (sent_mail,) = mail.outbox
    with translation.override(language):
        assert sent_mail.subject == translation.gettext("Returned: %(piece)s") % {"piece": str(review.piece)}
    assert "¿Quién lo dice & dónde?" in sent_mail.body
    assert address(review) in sent_mail.body


def test_who_handed_it_in_or_has_no_address_or_no_account_any_more_is_not_asked(handed_in):
    person("reviewers", "nl", email="")
    person("reviewers", "es", is_active=False)
    person("reviewers", "fr", is_staff=False)
    both = make_member("authors", "reviewers", name="both", email="both@example.org")
    handed_in(both)
    assert mail.outbox == []


def test_a_mail_is_not_sent_once_the_review_went_on(handed_in):
    author, reviewer = person("authors", "nl"), person("reviewers", "nl")
    review = handed_in(author)
    mail.outbox.clear()
    reviews.take_back(review, author)
    review_mails.send.call(review.pk, reviewer.pk, Review.Outcome.WAITING, SITE)
    assert mail.outbox == []


def test_a_subject_is_one_line(handed_in):
    person("reviewers", "nl")
    handed_in(person("authors", "nl"), make_article(title_nl="Oogst\nBcc: all@example.org"))
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].recipients() == ["reviewers-nl@example.org"]


def test_a_mail_server_that_is_down_breaks_no_request(
    client, settings, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def refuse(*arguments, **options):
        raise ConnectionRefusedError("no mail today")

    monkeypatch.setattr(review_mails, "send_mail", refuse)
    person("reviewers", "nl")
    client.force_login(person("authors", "nl"))
    hand_in = form_of(make_article()).replace("/change/", "/hand-in/")
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(hand_in, sent(client.get(hand_in)), follow=True)
    assert response.status_code == 200
    assert Review.objects.get().outcome == "waiting"
    assert "send" in caplog.text


def test_the_links_lead_to_the_host_that_was_asked(client, django_capture_on_commit_callbacks):
    person("reviewers", "nl")
    client.force_login(person("authors", "nl"))
    hand_in = form_of(make_article()).replace("/change/", "/hand-in/")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(hand_in, sent(client.get(hand_in)))
    assert "http://testserver/admin/publishing/review/" in mail.outbox[0].body


# The language


def test_the_language_that_is_chosen_at_the_top_is_kept(client):
    editor = make_editor()
    client.force_login(editor)
    client.post("/admin/language/", {"language": "es"})
    client.post("/admin/language/", {"language": "xx"})
    assert review_mails.language_of(type(editor).objects.get()) == "es"


def test_somebody_who_signs_in_elsewhere_is_spoken_to_in_their_language(client, settings):
    Profile.objects.create(user=make_editor(), language="fr")
    response = client.post("/admin/login/?next=/admin/", {"username": "editor", "password": "secret"}, follow=True)
    assert '<html lang="fr"' in response.content.decode()


def test_who_signs_in_for_the_first_time_is_written_to_in_the_language_of_the_browser(client):
    make_editor()
    client.post("/admin/login/", {"username": "editor", "password": "secret"}, headers={"accept-language": "es"})
    assert Profile.objects.get().language == "es"


def test_a_language_chosen_in_this_browser_stays(client, settings):
    Profile.objects.create(user=make_editor(), language="fr")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    response = client.post("/admin/login/?next=/admin/", {"username": "editor", "password": "secret"}, follow=True)
    assert '<html lang="es"' in response.content.decode()
