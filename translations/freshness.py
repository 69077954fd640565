"""How fresh a translation is: what follows from the texts as they stand and from the Pairs that somebody vouches for.

Nothing sets a state. TextState keeps what lists need of it, and is settled anew whenever the database itself noted that
a record was written (translations/watch.py), in whatever way.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction

from publishing import languages
from translations import segments
from translations.models import Pair, TextState, Unsettled
from translations.segments import Segment, fingerprint, words

State = TextState.State


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


class Vouched:
    """The pairs of a record, found by segment and languages, in both directions."""

    def __init__(self, pairs):
        self._found = defaultdict(list)
        for pair in pairs:
            there = (pair.source_hash, pair.target_hash, pair)
            back = (pair.target_hash, pair.source_hash, pair)
            self._found[pair.key, pair.source_language, pair.language].append(there)
            self._found[pair.key, pair.language, pair.source_language].append(back)

    @classmethod
    def of(cls, record):
        model, number = segments.identity(record)
        return cls(Pair.objects.filter(model=model, object_id=number).order_by("at", "pk"))

    def judge(self, key, source_language, language, source, target):
        """Return (State, the Pair that counts or None) of a text beside its source."""
        if not target:
            return State.MISSING, None
        known = self._found[key, source_language, language]
        source_hash, target_hash = fingerprint(source), fingerprint(target)
        exact = [
            pair for its_source, its_target, pair in known if (its_source, its_target) == (source_hash, target_hash)
        ]
        if exact:
            pair = max(exact, key=lambda pair: (pair.is_finished, pair.reviewed_at is not None))
            if not pair.is_finished:
                return State.IN_PROGRESS, pair
            return (State.REVIEWED if pair.reviewed_at else State.TO_REVIEW), pair
        of_this_text = [pair for _source, its_target, pair in known if its_target == target_hash]
        if of_this_text:
            return State.OUTDATED, of_this_text[-1]
        # Written past the desk: nobody vouches for this text.
        of_this_source = any(its_source == source_hash for its_source, _target, _pair in known)
        if known and not of_this_source:
            return State.OUTDATED, known[-1][2]
        return State.TO_REVIEW, None


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


def summary(judgements):
    """Return the one State of a text whose segments were judged."""
    found = {each.state for each in judgements}
    if found == {State.MISSING}:
        return State.MISSING
    if State.OUTDATED in found:
        return State.OUTDATED
    if found & {State.MISSING, State.IN_PROGRESS}:
        return State.IN_PROGRESS
    return State.TO_REVIEW if State.TO_REVIEW in found else State.REVIEWED


def compute(record):
    """Return {language: unsaved TextState} of a record as it stands; without languages in which there is nothing to do."""
    model, number = segments.identity(record)
    its_segments, vouched = segments.of(record), Vouched.of(record)
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
        state=summary(judgements),
        words=sum(counts.values()),
        words_missing=counts[State.MISSING] + counts[State.IN_PROGRESS],
        words_outdated=counts[State.OUTDATED],
        words_to_review=counts[State.TO_REVIEW],
        has_machine_text=any(each.is_unreviewed_machine_text for each in judgements),
    )


_STORED = ("state", "words", "words_missing", "words_outdated", "words_to_review", "has_machine_text")


def settle(record):
    """Store the TextStates of a record as it stands in the database."""
    settle_identity(*segments.identity(record))


@transaction.atomic
def settle_identity(model, object_id):
    # First: whoever writes the record after this notes it anew.
    Unsettled.objects.filter(model=model, object_id=object_id).delete()
    record = segments.find(model, object_id)
    wanted = compute(record) if record else {}
    stored = {state.language: state for state in TextState.objects.filter(model=model, object_id=object_id)}
    gone = [state.pk for code, state in stored.items() if code not in wanted]
    if gone:
        TextState.objects.filter(pk__in=gone).delete()
    TextState.objects.bulk_create([state for code, state in wanted.items() if code not in stored])
    changed = [_updated(stored[code], state) for code, state in wanted.items() if code in stored]
    TextState.objects.bulk_update(filter(None, changed), (*_STORED, "grew_at"))


def _updated(stored, wanted):
    """Return a stored TextState with its new values, or None where it has them already."""
    values = {name: getattr(wanted, name) for name in _STORED}
    if all(getattr(stored, name) == value for name, value in values.items()):
        return None
    if wanted.words_to_do > stored.words_to_do:
        stored.grew_at = wanted.grew_at
    for name, value in values.items():
        setattr(stored, name, value)
    return stored


def settle_unsettled(most=None):
    """Settle what was written past those who settle; return how many records are left, where `most` were settled."""
    waiting = Unsettled.objects.order_by("pk").values_list("model", "object_id")
    for model, object_id in list(waiting[:most]):
        settle_identity(model, object_id)
    return Unsettled.objects.count() if most else 0


def settle_all():
    """Settle every record anew, whatever is noted of it."""
    for model in segments.translatable():
        label = model._meta.label_lower
        for number in model._base_manager.values_list("pk", flat=True).iterator():
            settle_identity(label, number)
