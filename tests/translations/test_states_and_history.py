"""Anything that can happen to a text and its translations, in any order, against a model that only keeps a log.

The log says who vouched for which two texts, in the order in which that was done. The rules of docs/architecture.md are
written here once more, from the log alone; what lists show equals them, and no step writes another language's column.
"""

import re
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime
from unittest import mock

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, example, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from articles.models import Article
from publishing import history, languages
from publishing.models import Block, DeskVersion
from tests.publishing.test_desk_and_press import ALL, START, Desk, Newsroom
from translations import freshness, learning, segments, writing
from translations.impact import Texts, impact
from translations.models import TextState, Unsettled
from translations.vouched import Vouched

STEPS = (
    "edit",
    "edit",
    "edit_source_too",
    "mend",
    "mend",
    "mend_source",
    "mend_source_and_confirm",
    "edit_back",
    "empty",
    "edit_by_job",
    "edit_by_job",
    "add_block",
    "add_block",
    "limit_block",
    "delete_block",
    "type",
    "write",
    "write",
    "write_back",
    "confirm",
    "review",
    "new_source",
    "new_source_by_job",
    "publish",
    "bring_back_edition",
    "bring_back_version",
    "bring_back_language_of_version",
    "bring_back_block_of_version",
    "discard",
    "restore",
    "restore",
    "settle",
    "look",
    "look",
)
PLANS = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 7), st.integers(0, 7), st.just(0)), min_size=20, max_size=40
)
# What is rare by chance: a slip mended in an outdated translation; a source confirmed by way of another language; a
# slip of the source confirmed beside what was outdated, unfinished, or vouched for before.
EDIT, MEND, LOOK = (("edit", 2, 0, 0), ("mend", 0, 0, 0), ("look", 0, 0, 0))
PINNED = (
    [EDIT, MEND, LOOK],
    [EDIT, EDIT, ("type", 0, 0, 0), ("type", 0, 0, 0), ("mend", 0, 0, 0), ("mend", 1, 0, 0), LOOK],
    [
        ("review", 0, 0, 0),
        ("review", 0, 0, 0),
        ("edit_by_job", 0, 0, 0),
        ("confirm", 0, 0, 0),
        ("confirm", 0, 0, 0),
        LOOK,
    ],
    [("review", 0, 0, 0), ("new_source", 0, 0, 0), LOOK, EDIT, LOOK, ("new_source", 1, 0, 0), LOOK],
    [EDIT, ("write", 0, 0, 0), ("mend_source_and_confirm", 0, 0, 0), LOOK, ("write_back", 0, 0, 0), LOOK],
    [("type", 0, 0, 0), ("mend_source_and_confirm", 0, 0, 0), LOOK, ("edit_by_job", 0, 0, 0), ("edit_by_job", 2, 0, 0)],
)


def pinned(test):
    for steps in PINNED:
        test = example(steps=steps)(test)
    return test


@dataclass
class TranslatedDesk(Desk):
    source: str = "nl"
    leads: dict = field(default_factory=dict)

    @property
    def texts(self):
        """{key: {language: text}} of all that is there."""
        own = {"title": self.titles, "lead": self.leads}
        return own | {f"blocks:{key}:html": block.texts for key, block in self.blocks.items()}

    def text(self, key, code):
        return self.texts.get(key, {}).get(code) or ""

    def is_meant_for(self, key, code):
        only = self.blocks[key.split(":")[1]].only if key.startswith("blocks:") else []
        return not only or code in only


@dataclass
class Vouching:
    """A line of what was vouched for: of `text` in `language` as a translation of `source_text`, once and for all."""

    key: str
    source_language: str
    source_text: str
    language: str
    text: str
    at: datetime
    is_finished: bool = True
    is_reviewed: bool = False

    def turned(self):
        there = (self.key, self.language, self.text, self.source_language, self.source_text)
        return Vouching(*there, self.at, self.is_finished, self.is_reviewed)


def is_slip(one, other):
    return re.sub(r"\.", "", one) == re.sub(r"\.", "", other)


class Log:
    """What happened, in its order: lines are added and never changed."""

    def __init__(self):
        self.events = []
        self._summed_up = (0, [])

    def note(self, *event):
        self.events.append(event)

    @property
    def vouchings(self):
        """What all events come to."""
        if self._summed_up[0] != len(self.events):
            found = []
            for action, *told in self.events:
                getattr(self, f"_{action}")(found, *told)
            self._summed_up = (len(self.events), found)
        return self._summed_up[1]

    def _vouched(self, found, new):
        """Somebody vouches for two texts; what was finished stays finished."""
        for each in found:
            if _same(each, new):
                each.is_finished |= new.is_finished
                each.is_reviewed |= new.is_reviewed
                return
        found.append(replace(new))

    def _stopped_typing(self, found, key, language):
        found[:] = [each for each in found if each.is_finished or (each.key, each.language) != (key, language)]

    def _mended(self, found, key, language, before, after, at):
        """Whatever was vouched for beside a text is so beside the text that took its place."""
        of_key = [each for each in found if each.key == key]
        of_key.sort(key=lambda each: (each.source_language, each.language))
        for each in of_key:
            new = replace(each, at=at)
            if (each.source_language, each.source_text) == (language, before):
                new.source_text = after
            elif (each.language, each.text) == (language, before):
                new.text = after
            else:
                continue
            known = next((line for line in found if _same(line, new)), None)
            if known is None:
                found.append(new)
            else:
                known.is_finished |= new.is_finished

    def judge(self, key, source_language, language, source, text):
        """Return (state, the vouching that counts) by the rules."""
        if not text:
            return "missing", None
        lines = [each for each in self.vouchings if each.key == key]
        known = _between(lines, source_language, language)
        if not any(each.text == text for each in known):
            (third,) = {*ALL} - {source_language, language}
            known = sorted([*known, *_by_way(lines, source_language, third, language)], key=lambda each: each.at)
        of_text = [each for each in known if each.text == text]
        both = [each for each in of_text if each.source_text == source]
        if any(each.is_finished for each in both):
            finished = [each for each in both if each.is_finished]
            return ("reviewed" if any(each.is_reviewed for each in finished) else "to_review"), finished[0]
        if both:
            return "in_progress", both[0]
        if of_text:
            return "outdated", of_text[-1]
        if known and not any(each.source_text == source for each in known):
            return "outdated", known[-1]
        return "to_review", None


def _same(one, other):
    names = ("key", "source_language", "source_text", "language", "text")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _between(lines, one, other):
    there = [each for each in lines if (each.source_language, each.language) == (one, other)]
    back = [each.turned() for each in lines if (each.source_language, each.language) == (other, one)]
    return sorted([*there, *back], key=lambda each: each.at)


def _by_way(lines, source_language, third, language):
    for first in _between(lines, source_language, third):
        for second in _between(lines, third, language):
            if first.is_finished and first.text == second.source_text:
                source = {"source_language": source_language, "source_text": first.source_text}
                is_reviewed = first.is_reviewed and second.is_reviewed
                yield replace(second, **source, at=max(first.at, second.at), is_reviewed=is_reviewed)


class Newsdesk(Newsroom):
    """The newsroom with its translators: of each step the log is told what it means for translations."""

    def __init__(self, settings):
        super().__init__(settings)
        self.log = Log()
        self.stored = list(ALL)
        self.use_languages()
        article = self.article
        titles, leads = ({code: languages.text(article, name, code) for code in ALL} for name in ("title", "lead"))
        self.desk = TranslatedDesk(titles, leads=leads)
        self.said = []  # every text that was ever there: (key, language, text)
        DeskVersion.objects.all().delete()
        self.versions = []
        self.keep()

    def do(self, *step):
        super().do(*step)
        self.compare_texts()

    # Where it is chosen what happens

    @property
    def words(self):
        """Words that nothing else was called yet, and that no slip of the pen makes of others."""
        letters = "".join("abcdefghij"[int(digit)] for digit in f"{int((self.now - START).total_seconds() // 60):04}")
        return f"text {letters}"

    def chosen_key(self, number):
        keys = ["title", *(f"blocks:{key}:html" for key in self.desk.blocks)]
        return keys[number % len(keys)]

    def as_text(self, key, words):
        return words if key == "title" else f"<p>{words}</p>"

    def mended(self, key, code):
        text = self.desk.text(key, code)
        if key == "title":
            return text.removesuffix(".") if text.endswith(".") else f"{text}."
        return text.replace(".</p>", "</p>") if ".</p>" in text else text.replace("</p>", ".</p>")

    @property
    def target(self):
        others = [code for code in ALL if code != self.desk.source]
        return others[self.now.minute % 2]

    # Writing: in the site and in the model

    def write_column(self, key, code, text):
        column = languages.column(key.rsplit(":")[-1], code)
        rows = Block.objects.filter(pk=key.split(":")[1]) if ":" in key else Article.objects.filter(pk=self.pk)
        rows.update(**{column: text})
        self.desk.texts[key][code] = text
        self.said.append((key, code, text))

    def form(self, *changes):
        """Save a form in which these (key, language, text) were changed; keep first what came about otherwise."""
        if not self.is_trashed:
            self.load()
            for key, code, text in changes:
                self.write_column(key, code, text)
            self.keep()

    def load(self):
        if version := history.keep(self.article, reason=DeskVersion.Reason.LOADED):
            self.versions.append((version.pk, deepcopy(self.desk)))

    def keep(self):
        known = len(self.versions)
        before = self.versions[-1][1] if known else TranslatedDesk({})
        super().keep()
        if len(self.versions) > known and hasattr(self, "log"):
            self.learn_from(before)

    def learn_from(self, before):
        """A form vouches for the texts that it changed."""
        source_language = self.desk.source
        lines = []
        for key, texts in self.desk.texts.items():
            for code, text in texts.items():
                source, old = self.desk.text(key, source_language), before.text(key, code)
                if code != source_language and source and text and text != old:
                    lines.append(self.inherited(key, code, source, old, text))
        for line in lines:
            self.log.note("vouched", line)

    def inherited(self, key, code, source, old, text):
        """What a form vouches for; a slip that is mended says nothing of a source that changed by more."""
        line = Vouching(key, self.desk.source, source, code, text, self.now)
        if old and is_slip(old, text):
            state, its = self.log.judge(key, self.desk.source, code, source, old)
            if state == "outdated" and not is_slip(its.source_text, source):
                line.source_text, line.is_finished = its.source_text, its.is_finished
            line.is_finished &= state != "in_progress"
        return line

    # Forms

    def edit(self, one, other):
        key = self.chosen_key(other)
        self.form((key, self.code, self.as_text(key, self.words)))

    def edit_source_too(self, one, other):
        key = self.chosen_key(other)
        codes = self.desk.source, self.target
        self.form(*((key, code, self.as_text(key, f"{self.words} {code}")) for code in codes))

    def mend(self, one, other):
        key = self.chosen_key(other)
        if self.desk.text(key, self.code):
            self.form((key, self.code, self.mended(key, self.code)))

    def mend_source(self, one, other):
        self.code = self.desk.source
        self.mend(one, other)

    def mend_source_and_confirm(self, one, other):
        key, code = self.chosen_key(other), self.desk.source
        if self.is_trashed or not self.desk.text(key, code):
            return
        self.load()
        before, was = deepcopy(self.desk), Texts.of(self.article)
        self.form((key, code, self.mended(key, code)))
        article = self.article
        learning.keep_valid(article, impact(was, Texts.of(article), Vouched.of(article)).slips)
        if any(self.is_newly_outdated(key, each, before) for each in ALL if each != code):
            self.log.note("mended", key, code, before.text(key, code), self.desk.text(key, code), self.now)

    def is_newly_outdated(self, key, code, before):
        states = [self.state_of(desk, key, code) for desk in (before, self.desk)]
        return states[0] not in ("outdated", "nothing") and states[1] == "outdated"

    def edit_back(self, one, other):
        """Bring a text back by hand."""
        known = [each for each in self.said if each[0] in self.desk.texts and each[2]]
        if known:
            self.form(known[(one * 8 + other) % len(known)])

    def empty(self, one, other):
        self.form((self.chosen_key(other), self.code, ""))

    def add_block(self, one, other):
        self.text = self.words
        if not self.is_trashed:
            self.load()
            super().add_block(one, other)

    def limit_block(self, one, other):
        if (key := self.chosen_block(other)) and not self.is_trashed:
            self.load()
            only = [code for number, code in enumerate(ALL) if one >> number & 1]
            Block.objects.filter(pk=key).update(languages=only)
            self.desk.blocks[key].only = only
            self.keep()

    def delete_block(self, one, other):
        self.load()
        super().delete_block(one, other)

    def new_source(self, one, other):
        if not self.is_trashed:
            self.load()
            self.new_source_by_job(one, other)
            self.keep()

    # What goes past forms

    def new_source_by_job(self, one, other):
        self.desk.source = self.code
        Article.objects.filter(pk=self.pk).update(source_language=self.code)

    def edit_by_job(self, one, other):
        key = self.chosen_key(other)
        self.write_column(key, self.code, self.as_text(key, self.words))

    # The translators' desk

    def on_desk(self, key, code, text, is_finished):
        arguments = (self.article, code, key, text)
        if self.is_trashed:
            self.refused("trashed", writing.write, *arguments, is_finished=is_finished)
            return
        writing.write(*arguments, is_finished=is_finished)
        self.desk.texts[key][code] = text
        self.said.append((key, code, text))
        self.log.note("stopped_typing", key, code)
        if text and (source := self.desk.text(key, self.desk.source)):
            line = Vouching(key, self.desk.source, source, code, text, self.now, is_finished)
            self.log.note("vouched", line)

    def write(self, one, other):
        key = self.chosen_key(other)
        self.on_desk(key, self.target, self.as_text(key, self.words), is_finished=True)

    def type(self, one, other):
        key = self.chosen_key(other)
        self.on_desk(key, self.target, self.as_text(key, self.words), is_finished=False)

    def write_back(self, one, other):
        known = [each for each in self.said if each[0] in self.desk.texts and each[1] == self.target]
        if known:
            key, code, text = known[(one * 8 + other) % len(known)]
            self.on_desk(key, code, text, is_finished=bool(one % 2))

    def confirm(self, one, other):
        self.vouch(writing.confirm, other)

    def review(self, one, other):
        self.vouch(writing.review, other)

    def vouch(self, action, number):
        key, code = self.chosen_key(number), self.target
        if self.is_trashed:
            self.refused("trashed", action, self.article, code, [key])
            return
        state, its = self.judged(self.desk, key, code)
        action(self.article, code, [key])
        text = self.desk.text(key, code)
        if text and state != "nothing":
            source = self.desk.text(key, self.desk.source)
            was_reviewed = bool(its) and its.text == text and its.is_reviewed
            is_reviewed = action == writing.review or was_reviewed
            line = Vouching(key, self.desk.source, source, code, text, self.now, is_reviewed=is_reviewed)
            self.log.note("vouched", line)

    # The trash, which would hide the rest if it were not rare

    def discard(self, one, other):
        if one > other:
            super().discard(one, other)

    # What is shown

    def settle(self, one, other):
        freshness.settle_unsettled(one or None)

    def look(self, one, other):
        self.compare_states()

    def judged(self, desk, key, code):
        source = desk.text(key, desk.source)
        if not source or not (desk.is_meant_for(key, desk.source) and desk.is_meant_for(key, code)):
            return "nothing", None
        return self.log.judge(key, desk.source, code, source, desk.text(key, code))

    def state_of(self, desk, key, code):
        return self.judged(desk, key, code)[0]

    def compare_states(self):
        freshness.settle_unsettled()
        assert not Unsettled.objects.exists()
        model, number = segments.identity(self.article)
        stored = {state.language: state for state in TextState.objects.filter(model=model, object_id=number)}
        for code in ALL:
            if code == self.desk.source:
                assert stored[code].state == "source"
                continue
            found = {key: self.state_of(self.desk, key, code) for key in self.desk.texts}
            assert stored[code].state == summed_up({state for state in found.values() if state != "nothing"})
            assert self.counted(stored[code]) == self.words_in(found)

    def counted(self, state):
        return state.words_missing, state.words_outdated, state.words_to_review

    def words_in(self, found):
        """Return how many words of the source are missing or in progress, outdated, to review."""
        sizes = {key: len(re.findall(r"\w+", re.sub("<.*?>", "", self.source(key)))) for key in found}
        of = {state: sum(sizes[key] for key in found if found[key] == state) for state in found.values()}
        return of.get("missing", 0) + of.get("in_progress", 0), of.get("outdated", 0), of.get("to_review", 0)

    def source(self, key):
        return self.desk.text(key, self.desk.source)

    def compare_texts(self):
        """No step has written a column that it was not about."""
        found = {each.key: each.texts for each in segments.of(self.article) if each.texts}
        told = {key: {code: text for code, text in texts.items() if text} for key, texts in self.desk.texts.items()}
        assert found == {key: texts for key, texts in told.items() if texts}


def summed_up(found):
    if found == {"missing"}:
        return "missing"
    if "outdated" in found:
        return "outdated"
    if found & {"missing", "in_progress"}:
        return "in_progress"
    return "to_review" if "to_review" in found else "reviewed"


@pytest.mark.django_db
@limits(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@pinned
@given(steps=PLANS)
def test_the_states_that_are_shown_follow_from_all_that_happened(steps, settings):
    newsdesk = None
    with mock.patch.object(timezone, "now", side_effect=lambda: newsdesk.now if newsdesk else START):
        newsdesk = Newsdesk(settings)
        for step in steps:
            newsdesk.do(*step)
        newsdesk.compare_states()
