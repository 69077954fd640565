"""Who else has a form open."""

import datetime as dt

import pytest

from publishing import clock, presence
from publishing.models import Presence
from tests.desk import form_of, make_editor
from tests.factories import make_article, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def marie():
    return make_editor("marie")


def beat(client, record, **values):
    return client.post(form_of(record).replace("/change/", "/presence/"), values)


def went_by(**time):
    Presence.objects.update(seen_at=clock.now() - dt.timedelta(**time))


@pytest.mark.parametrize("make", [make_article, make_photo])
def test_an_open_form_names_who_else_has_it_open_and_since_when(editor, marie, make):
    record = make()
    presence.renew(record, marie)
    Presence.objects.update(opened_at=dt.datetime(2015, 10, 16, 12, 5, tzinfo=dt.UTC))
    assert beat(editor, record).json() == {"others": ["marie has this open too, since 2:05 p.m.."]}


def test_nobody_is_told_of_themselves(editor):
    article = make_article()
    beat(editor, article)
    assert beat(editor, article).json() == {"others": []}
    assert Presence.objects.count() == 1


def test_whoever_leaves_is_gone_at_once(editor, marie):
    article = make_article()
    beat(editor, article)
    beat(editor, article, leave="1")
    assert not presence.others(article, marie)


def test_whoever_falls_silent_is_gone_after_a_minute(marie):
    article, other = make_article(), make_editor("pepe")
    presence.renew(article, other)
    went_by(seconds=50)
    assert presence.others(article, marie)
    went_by(seconds=70)
    assert not presence.others(article, marie)


def test_whoever_comes_back_counts_from_then_on(marie):
    article = make_article()
    presence.renew(article, marie)
    Presence.objects.update(opened_at=clock.now() - dt.timedelta(days=1))
    went_by(hours=1)
    presence.renew(article, marie)
    assert Presence.objects.get().opened_at > clock.now() - dt.timedelta(seconds=10)


def test_a_form_of_another_record_is_another_one(marie):
    presence.renew(make_article(), marie)
    assert not presence.others(make_article(), make_editor("pepe"))


def test_a_beat_writes_once(marie, django_assert_num_queries):
    article = make_article()
    presence.renew(article, marie)
    with django_assert_num_queries(1):
        presence.renew(article, marie)


def test_only_who_may_change_a_record_is_there(client, editor):
    article = make_article()
    client.logout()
    assert beat(client, article).status_code == 302
    assert not Presence.objects.exists()


def test_reading_the_form_writes_nothing(editor):
    article = make_article()
    editor.get(form_of(article))
    assert editor.get(form_of(article).replace("/change/", "/presence/")).status_code == 405
    assert not Presence.objects.exists()
