"""Two pieces swap their addresses in one operation."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from publishing import addresses, clock, press, trash
from publishing.models import AuditEntry, Edition
from tests.desk import form_of, make_member, messages
from tests.factories import make_article, make_event, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    """Return two public articles, at a and at b in Dutch."""
    articles = [make_article(slug_nl=slug, title_nl=f"At {slug}") for slug in "ab"]
    for article in articles:
        press.publish(article, "nl")
    return articles


def shown(slug, at=None):
    found = addresses.find("article", "nl", slug, at)
    return found.edition and found.edition.title


def refusal(*args):
    with pytest.raises(ValidationError) as refused:
        press.swap(*args)
    return refused.value.code


def test_each_address_shows_the_other_piece_from_one_instant_on(pair):
    first, second = press.swap(*pair, "nl")
    assert (shown("a"), shown("b")) == ("At b", "At a")
    assert first.public_from == second.public_from
    before = first.public_from - dt.timedelta(milliseconds=1)
    assert (shown("a", before), shown("b", before)) == ("At a", "At b")


def test_swapping_back_is_swapping_again(pair):
    press.swap(*pair, "nl")
    press.swap(*reversed(pair), "nl")
    assert (shown("a"), shown("b")) == ("At a", "At b")


def test_what_waits_on_the_desk_is_not_published_and_the_desks_addresses_follow(pair):
    first, second = pair
    first.title_nl = "Not yet"
    first.save()
    press.swap(first, second, "nl")
    assert shown("b") == "At a"
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.slug_nl, second.slug_nl, first.title_nl) == ("b", "a", "Not yet")
    press.publish(first, "nl")
    assert shown("b") == "Not yet"


def test_an_address_that_was_changed_on_the_desk_stays_as_it_was_typed(pair):
    first, second = pair
    first.slug_nl = "c"
    first.save()
    press.swap(first, second, "nl")
    first.refresh_from_db()
    assert first.slug_nl == "c"


def test_a_planned_end_stays_where_it_was(pair):
    at = clock.now() + dt.timedelta(days=1)
    press.withdraw(pair[0], "nl", at=at)
    press.swap(*pair, "nl")
    assert shown("b", at) is None
    assert shown("a", at) == "At b"


def test_both_are_named_in_the_audit_log(pair):
    press.swap(*pair, "nl")
    entries = AuditEntry.objects.filter(action="swapped").order_by("object_id")
    assert [entry.details["other_id"] for entry in entries] == [pair[1].pk, pair[0].pk]


def test_only_public_pieces_of_one_kind_with_nothing_planned_swap(pair):
    first, second = pair
    page, event, hidden = make_page(), make_event(), make_article()
    press.publish(page, "nl")
    press.publish(event, "nl")
    assert refusal(first, page, "nl") == refusal(first, event, "nl") == refusal(first, first, "nl") == "kinds"
    assert refusal(first, hidden, "nl") == refusal(first, second, "es") == "not_public"
    trash.discard(hidden)
    assert refusal(first, hidden, "nl") == "trashed"
    press.publish(second, "nl", at=clock.now() + dt.timedelta(days=1))
    assert refusal(first, second, "nl") == "planned"
    assert (shown("a"), shown("b")) == ("At a", "At b")


def test_an_editor_looks_before_swapping(editor, pair):
    first, second = pair
    url = form_of(first).replace("change", "swap")
    assert editor.get(form_of(first)).context["swap_url"] == url
    assert editor.get(url).context["swapped"] == []
    data = {"language": "nl", "other": second.pk}
    looked = editor.get(url, data).context["swapped"]
    assert [(there.slug, comes.title) for there, comes in looked] == [("a", "At b"), ("b", "At a")]
    assert shown("a") == "At a"
    assert len(messages(editor.post(url, data, follow=True))) == 2
    assert shown("a") == "At b"


@pytest.mark.parametrize("data", [{"language": "es"}, {"language": "xx"}, {"other": "0"}, {"other": "x"}, {}])
def test_what_cannot_be_swapped_is_refused_with_a_sentence(editor, pair, data):
    first, second = pair
    url = form_of(first).replace("change", "swap")
    response = editor.post(url, {"language": "nl", "other": second.pk} | data if data else {})
    assert response.context["form"].errors
    assert Edition.objects.count() == 2


def test_swapping_is_for_who_may_publish(client, pair):
    client.force_login(make_member("authors"))
    url = form_of(pair[0]).replace("change", "swap")
    assert client.post(url, {"language": "nl", "other": pair[1].pk}).status_code == 403
    assert shown("a") == "At a"
