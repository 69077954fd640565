"""Addresses through any sequence of renamings, in circles too, against a model of a few lines."""

from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from publishing import addresses, clock, press, trash
from publishing.models import Edition, Piece
from tests.clock import unsealed
from tests.factories import make_article

START = datetime(2026, 1, 1, tzinfo=UTC)
PIECES = st.integers(0, 2)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("publish"), PIECES, st.sampled_from("abc"), st.integers(0, 3), st.booleans()),
        st.tuples(st.sampled_from(["withdraw", "cancel", "discard", "restore"]), PIECES),
        st.tuples(st.just("swap"), PIECES, PIECES),
        st.tuples(st.just("wait"), st.integers(1, 4)),
    ),
    max_size=16,
)


class Model:
    """Each piece is a line of points, {instant: slug, or None from where on it is not public}."""

    def __init__(self):
        self.now = START
        self.lines = [{}, {}, {}]
        self.in_trash = set()

    def current(self, number, at):
        begun = [instant for instant in self.lines[number] if instant <= at]
        return self.lines[number][max(begun)] if begun else None

    def found(self, slug, at):
        """Return (number of the piece that is shown, None) or (None, slug that it is shown under)."""
        for number in range(len(self.lines)):
            if self.current(number, at) == slug:
                return number, None
        worn = [
            (instant, number)
            for number, line in enumerate(self.lines)
            for instant, each in line.items()
            if each == slug and instant <= at and number not in self.in_trash
        ]
        return None, self.current(max(worn)[1], at) if worn else None

    def coming(self, number):
        return [instant for instant in self.lines[number] if instant > self.now]


class Newsroom:
    """Does each step on the site and in the model; what the site refuses happens in neither."""

    def __init__(self):
        self.model = Model()
        self.pieces = [make_article(codes=["nl"]) for _number in range(3)]
        # The rows of one sequence are still there in the next.
        self.slugs = {letter: f"{letter}-{self.pieces[0].pk}" for letter in "abc"}

    def do(self, step, *values):
        self.model.now += timedelta(minutes=1)  # no two steps share an instant
        try:
            getattr(self, step)(*values)
        except ValidationError:
            return

    def publish(self, number, letter, hours, take_over):
        slug = self.slugs[letter]
        at = self.model.now + timedelta(hours=hours) if hours else None
        Piece.objects.filter(pk=self.pieces[number].pk).update(slug_nl=slug)
        press.publish(self.pieces[number], "nl", at=at, take_over=take_over)
        self.model.lines[number][at or self.model.now] = slug

    def withdraw(self, number):
        press.withdraw(self.pieces[number], "nl")
        self.model.lines[number][self.model.now] = None

    def cancel(self, number):
        for instant in self.model.coming(number)[-1:]:
            press.cancel(Edition.objects.get(piece=self.pieces[number].pk, public_from=instant))
            del self.model.lines[number][instant]

    def discard(self, number):
        trash.discard(self.pieces[number])
        for instant in self.model.coming(number):
            del self.model.lines[number][instant]
        if self.model.current(number, self.model.now):
            self.model.lines[number][self.model.now] = None
        self.model.in_trash.add(number)

    def restore(self, number):
        piece = self.pieces[number]
        try:
            trash.restore(piece)
        except ValidationError:
            trash.restore(piece, slugs={(piece.pk, "nl"): f"restored-{piece.pk}"})
        self.model.in_trash.discard(number)

    def swap(self, one, other):
        slugs = [self.model.current(number, self.model.now) for number in (one, other)]
        press.swap(self.pieces[one], self.pieces[other], "nl")
        for number, slug in zip((other, one), slugs, strict=True):
            self.model.lines[number][self.model.now] = slug

    def wait(self, hours):
        self.model.now += timedelta(hours=hours)

    def compare(self):
        """See that at any instant each address leads where the model says, at once or by one redirect."""
        ids = {piece.pk: number for number, piece in enumerate(self.pieces)}
        instants = {instant for line in self.model.lines for instant in line} | {self.model.now}
        for at in (*instants, *(instant + timedelta(seconds=30) for instant in instants)):
            if at < self.model.now and self.model.in_trash:
                continue  # the past of what lies in the trash is told by its editions alone
            for slug in self.slugs.values():
                found = addresses.find("article", "nl", slug, at)
                shown = ids[found.edition.piece_id] if found.edition else None
                assert (shown, found.moved_to and found.moved_to.slug) == self.model.found(slug, at)

    def visit(self, client):
        for slug in self.slugs.values():
            with translation.override("nl"):
                response = client.get(reverse("article", kwargs={"slug": slug}))
            shown, moved_to = self.model.found(slug, self.model.now)
            assert response.status_code == (200 if shown is not None else 301 if moved_to else 404)
            if moved_to:
                assert client.get(response.url).status_code == 200


@pytest.mark.django_db
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
@example(steps=[("publish", 0, slug, 0, False) for slug in "aba"])
@example(
    steps=[("publish", 0, "a", 0, False), ("publish", 0, "b", 3, False), ("publish", 0, "b", 1, False), ("cancel", 0)]
)
@example(
    steps=[
        *(("publish", 0, slug, 0, False) for slug in "ab"),
        ("publish", 1, "a", 2, True),
        ("cancel", 1),
        ("publish", 1, "a", 0, True),
        ("discard", 1),
        ("restore", 1),
    ]
)
def test_every_address_leads_to_the_page_at_once_by_one_redirect_or_to_an_honest_404(client, steps):
    newsroom = Newsroom()
    with unsealed(), mock.patch.object(clock.timezone, "now", side_effect=lambda: newsroom.model.now):
        for step in steps:
            newsroom.do(*step)
        newsroom.compare()
        newsroom.visit(client)
