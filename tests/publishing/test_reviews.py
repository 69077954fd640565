"""Review: what somebody hands in, another approves or returns; nobody approves their own, nor what they did not see."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from publishing import clock, press, reviews
from publishing.models import AuditEntry, Comment, Edition, KindSettings, Review
from publishing.proofs import proof
from tests.desk import form_of, make_member, save, sent
from tests.factories import make_article, make_block, make_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(db):
    return make_member("authors", first_name="Ana")


@pytest.fixture
def reviewer(db):
    return make_member("reviewers")


def digests(piece, codes=("es",)):
    return {code: proof(type(piece).objects.get(pk=piece.pk), code).digest for code in codes}


def handed_in(piece, by, codes=("es",), **options):
    return reviews.submit(piece, codes, by, digests(piece, codes), **options)


def page(review):
    return reverse("admin:publishing_review_change", args=[review.pk])


def hand_in_page(piece):
    return form_of(piece).replace("/change/", "/hand-in/")


def public():
    return {edition.language: edition.title for edition in Edition.objects.current()}


def answer(client, person, review, button, **fields):
    """Open a review as somebody, press one of its buttons and return the page that follows."""
    client.force_login(person)
    data = sent(client.get(page(review))) | {"anyway": "on", button: fields.pop("value", "1")} | fields
    return client.post(page(review), data, follow=True)


def outcome(review):
    return Review.objects.get(pk=review.pk).outcome


# The rules


def test_what_was_handed_in_is_printed_when_somebody_approves(author, reviewer):
    article = make_article()
    review = handed_in(article, author, ("es", "fr"))
    assert public() == {}
    reviews.approve(review, reviewer, digests(article, ("es", "fr")))
    assert set(public()) == {"es", "fr"}
    assert outcome(review) == "approved"
    assert {edition.printed_by for edition in Edition.objects.all()} == {reviewer}


def test_an_approval_is_for_a_time_to_come_if_wanted(author, reviewer):
    article = make_article()
    tomorrow = clock.now() + dt.timedelta(days=1)
    reviews.approve(handed_in(article, author), reviewer, digests(article), at=tomorrow)
    assert public() == {}
    assert Edition.objects.get().public_from == tomorrow


def test_what_changed_since_the_reviewer_looked_is_not_printed(author, reviewer):
    article = make_article()
    review, seen = handed_in(article, author), digests(article)
    type(article).objects.filter(pk=article.pk).update(title_es="Otra cosa")
    for shown in (seen, {}):
        with pytest.raises(ValidationError) as refused:
            reviews.approve(review, reviewer, shown)
        assert refused.value.code == "changed"
    assert public() == {}
    assert outcome(review) == "waiting"


def test_all_languages_are_printed_or_none(author, reviewer):
    article = make_article()
    review, seen = handed_in(article, author, ("es", "fr")), digests(article, ("es", "fr"))
    type(article).objects.filter(pk=article.pk).update(title_fr="Autre")
    with pytest.raises(ValidationError):
        reviews.approve(review, reviewer, seen)
    assert public() == {}


@pytest.mark.parametrize("name", ["authors", "translators-es", "moderators", "jurors"])
def test_who_may_not_approve_is_refused(author, name):
    article = make_article()
    review = handed_in(article, author)
    other = make_member(name, name="other")
    for decide in (
        lambda: reviews.approve(review, other, digests(article)),
        lambda: reviews.give_back(review, other, "No"),
        lambda: reviews.take_back(review, other),
    ):
        with pytest.raises(PermissionDenied):
            decide()
    assert outcome(review) == "waiting"


@pytest.mark.parametrize("fields", [{}, {"is_superuser": True}])
def test_nobody_approves_their_own_a_superuser_neither(fields):
    both = make_member("authors", "reviewers", name="both", **fields)
    article = make_article()
    review = handed_in(article, both)
    with pytest.raises(PermissionDenied):
        reviews.approve(review, both, digests(article))
    reviews.take_back(review, both)
    assert outcome(review) == "taken_back"


@pytest.mark.parametrize("needs_approval", [False, True])
def test_an_editor_approves_only_kinds_that_need_no_reviewer(author, needs_approval):
    KindSettings.objects.filter(kind="article").update(needs_approval=needs_approval)
    editor, review = make_member("editors"), handed_in(make_article(), author)
    assert reviews.may_decide(editor, review) is not needs_approval
    assert (editor in reviews.deciders(review)) is not needs_approval
    assert reviews.to_decide(editor).exists() is not needs_approval


def test_a_decision_is_made_once(author, reviewer):
    article = make_article()
    review = handed_in(article, author)
    reviews.give_back(review, reviewer, "Too long")
    for decide in (
        lambda: reviews.approve(review, reviewer, digests(article)),
        lambda: reviews.give_back(review, reviewer, "Too short"),
        lambda: reviews.take_back(review, author),
    ):
        with pytest.raises(ValidationError) as refused:
            decide()
        assert refused.value.code == "decided"
    assert Review.objects.get().answer == "Too long"


def test_one_request_at_a_time_waits_for_a_piece(author, reviewer):
    article = make_article()
    review = handed_in(article, author)
    with pytest.raises(ValidationError) as refused:
        handed_in(article, author, ("fr",))
    assert refused.value.code == "waiting"
    reviews.give_back(review, reviewer, "No")
    assert handed_in(article, author, ("fr",)).languages == ["fr"]


@pytest.mark.parametrize(("shown", "code"), [({"es": "another"}, "changed"), ({}, "changed")])
def test_what_is_handed_in_is_what_was_shown(author, shown, code):
    with pytest.raises(ValidationError) as refused:
        reviews.submit(make_article(), ["es"], author, shown)
    assert refused.value.code == code


def test_a_language_without_its_lead_is_not_handed_in(author):
    article = make_article(lead_es="")
    with pytest.raises(ValidationError) as refused:
        handed_in(article, author)
    assert refused.value.code == "incomplete"


def test_every_step_is_noted(author, reviewer):
    article = make_article()
    reviews.give_back(handed_in(article, author), reviewer, "No")
    reviews.take_back(handed_in(article, author), author)
    reviews.approve(handed_in(article, author), reviewer, digests(article))
    noted = AuditEntry.objects.filter(details__has_key="review").order_by("pk")
    assert [(entry.action, entry.user_name) for entry in noted] == [
        ("submitted", "authors"),
        ("returned", "reviewers"),
        ("submitted", "authors"),
        ("taken_back", "authors"),
        ("submitted", "authors"),
        ("approved", "reviewers"),
    ]


# In the admin


def test_an_author_saves_and_hands_in(client, author):
    client.force_login(author)
    article = make_article()
    asked = save(client, form_of(article), "_hand_in", title_es="Cosecha")
    assert asked.request["PATH_INFO"] == hand_in_page(article)
    data = sent(asked) | {"languages": ["es"], "note": "Ready"}
    response = client.post(hand_in_page(article), data, follow=True)
    review = Review.objects.get()
    assert response.request["PATH_INFO"] == page(review)
    assert (review.languages, review.note, review.submitted_by) == (["es"], "Ready", author)
    assert public() == {}


def test_the_form_offers_to_hand_in_only_to_who_may_not_publish(client, author):
    article = make_article()
    client.force_login(author)
    assert 'name="_hand_in"' in client.get(form_of(article)).content.decode()
    client.force_login(make_member("editors"))
    assert 'name="_hand_in"' not in client.get(form_of(article)).content.decode()
    KindSettings.objects.filter(kind="article").update(needs_approval=True)
    assert 'name="_hand_in"' in client.get(form_of(article)).content.decode()


def test_a_translator_hands_in_their_language_and_no_other(client):
    article = make_article()
    client.force_login(make_member("translators-es"))
    shown = client.get(hand_in_page(article))
    assert [offer.language for offer in shown.context["form"].offers] == ["es"]
    forged = sent(shown) | {"languages": ["es", "fr"], "digest-fr": digests(article, ("fr",))["fr"]}
    client.post(hand_in_page(article), forged)
    assert not Review.objects.exists()
    client.post(hand_in_page(article), sent(shown))
    assert Review.objects.get().languages == ["es"]


@pytest.mark.parametrize("name", ["reviewers", "moderators", "jurors"])
def test_who_writes_nothing_hands_in_nothing(client, name):
    client.force_login(make_member(name))
    for piece in (make_article(), make_event()):
        assert client.get(hand_in_page(piece)).status_code == 403
        assert client.post(hand_in_page(piece), {"languages": ["es"]}).status_code == 403


def test_a_reviewer_sees_the_difference_and_approves(client, author, reviewer):
    article = make_article(title_es="Antes")
    press.publish(article, "es")
    type(article).objects.filter(pk=article.pk).update(title_es="Después")
    review = handed_in(article, author)
    client.force_login(reviewer)
    shown = client.get(page(review)).content.decode()
    assert "<ins>" in shown
    assert "<del>" in shown
    answer(client, reviewer, review, "_approve")
    assert public() == {"es": "Después"}
    assert outcome(review) == "approved"


def test_a_text_that_was_changed_since_is_said_to_be_and_seen_before_it_is_approved(client, author, reviewer):
    article = make_article()
    review = handed_in(article, author)
    client.force_login(reviewer)
    seen = sent(client.get(page(review)))
    type(article).objects.filter(pk=article.pk).update(title_es="Otra cosa")
    response = client.post(page(review), seen | {"anyway": "on", "_approve": "1"})
    assert response.context["page"].form.non_field_errors()
    assert response.context["page"].is_changed
    assert "Otra cosa" in response.content.decode()
    assert public() == {}
    client.post(page(review), sent(response) | {"anyway": "on", "_approve": "1"})
    assert public() == {"es": "Otra cosa"}


def test_a_reviewer_returns_with_a_message_and_comments_on_blocks(client, author, reviewer):
    article = make_article()
    block = make_block(article)
    review = handed_in(article, author)
    fields = {"value": "es", "es-block": str(block.pk), "es-text": "Who says so?"}
    answer(client, reviewer, review, "_comment", **fields)
    answer(client, reviewer, review, "_give_back", answer="Add a source")
    comment = Comment.objects.get()
    assert (comment.review, comment.block, comment.author, comment.language) == (review, block.pk, reviewer, "es")
    client.force_login(author)
    for address in (page(review), form_of(article)):
        assert "Add a source" in client.get(address).content.decode()
    assert "Who says so?" in client.get(page(review)).content.decode()


def test_a_review_is_not_returned_without_a_word(client, author, reviewer):
    review = handed_in(make_article(), author)
    response = answer(client, reviewer, review, "_give_back", answer="")
    assert response.context["page"].give_back_form.errors
    assert outcome(review) == "waiting"


def test_a_comment_on_a_block_of_another_piece_is_refused(client, author, reviewer):
    review, other = handed_in(make_article(), author), make_block(make_article())
    for block in (other.pk, uuid.uuid4()):
        fields = {"value": "es", "es-block": str(block), "es-text": "x"}
        assert answer(client, reviewer, review, "_comment", **fields).context["page"].parts[0].comment_form.errors
    assert not Comment.objects.exists()


@pytest.mark.parametrize("button", ["_approve", "_give_back"])
def test_an_author_who_forges_a_decision_is_refused(client, author, button):
    article = make_article()
    review = handed_in(article, author)
    forged = {button: "1", "languages": ["es"], "digest-es": digests(article)["es"], "answer": "x", "anyway": "on"}
    for person in (author, make_member("authors", name="colleague"), make_member("translators-es")):
        client.force_login(person)
        assert client.post(page(review), forged).status_code == 403
    assert outcome(review) == "waiting"
    assert public() == {}


@pytest.mark.parametrize("button", ["_take_back", "_comment", "nothing"])
def test_others_neither_take_back_nor_comment(client, author, button):
    review = handed_in(make_article(), author)
    client.force_login(make_member("authors", name="colleague"))
    assert client.post(page(review), {button: "es", "es-text": "x"}).status_code == 403


def test_an_author_takes_back_what_they_handed_in(client, author):
    review = handed_in(make_article(), author)
    answer(client, author, review, "_take_back")
    assert outcome(review) == "taken_back"


def test_a_second_decision_says_that_somebody_was_quicker(client, author, reviewer):
    review = handed_in(make_article(), author)
    client.force_login(reviewer)
    seen = sent(client.get(page(review)))
    reviews.take_back(review, author)
    response = client.post(page(review), seen | {"_give_back": "1", "answer": "x"}, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert outcome(review) == "taken_back"


def test_the_start_page_shows_what_waits_for_whom(client, author, reviewer):
    review = handed_in(make_article(title_nl="Oogst"), author)
    for person, name, other in ((reviewer, "to_decide", "handed_in"), (author, "handed_in", "to_decide")):
        client.force_login(person)
        context = client.get("/admin/").context
        assert [each.pk for each in context[name]] == [review.pk]
        assert not context[other]


def test_what_lies_in_the_trash_waits_no_longer(client, author, reviewer):
    article = make_article()
    review = handed_in(article, author)
    type(article).objects.filter(pk=article.pk).update(trashed_at=clock.now())
    assert not reviews.to_decide(reviewer).exists()
    with pytest.raises(ValidationError):
        reviews.approve(review, reviewer, digests(article))


def test_which_kinds_need_approval_is_for_editors_to_say(client, author):
    for person, status in ((author, 403), (make_member("editors"), 302)):
        rule = KindSettings.objects.get(kind="event")
        client.force_login(person)
        data = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": rule.pk, "form-0-needs_approval": "on"}
        data["form-0-without_language"] = rule.without_language
        client.post("/admin/publishing/kindsettings/", data | {"_save": "1"})
        rule.refresh_from_db()
        assert rule.needs_approval is (status == 302)
