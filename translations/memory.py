"""The translation memory: every passage that was ever translated here, found again by a text that is alike.

The database picks a few candidates by their marks (translations/likeness.py); only those are compared. No process keeps
any of it.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from html import unescape

from django.db import transaction
from django.db.models import Count, Q
from django.utils.html import strip_tags
from rapidfuzz import fuzz

from publishing import markup, search, stemming, word_diff
from publishing.accounts import name_of
from translations import likeness
from translations.models import Mark, Pair, Passage

LEAST = 65  # percent
_CANDIDATES = 30
_AT_ONCE = 500
_WORTH_REMEMBERING = Q(is_finished=True, is_retracted=False) & ~Q(origin=Pair.Origin.MACHINE, reviewed_at=None)


@dataclass(frozen=True)
class Match:
    """What was translated before and is like `wanted`; a part of a text is a match for one of its paragraphs only."""

    source: str
    target: str
    percent: int
    wanted: str
    model: str
    object_id: int
    key: str
    by: object
    at: datetime
    is_reviewed: bool
    is_part: bool = False

    @cached_property
    def parts(self):
        """The word_diff.Parts that lead from its source to the text that was asked for."""
        return word_diff.diff(markup.plain(self.source), self.wanted)

    @property
    def is_exact(self):
        return self.percent == 100

    @property
    def words(self):
        return markup.plain(self.target) if likeness.has_paragraphs(self.target) or self.is_part else self.target

    @property
    def who(self):
        return name_of(self.by)


# Learning


def learn(pairs):
    """Remember these pairs, those that are finished and were not left by a machine alone."""
    numbers = [pair.pk for pair in pairs if pair.is_finished]
    if numbers:
        new = Pair.objects.filter(_WORTH_REMEMBERING, pk__in=numbers, passages=None)
        _store([passage for pair in new for passage in _passages(pair)])


@transaction.atomic
def forget(pair):
    """Offer two texts no more, wherever they stand; their pairs still say that they belong together."""
    same = Q(
        source_language=pair.source_language,
        source_hash=pair.source_hash,
        language=pair.language,
        target_hash=pair.target_hash,
    ) | Q(
        source_language=pair.language,
        source_hash=pair.target_hash,
        language=pair.source_language,
        target_hash=pair.source_hash,
    )
    numbers = list(Pair.objects.filter(same).values_list("pk", flat=True))
    Pair.objects.filter(pk__in=numbers).update(is_retracted=True)
    Passage.objects.filter(pair__in=numbers).delete()


def rebuild():
    """Learn anew from all pairs; return how many passages there are now."""
    last = 0
    while pairs := list(Pair.objects.filter(pk__gt=last).order_by("pk")[:_AT_ONCE]):
        with transaction.atomic():
            Passage.objects.filter(pair__in=pairs).delete()
            learn(pairs)
        last = pairs[-1].pk
    return Passage.objects.count()


def _passages(pair):
    """Return what is remembered of a pair, unsaved: paragraph by paragraph where both texts have the same ones."""
    source, target = likeness.passages(pair.source_text), likeness.passages(pair.target_text)
    if [tag for tag, _text in source] != [tag for tag, _text in target]:
        source, target = [("", pair.source_text)], [("", pair.target_text)]
    return [
        Passage(
            pair=pair,
            number=number,
            language=language,
            text=text,
            stems=stemming.searchable(markup.plain(text), language),
            into=into,
            translation=translation,
        )
        for number, ((_tag, one), (_same, other)) in enumerate(zip(source, target, strict=True))
        for language, text, into, translation in (
            (pair.source_language, one, pair.language, other),
            (pair.language, other, pair.source_language, one),
        )
    ]


def _store(passages):
    Mark.objects.bulk_create(
        Mark(passage=passage, value=value)
        for passage in Passage.objects.bulk_create(passages, batch_size=_AT_ONCE)
        for value in likeness.marks(passage.text, passage.stems.split(), passage.language, passage.into)
    )


# Finding


def matches(source_language, language, text, limit=5, near=()):
    """Return Matches for a text, the best first; `near` is its (model, object_id, key): what was said there goes first."""
    within = likeness.passages(text)
    of_each = [_found(source_language, language, passage, near) for _tag, passage in within]
    if not likeness.has_paragraphs(text):
        found = [_plain(match) for match in of_each[0]]
    elif within == [("", text)]:
        found = of_each[0]
    else:
        found = [*_found(source_language, language, text, near), *_of_paragraphs(text, of_each)]
        found.sort(key=lambda match: match.percent, reverse=True)
    return found[:limit]


def _plain(match):
    source, target = (unescape(strip_tags(each)) for each in (match.source, match.target))
    return replace(match, source=source, target=target)


def _of_paragraphs(text, of_each):
    """Return what there is for a text of paragraphs: the whole, put together from the best for each, or single ones."""
    if len(of_each) == 1:
        return [_wrapped(text, match) for match in of_each[0]]
    best = [found[0] for found in of_each if found]
    if best and len(best) == len(of_each):
        return [_joined(text, best)]
    return [replace(match, is_part=True) for match in best]


def _wrapped(text, match):
    source, target = (likeness.put_together(text, [each]) for each in (match.source, match.target))
    return replace(match, source=source, target=target)


def _joined(text, best):
    """Return one Match for a text of which each paragraph has one."""
    source = likeness.put_together(text, [match.source for match in best])
    letters = [len(match.source) for match in best]
    percent = sum(match.percent * count for match, count in zip(best, letters, strict=True)) // sum(letters)
    newest = max(best, key=lambda match: match.at)
    return replace(
        newest,
        source=source,
        target=likeness.put_together(text, [match.target for match in best]),
        percent=percent,
        wanted=markup.plain(text),
        is_reviewed=all(match.is_reviewed for match in best),
    )


def _found(source_language, language, text, near):
    """Return the Matches for one passage, the best first."""
    wanted = markup.plain(text)
    scored = []
    for passage in _candidates(source_language, language, text):
        if likeness.has_paragraphs(passage.text) != likeness.has_paragraphs(text):
            continue
        percent = 100 if passage.text == text else min(99, int(fuzz.ratio(wanted, markup.plain(passage.text))))
        if percent >= LEAST:
            scored.append((percent, passage))
    scored.sort(key=lambda each: _rank(*each, near), reverse=True)
    return [_match(percent, passage, wanted) for percent, passage in scored]


def _candidates(source_language, language, text):
    """Return the passages that share most marks with a text; of several translations of one text at one place, the last."""
    stems = stemming.stems(markup.plain(text), source_language)
    shared = (
        Mark.objects.filter(value__in=likeness.marks(text, stems, source_language, language))
        .values("passage")
        .annotate(number=Count("*"))
        .order_by("-number", "-passage")
        .values_list("passage", flat=True)[:_CANDIDATES]
    )
    newest, said = {}, set()
    passages = _with_pairs(Passage.objects.filter(pk__in=list(shared)))
    for passage in sorted(passages, key=lambda passage: passage.pair.at, reverse=True):
        newest.setdefault((*_place(passage.pair), passage.number, passage.text), passage)
    found = sorted(newest.values(), key=lambda passage: passage.pair.reviewed_at is not None, reverse=True)
    for passage in found:
        if (passage.text, passage.translation) not in said:
            said.add((passage.text, passage.translation))
            yield passage


def _place(pair):
    return pair.model, pair.object_id, pair.key


def _rank(percent, passage, near):
    pair = passage.pair
    return percent, _place(pair) == tuple(near), pair.reviewed_at is not None, pair.at


def _match(percent, passage, wanted):
    model, object_id, key = _place(passage.pair)
    return Match(
        source=passage.text,
        target=passage.translation,
        percent=percent,
        wanted=wanted,
        model=model,
        object_id=object_id,
        key=key,
        by=passage.pair.by,
        at=passage.pair.at,
        is_reviewed=passage.pair.reviewed_at is not None,
    )


@dataclass(frozen=True)
class Occurrence:
    """A passage that holds the words: its source as (text, whether it is one of them), and its translation."""

    source: list
    target: str
    pair: Pair


def concordance(words, source_language, language, limit=20):
    """Return Occurrences of these words in what was translated, in any of their forms, the newest first."""
    stems = list(dict.fromkeys(stemming.stems(words, source_language)))[: search.MAX_WORDS]
    if not stems:
        return []
    holding = Q()
    for stem in stems:
        holding &= Q(stems__contains=f" {stem}" if len(stem) >= search.BEGINS else f" {stem} ")
    found = {}
    passages = Passage.objects.filter(holding, language=source_language, into=language).order_by("-pk")
    for passage in _with_pairs(passages[: 5 * limit]):
        found.setdefault((passage.text, passage.translation), passage)
    return [_occurrence(passage, stems) for passage in list(found.values())[:limit]]


def _with_pairs(passages):
    """Return passages with what is to be known of their pairs, without the texts that these hold once more."""
    return passages.select_related("pair__by").defer("stems", "pair__source_text", "pair__target_text")


def _occurrence(passage, stems):
    source, target = markup.plain(passage.text), markup.plain(passage.translation)
    return Occurrence(_runs(source, search.spans(source, stems, passage.language)), target, passage.pair)


def _runs(text, spans):
    """Return a text as (its pieces, whether each is one of the spans)."""
    found, at = [], 0
    for start, end in spans:
        found += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [run for run in (*found, (text[at:], False)) if run[0]]
