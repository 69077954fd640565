"""How fresh a translation is: what follows from the texts as they stand and from the Pairs that somebody vouches for.

Nothing sets a state. TextState keeps what lists need of it, and is settled anew whenever the database itself noted that
a record was written (translations/watch.py), in whatever way. Whoever settles a record holds its note meanwhile: so a
write that is under way waits, is waited for, or is left for the next time, and nothing stored is older than it says.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.apps import apps
from django.db import transaction

from publishing import languages, states
from publishing.models import DeskState, Piece
from translations import segments
from translations.models import Pair, TextState, Unsettled
from translations.segments import Segment, words
from translations.vouched import Vouched

State = TextState.State

_STORED = ("state", "words", "words_missing", "words_outdated", "words_to_review", "has_machine_text")
_AT_ONCE = 100


@dataclass(frozen=True)
class Judgement:
    """A segment in one language. `pair` is the one that counts; of an outdated text, with the source it was made from."""

    segment: Segment
    language: str
    source: str
    target: str
    state: State
    pair: Pair | None = None

    @property
    def is_unreviewed_machine_text(self):
        return bool(self.pair and self.pair.origin == Pair.Origin.MACHINE and not self.pair.reviewed_at)


def judge(record, language, vouched=None, its_segments=None):
    """Return the Judgements of what there is to translate of a record into a language, in their order.

    `vouched` and `its_segments` are the record's, where somebody has them already.
    """
    source_language = record.source_language
    vouched = vouched or Vouched.of(record)
    found = []
    for segment in its_segments if its_segments is not None else segments.of(record):
        source, target = segment.text(source_language), segment.text(language)
        if source and segment.is_meant_for(source_language) and segment.is_meant_for(language):
            state, pair = vouched.judge(segment.key, source_language, language, source, target)
            found.append(Judgement(segment, language, source, target, state, pair))
    return found


def summary(found):
    """Return the one State of a text whose segments are in these States."""
    found = set(found)
    if found == {State.MISSING}:
        return State.MISSING
    if State.OUTDATED in found:
        return State.OUTDATED
    if found & {State.MISSING, State.IN_PROGRESS}:
        return State.IN_PROGRESS
    return State.TO_REVIEW if State.TO_REVIEW in found else State.REVIEWED


def compute(record, vouched=None, its_segments=None):
    """Return {language: unsaved TextState} of a record as it stands; without languages in which there is nothing to do."""
    model, number = segments.identity(record)
    its_segments, vouched = its_segments or segments.of(record), vouched or Vouched.of(record)
    found = {}
    for code in languages.stored():
        if code == record.source_language:
            total = sum(words(segment.text(code)) for segment in its_segments if segment.is_meant_for(code))
            found[code] = TextState(state=State.SOURCE, words=total)
        elif judgements := judge(record, code, vouched, its_segments):
            found[code] = _counted(judgements)
    for code, state in found.items():
        state.model, state.object_id, state.language = model, number, code
    return found


def _counted(judgements):
    counts = defaultdict(int)
    for each in judgements:
        counts[each.state] += words(each.source)
    return TextState(
        state=summary(each.state for each in judgements),
        words=sum(counts.values()),
        words_missing=counts[State.MISSING] + counts[State.IN_PROGRESS],
        words_outdated=counts[State.OUTDATED],
        words_to_review=counts[State.TO_REVIEW],
        has_machine_text=any(each.is_unreviewed_machine_text for each in judgements),
    )


@transaction.atomic
def settle(record):
    """Store the TextStates of a record as it stands in the database."""
    model, number = segments.identity(record)
    Unsettled.objects.bulk_create(
        [Unsettled(model=model, object_id=number)],
        update_conflicts=True,
        unique_fields=["model", "object_id"],
        update_fields=["changes"],
    )
    _settle(model, [number])


def settle_unsettled(most=None):
    """Settle what was written past those who settle, `most` records or all; return how many are left.

    A record that is being written at this moment is left alone, and noted.
    """
    settled, left = 0, Unsettled.objects.count()
    while left and (most is None or settled < most):
        done = _settle_some(_AT_ONCE if most is None else min(_AT_ONCE, most - settled))
        if not done:
            break
        printed = DeskState.objects.filter(piece__in=done[segments.PIECE]).exclude(printed_digest="")
        for number in sorted(set(printed.values_list("piece_id", flat=True))):
            _refresh(number)
        settled, left = settled + sum(map(len, done.values())), Unsettled.objects.count()
    return left


@transaction.atomic
def _settle_some(most):
    waiting = Unsettled.objects.select_for_update(skip_locked=True).order_by("model", "object_id")[:most]
    numbers = defaultdict(list)
    for note in waiting:
        numbers[note.model].append(note.object_id)
    for model, its_numbers in numbers.items():
        _settle(model, its_numbers)
    return numbers


@transaction.atomic
def _refresh(number):
    """Say anew whether the desk of a piece, which was written past its form, is what was printed."""
    if piece := Piece.objects.select_for_update(no_key=True).filter(pk=number).first():
        states.refresh(piece)


def _settle(model, numbers):
    """Settle records whose notes are held."""
    vouched = vouched_of(model, numbers)
    stored = {(state.object_id, state.language): state for state in _states(model, numbers)}
    wanted = {}
    for record in records_of(model, numbers):
        for code, state in compute(record, vouched[record.pk]).items():
            wanted[record.pk, code] = state
    gone = [state.pk for key, state in stored.items() if key not in wanted]
    if gone:
        TextState.objects.filter(pk__in=gone).delete()
    TextState.objects.bulk_create([state for key, state in wanted.items() if key not in stored])
    changed = [stored[key] for key, state in wanted.items() if key in stored and _update(stored[key], state)]
    TextState.objects.bulk_update(changed, [*_STORED, "grew_at"])
    Unsettled.objects.filter(model=model, object_id__in=numbers).delete()


def records_of(model, numbers):
    """Return the records that are still there, pieces as their own kind, with their parts."""
    model = apps.get_model(model)
    kinds = Piece.__subclasses__() if model is Piece else [model]
    return [
        record
        for kind in kinds
        for record in kind._base_manager.filter(pk__in=numbers).prefetch_related(*segments.parts(kind))
    ]


def vouched_of(model, numbers):
    """Return {id: Vouched} of records."""
    found = {number: Vouched([]) for number in numbers}
    for pair in Pair.objects.filter(model=model, object_id__in=numbers).order_by("at", "pk"):
        found[pair.object_id].add(pair)
    return found


def _states(model, numbers):
    return TextState.objects.filter(model=model, object_id__in=numbers)


def _update(stored, wanted):
    """Give a stored TextState its new values; say whether there were any."""
    values = {name: getattr(wanted, name) for name in _STORED}
    if all(getattr(stored, name) == value for name, value in values.items()):
        return False
    if wanted.words_to_do > stored.words_to_do:
        stored.grew_at = wanted.grew_at
    for name, value in values.items():
        setattr(stored, name, value)
    return True
