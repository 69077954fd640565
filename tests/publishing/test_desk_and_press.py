"""Any sequence of what editors, jobs and time can do, against a model in memory of a few lines.

For every instant and language, what visitors get equals the model; editions never change; intervals never overlap.
"""

import copy
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from articles.models import Article
from publishing import history, languages, press, states, trash
from publishing.models import Block, DeskVersion, Edition
from publishing.proofs import proof
from tests.factories import make_article, make_block

# Beyond the clock of any machine that runs this: the database has its own idea of what has begun.
START = datetime(2126, 1, 1, tzinfo=UTC)
FIRST_LANGUAGES, ADDED = ("es", "fr"), "nl"
ALL = (*FIRST_LANGUAGES, ADDED)

# Texts of two languages that name other numbers are not published.
LETTERS = str.maketrans("0123456789", "abcdefghij")

STEPS = (
    "edit",
    "edit_by_job",
    "add_block",
    "add_block",
    "edit_block",
    "move_block",
    "delete_block",
    "publish",
    "publish",
    "publish_all",
    "withdraw",
    "cancel",
    "print_again",
    "bring_back_edition",
    "bring_back_block_of_edition",
    "bring_back_version",
    "bring_back_language_of_version",
    "bring_back_block_of_version",
    "discard",
    "restore",
    "wait",
    "add_language",
    "restart",
)
PLANS = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 7), st.integers(0, 7), st.integers(0, 12)),
    min_size=12,
    max_size=30,
)


@dataclass
class Words:
    """A block: its text in each language, and the languages that it is limited to, [] for all."""

    texts: dict
    only: list = field(default_factory=list)

    def is_in(self, code):
        return bool(self.texts.get(code)) and (not self.only or code in self.only)

    def limit(self, code, is_shown, stored):
        if is_shown:
            self.only += [code] if self.only and code not in self.only else []
        elif self.is_in(code):
            self.only = [each for each in self.only or stored if each != code]


@dataclass
class Desk:
    titles: dict
    blocks: dict = field(default_factory=dict)  # {id: Words}, in order

    def content(self, code):
        """Return what an edition in a language would hold, or None where it is not ready."""
        body = tuple((key, block.texts[code]) for key, block in self.blocks.items() if block.is_in(code))
        return (self.titles[code], body) if self.titles[code] else None

    def bring_back_block(self, key, then, code, stored):
        """Bring one language of one block back."""
        if key in self.blocks:
            self.blocks[key].texts[code] = then.texts.get(code)
            self.blocks[key].limit(code, then.is_in(code), stored)
        elif then.is_in(code):
            self.blocks[key] = Words({code: then.texts[code]}, [code])

    def bring_back_language(self, then, code, stored):
        self.titles[code] = then.titles[code]
        before = list(self.blocks)
        for key, block in then.blocks.items():
            self.bring_back_block(key, block, code, stored)
        for key in before:
            if key not in then.blocks and self.blocks[key].is_in(code):
                if self.blocks[key].only == [code]:
                    del self.blocks[key]
                else:
                    self.blocks[key].limit(code, False, stored)


class Newsroom:
    """The site and its model, side by side: each step is done to both."""

    def __init__(self, settings):
        self.settings = settings
        self.now = START
        self.stored = list(FIRST_LANGUAGES)
        self.pk = make_article().pk
        self.desk = Desk({code: f"{languages.text(self.article, 'title', code)}" for code in ALL})
        self.lines = {code: {} for code in ALL}  # {language: {instant: content, None where nothing is public}}
        self.printed = []  # (edition id, language, the desk as that edition tells of it)
        self.frozen = {}  # {edition id: its columns as JSON}
        self.versions = []  # (DeskVersion id, desk)
        self.is_trashed = False
        self.use_languages()
        self.keep()

    @property
    def article(self):
        return Article.objects.get(pk=self.pk)

    def use_languages(self):
        self.settings.MODELTRANSLATION_LANGUAGES = tuple(self.stored)
        self.settings.PUBLIC_LANGUAGES = self.settings.MODELTRANSLATION_LANGUAGES

    def do(self, step, one, other, hours):
        self.now += timedelta(minutes=1)  # no two steps share an instant
        self.at = self.now + timedelta(hours=hours) if hours else None
        self.code = self.stored[one % len(self.stored)]
        self.text = f"text {self.now:%d %H %M}".translate(LETTERS)
        getattr(self, step)(one, other)

    def refused(self, code, action, *arguments, **options):
        with pytest.raises(ValidationError) as refusal:
            action(*arguments, **options)
        assert refusal.value.code == code

    # The desk

    def keep(self):
        """Keep a version where something changed, as every save does."""
        states.refresh(self.article)
        version = history.keep(self.article)
        if version:
            self.versions.append((version.pk, copy.deepcopy(self.desk)))

    def new_versions(self):
        known = [pk for pk, _desk in self.versions]
        return history.versions(self.article).exclude(pk__in=known).order_by("pk")

    def edit(self, one, other):
        if self.is_trashed:
            return
        article = self.article
        self.desk.titles[self.code] = self.text if other else ""
        languages.set_text(article, "title", self.code, self.desk.titles[self.code])
        article.save()
        self.keep()

    def edit_by_job(self, one, other):
        """A bulk write, which keeps no version of its own."""
        self.desk.titles[self.code] = self.text
        Article.objects.filter(pk=self.pk).update(**{languages.column("title", self.code): self.text})

    def add_block(self, one, other):
        if self.is_trashed:
            return
        texts = {code: f"<p>{self.text}</p>" for number, code in enumerate(self.stored) if other >> number & 1}
        if not texts:
            return
        ordering = 10 * (len(self.desk.blocks) + 1) + max((block.ordering for block in self.rows), default=0)
        values = {languages.column("html", code): text for code, text in texts.items()}
        block = make_block(self.article, ordering=ordering, **values)
        self.desk.blocks[str(block.pk)] = Words(texts)
        self.keep()

    @property
    def rows(self):
        return list(Block.objects.filter(parent=self.pk))

    def chosen_block(self, number):
        keys = list(self.desk.blocks)
        return keys[number % len(keys)] if keys and not self.is_trashed else None

    def edit_block(self, one, other):
        if key := self.chosen_block(other):
            self.desk.blocks[key].texts[self.code] = f"<p>{self.text}</p>"
            Block.objects.filter(pk=key).update(**{languages.column("html", self.code): f"<p>{self.text}</p>"})
            self.keep()

    def move_block(self, one, other):
        if key := self.chosen_block(other):
            Block.objects.filter(pk=key).update(ordering=max(block.ordering for block in self.rows) + 10)
            self.desk.blocks[key] = self.desk.blocks.pop(key)
            self.keep()

    def delete_block(self, one, other):
        if key := self.chosen_block(other):
            Block.objects.filter(pk=key).delete()
            del self.desk.blocks[key]
            self.keep()

    # The press

    def put(self, code, content, edition):
        self.lines[code][self.at or self.now] = content
        self.frozen[edition.pk] = frozen(edition.pk)
        if content:
            title, body = content
            told = Desk({code: title}, {key: Words({code: text}, [code]) for key, text in body})
            self.printed.append((edition.pk, code, told))

    def objection(self, code, content):
        if self.is_trashed:
            return "trashed"
        if content is None:
            return "incomplete"
        return "instant" if (self.at or self.now) in self.lines[code] else None

    def publish(self, one, other):
        content = self.desk.content(self.code)
        if objection := self.objection(self.code, content):
            self.refused(objection, press.publish, self.article, self.code, self.at)
        else:
            self.put(self.code, content, press.publish(self.article, self.code, self.at))

    def publish_all(self, one, other):
        self.at = None
        if self.is_trashed:
            self.refused("trashed", press.publish_all, self.article)
            return
        for edition in press.publish_all(self.article):
            self.put(edition.language, self.desk.content(edition.language), edition)
        ready = {code for code in self.stored if self.desk.titles[code]}
        assert {code for code in ALL if self.now in self.lines[code]} == ready

    def withdraw(self, one, other):
        if self.is_trashed:
            return
        if (self.at or self.now) in self.lines[self.code]:
            self.refused("instant", press.withdraw, self.article, self.code, self.at)
        else:
            self.put(self.code, None, press.withdraw(self.article, self.code, self.at))

    def cancel(self, one, other):
        coming = Edition.objects.filter(piece=self.pk, public_from__gt=self.now).order_by("public_from", "language")
        if found := list(coming):
            edition = found[one % len(found)]
            self.forget(edition)
            press.cancel(edition)

    def forget(self, edition):
        del self.lines[edition.language][edition.public_from]
        del self.frozen[edition.pk]
        self.printed = [each for each in self.printed if each[0] != edition.pk]

    def chosen_edition(self, number):
        number, code, told = self.printed[number % len(self.printed)]
        return Edition.objects.get(pk=number), code, told

    def print_again(self, one, other):
        if self.printed:
            edition, code, told = self.chosen_edition(other)
            if objection := self.objection(code, told.content(code)):
                self.refused(objection, press.print_again, edition, self.at)
            else:
                self.put(code, told.content(code), press.print_again(edition, self.at))

    # History

    def bring(self, source, change, **options):
        """Bring something back to the desk; in which order its blocks then stand, the site says."""
        if self.is_trashed:
            self.refused("trashed", history.bring_back, source, **options)
            return
        before = copy.deepcopy(self.desk)
        change()
        report = history.bring_back(source, **options)
        self.desk.blocks = {str(block.pk): self.desk.blocks[str(block.pk)] for block in self.rows}
        for version in self.new_versions():
            self.versions.append((version.pk, copy.deepcopy(self.desk) if version == report.version else before))

    def bring_back_edition(self, one, other):
        if self.printed:
            edition, code, told = self.chosen_edition(other)
            self.bring(edition, lambda: self.desk.bring_back_language(told, code, self.stored))

    def bring_back_block_of_edition(self, one, other):
        edition, code, told = self.chosen_edition(other) if self.printed else (None, None, None)
        if told and told.blocks:
            key, block = next(iter(told.blocks.items()))
            self.bring(edition, lambda: self.desk.bring_back_block(key, block, code, self.stored), block=key)

    def chosen_version(self, number):
        number, desk = self.versions[number % len(self.versions)]
        return DeskVersion.objects.get(pk=number), copy.deepcopy(desk)

    def bring_back_version(self, one, other):
        version, then = self.chosen_version(other)

        def change():
            self.desk = then

        self.bring(version, change)

    def bring_back_language_of_version(self, one, other):
        version, then = self.chosen_version(other)
        self.bring(version, lambda: self.desk.bring_back_language(then, self.code, self.stored), language=self.code)

    def bring_back_block_of_version(self, one, other):
        version, then = self.chosen_version(other)
        if then.blocks:
            key, block = next(reversed(then.blocks.items()))
            self.bring(version, lambda: self.desk.blocks.update({key: block}), block=key)

    # The trash

    def discard(self, one, other):
        if self.is_trashed:
            return
        for edition in Edition.objects.filter(piece=self.pk, public_from__gt=self.now):
            self.forget(edition)
        trash.discard(self.article)
        for code in ALL:
            if self.seen(code, self.now):
                self.lines[code][self.now] = None
        self.is_trashed = True
        self.learn()

    def restore(self, one, other):
        if self.is_trashed:
            trash.restore(self.article)
            self.is_trashed = False
            self.learn()

    def learn(self):
        """Take note of what the trash kept and printed."""
        for version in self.new_versions():
            self.versions.append((version.pk, copy.deepcopy(self.desk)))
        for edition in Edition.objects.filter(piece=self.pk).exclude(pk__in=self.frozen):
            self.frozen[edition.pk] = frozen(edition.pk)

    # Time, and what comes with it

    def wait(self, one, other):
        self.now = self.at or self.now

    def add_language(self, one, other):
        self.stored = list(ALL)
        self.use_languages()
        states.refresh(self.article)

    def restart(self, one, other):
        cache.clear()

    # What visitors get

    def seen(self, code, instant):
        begun = [at for at in self.lines[code] if at <= instant]
        return self.lines[code][max(begun)] if begun else None

    def compare_now(self):
        self.compare_desk()
        for code in self.stored:
            assert self.shown(code, self.now) == self.seen(code, self.now)

    def compare_all(self):
        for code in self.stored:
            points = self.lines[code]
            for instant in {START, self.now, *points, *(at + timedelta(minutes=30) for at in points)}:
                assert self.shown(code, instant) == self.seen(code, instant)
            line = list(Edition.objects.filter(piece=self.pk, language=code).order_by("public_from"))
            assert [edition.public_from for edition in line] == sorted(points)
            assert [edition.public_until for edition in line[:-1]] == [edition.public_from for edition in line[1:]]
        assert {pk: frozen(pk) for pk in self.frozen} == self.frozen

    def shown(self, code, instant):
        """Return what the site shows; it fails where it shows more than one."""
        found = Edition.objects.current(code, instant).filter(piece=self.pk)
        return read(found.get()) if found else None

    def compare_desk(self):
        article = self.article
        for code in self.stored:
            if content := self.desk.content(code):
                assert read(proof(article, code).edition) == content


def read(edition):
    return edition.title, tuple((block["id"], block["html"]) for block in edition.body)


def frozen(pk):
    """Return an edition but for its end, which follows from what comes after it."""
    (row,) = Edition.objects.filter(pk=pk).values()
    del row["public_until"]
    return json.dumps(row, sort_keys=True, cls=DjangoJSONEncoder, default=str)


@pytest.mark.django_db
@limits(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=PLANS)
def test_what_the_public_sees_at_any_instant_equals_the_model(steps, settings):
    newsroom = None
    with mock.patch.object(timezone, "now", side_effect=lambda: newsroom.now if newsroom else START):
        newsroom = Newsroom(settings)
        for step in steps:
            newsroom.do(*step)
            newsroom.compare_now()
        newsroom.compare_all()
