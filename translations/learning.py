"""What people vouch for by saving a form: the texts that they changed are translations of the source beside them."""

from publishing.models import DeskVersion
from translations import freshness, memory, segments
from translations.models import Pair
from translations.segments import fingerprint

Reason = DeskVersion.Reason


def follow(record, version, last):
    """Learn from a version of the desk that was just kept after another one, or after none; see publishing/history.py.

    What came about by a command or a bulk update is vouched for by nobody, save what a record began with. What is
    brought back from history has its pairs already.
    """
    if version.reason == Reason.SAVED or last is None:
        before = last.data if last else None
        _learn(record, before, version.data, version.by, version.at)
    freshness.settle(record)


def vouch(record, by=None):
    """Take all texts of a record for translations of each other that are right: its content came so, as a whole."""
    model, number = segments.identity(record)
    version = DeskVersion.objects.filter(model=record._meta.label_lower, object_id=number).first()
    if version:
        _learn(record, None, version.data, by, version.at)
        Pair.objects.filter(model=model, object_id=number, at=version.at).update(reviewed_at=version.at, reviewed_by=by)
    freshness.settle(record)


def learn_from_history(record):
    """Learn from all versions that are kept of a record: for what is older than these rows."""
    last = None
    for version in DeskVersion.objects.filter(model=record._meta.label_lower, object_id=record.pk).order_by("at", "pk"):
        if version.reason == Reason.SAVED or last is None:
            _learn(record, last.data if last else None, version.data, version.by, version.at)
        last = version


def _learn(record, before, after, by, at):
    model, number = segments.identity(record)
    was = {each.key: each for each in segments.of_snapshot(type(record), before, number)} if before else {}
    source_language = after["fields"].get("source_language", record.source_language)
    pairs = []
    for segment in segments.of_snapshot(type(record), after, number):
        source = segment.text(source_language)
        for code, target in segment.texts.items():
            old = was.get(segment.key)
            if code != source_language and source and (old is None or old.text(code) != target):
                pairs.append(pair(record, segment.key, source_language, source, code, target, by=by, at=at))
    Pair.objects.bulk_create(pairs, ignore_conflicts=True)
    memory.learn(Pair.objects.filter(model=model, object_id=number, at=at))


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
