"""Any sequence of publishing, scheduling, withdrawing and cancelling, against a model of a few lines."""

from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publishing import clock, press
from publishing.models import Edition
from tests.factories import make_article

# To come, so that the clock of the database, which the press is held to, lies before it.
START = datetime(2126, 1, 1, tzinfo=UTC)
HOURS = st.integers(0, 12)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("publish"), HOURS),
        st.tuples(st.just("withdraw"), HOURS),
        st.tuples(st.just("cancel"), st.just(0)),
        st.tuples(st.just("wait"), HOURS),
    ),
    max_size=14,
)


class Model:
    """What the public sees, as a list of (instant, text or None)."""

    def __init__(self):
        self.points = {}

    def seen(self, instant):
        begun = [at for at in self.points if at <= instant]
        return self.points[max(begun)] if begun else None


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_what_the_public_sees_at_any_instant_equals_the_model(steps):
    model, now, article = Model(), START, make_article()
    with mock.patch.object(clock.timezone, "now", side_effect=lambda: now):
        for number, (step, hours) in enumerate(steps):
            now += timedelta(minutes=1)  # no two steps share an instant
            at = now + timedelta(hours=hours) if hours else None
            if step == "wait":
                now += timedelta(hours=hours)
            elif step == "cancel":
                coming = Edition.objects.filter(piece=article, public_from__gt=now).order_by("public_from").first()
                if coming:
                    press.cancel(coming)
                    del model.points[coming.public_from]
            else:
                _put(model, article, step, f"text {number}", at, now)
        _compare(model, article)


def _put(model, article, step, text, at, now):
    article.title_nl = text
    article.save()
    if (at or now) in model.points:
        with pytest.raises(ValidationError):
            getattr(press, step)(article, "nl", at)
        return
    getattr(press, step)(article, "nl", at)
    model.points[at or now] = text if step == "publish" else None


def _compare(model, article):
    instants = [START, *model.points, *(at + timedelta(minutes=30) for at in model.points)]
    for instant in instants:
        current = Edition.objects.current("nl", instant).filter(piece=article).values_list("title", flat=True)
        assert list(current) == ([seen] if (seen := model.seen(instant)) else [])
    line = list(Edition.objects.filter(piece=article).order_by("public_from"))
    for one, following in zip(line, line[1:], strict=False):
        assert one.public_until == following.public_from
