"""What people vouch for by saving a form: the texts that they changed are translations of the source beside them."""

from copy import copy

from publishing import clock
from publishing.models import DeskVersion, specific
from translations import freshness, memory, segments
from translations.minor import is_minor
from translations.models import Pair, TextState
from translations.segments import fingerprint
from translations.vouched import Vouched

Origin, Reason, State = Pair.Origin, DeskVersion.Reason, TextState.State
# What makes a pair the same as another; its source's language apart, the hashes stand for the texts.
IDENTITY = ("model", "object_id", "language", "key", "source_language", "source_hash", "target_hash")


def follow(record, version, last):
    """Learn from a version of the desk that was just kept after another one, or after none; see publishing/history.py."""
    _learn_from(record, version, last, Vouched.of(record))
    freshness.settle(record)


def vouch(record, by=None):
    """Take all texts of a record for translations of each other that are right: its content came so, as a whole."""
    version = _versions(record).first()
    if version:
        pairs = _learn(record, None, version.data, Vouched.of(record), by=by, at=version.at)
        Pair.objects.filter(pk__in=[each.pk for each in pairs]).update(reviewed_at=version.at, reviewed_by=by)
    freshness.settle(record)


def catch_up():
    """Settle what is unsettled, and learn what was translated before there were pairs from the versions that are kept."""
    freshness.settle_unsettled()
    translated = TextState.objects.exclude(state__in=[State.SOURCE, State.MISSING]).values_list("model", "object_id")
    for identity in sorted(set(translated).difference(Pair.objects.values_list("model", "object_id").distinct())):
        learn_from_history(segments.find(*identity))
    freshness.settle_unsettled()


def learn_from_history(record):
    """Learn from all versions that are kept of a record: for what is older than these rows."""
    last, vouched = None, Vouched.of(record)
    for version in _versions(record).order_by("at", "pk"):
        _learn_from(record, version, last, vouched)
        last = version


def keep_valid(record, slips, by=None):
    """Vouch for all that was vouched for beside a text before a slip of the pen was mended; `slips` see impact.py."""
    vouched = Vouched.of(record)
    for slip in slips:
        beside = vouched.beside(slip.segment.key, slip.language, slip.before)
        _store([_carried(each, slip, by) for each in beside], vouched)
    freshness.settle(record)


def origin_of(vouched, segment, language, text, origin=Origin.WRITTEN):
    """Return the origin of a text that somebody saves: a machine's stays one until it was reviewed, or written anew."""
    return Origin.MACHINE if vouched.is_by_machine(segment, language, text) else origin


def pair(record, key, source_language, source, language, target, **values):
    """Return an unsaved Pair of two texts of a record."""
    model, number = segments.identity(record)
    return Pair(
        model=model,
        object_id=number,
        key=key,
        source_language=source_language,
        source_text=source,
        source_hash=fingerprint(source),
        language=language,
        target_text=target,
        target_hash=fingerprint(target),
        **values,
    )


def _versions(record):
    record = specific(record)
    return DeskVersion.objects.filter(model=record._meta.label_lower, object_id=record.pk)


def _learn_from(record, version, last, vouched):
    # What came about by a command or a bulk update is vouched for by nobody, save what a record began with. What is
    # brought back from history has its pairs already.
    if version.reason == Reason.SAVED or last is None:
        _learn(record, last.data if last else None, version.data, vouched, by=version.by, at=version.at)


def _learn(record, before, after, vouched, by, at):
    """Let somebody vouch for the texts that changed; return the Pairs that came of it."""
    model, (_label, number) = type(specific(record)), segments.identity(record)
    was = {each.key: each for each in segments.of_snapshot(model, before, number)} if before else {}
    source_language = after["fields"].get("source_language", record.source_language)
    pairs = []
    for segment in segments.of_snapshot(model, after, number):
        source = segment.text(source_language)
        for code, target in segment.texts.items():
            old = was[segment.key].text(code) if segment.key in was else ""
            if code != source_language and source and old != target:
                values = {"source": source, "origin": origin_of(vouched, segment, code, target), "by": by, "at": at}
                if old:
                    values |= _inherited(vouched, segment, source_language, code, old)
                elif segment.key not in was:
                    values |= _copied(vouched, was.values(), segment, source_language, code)
                pairs.append(pair(record, segment.key, source_language, language=code, target=target, **values))
    return _store(pairs, vouched)


def _inherited(vouched, segment, source_language, language, old):
    """Return what a text keeps of the one before, from which it differs by a slip of the pen.

    Such a save says nothing of a source that changed by more, nor that a text is finished.
    """
    source, is_markup = segment.text(source_language), segment.is_markup
    if not is_minor(old, segment.text(language), language, is_markup):
        return {}
    state, its = vouched.judge(segment.key, source_language, language, source, old)
    if state == State.OUTDATED and not is_minor(its.source_text, source, source_language, is_markup):
        return {"source": its.source_text, "is_finished": its.is_finished}
    return {"is_finished": False} if state == State.IN_PROGRESS else {}


def _copied(vouched, others, segment, source_language, language):
    """Return what an outdated text keeps in a block that was duplicated: nobody vouches for it by that."""
    source, target = segment.text(source_language), segment.text(language)
    for each in others:
        if (each.field, each.text(source_language), each.text(language)) == (segment.field, source, target):
            state, its = vouched.judge(each.key, source_language, language, source, target)
            if state == State.OUTDATED and its.target_hash == fingerprint(target):
                return {"source": its.source_text, "is_finished": its.is_finished}
    return {}


def _carried(its, slip, by):
    """Return a pair with the text after a slip was mended in the place of the one before, unsaved."""
    carried = copy(its)
    carried.pk, carried.by, carried.at = None, by, clock.now()
    if its.language == slip.language:
        carried.target_text, carried.target_hash = slip.after, fingerprint(slip.after)
    else:
        carried.source_text, carried.source_hash = slip.after, fingerprint(slip.after)
    return carried


def _store(pairs, vouched):
    """Store pairs and let them be known; one that is there stays as it is, but what is finished now is finished."""
    conflicts = {"update_conflicts": True, "update_fields": ["is_finished"], "unique_fields": IDENTITY}
    finished = Pair.objects.bulk_create([each for each in pairs if each.is_finished], **conflicts)
    Pair.objects.bulk_create([each for each in pairs if not each.is_finished], ignore_conflicts=True)
    memory.learn(finished)
    for each in pairs:
        vouched.add(each)
    return finished
