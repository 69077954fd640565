"""How the translators' desk writes: single texts in one language, and nothing else of a record.

Every step takes the record's row lock first, as forms and the press do. A version of the desk is kept with `done`, not
with each text; until then a text that is being typed is an unfinished Pair.
"""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from publishing import audit, clock, history, languages, markup, states
from publishing.models import DeskVersion, Piece, specific
from translations import freshness, learning, machine_texts, memory, segments
from translations.models import Pair
from translations.segments import fingerprint
from translations.vouched import Vouched

Origin = Pair.Origin


class ConflictError(ValidationError):
    """Somebody else wrote this text meanwhile: `stored` is what it says now."""

    def __init__(self, stored):
        super().__init__(_("Somebody else changed this text meanwhile."), code="conflict")
        self.stored = stored


@transaction.atomic
def write(
    record,
    language,
    key,
    text,
    by=None,
    seen=None,
    source=None,
    source_seen=None,
    origin=Origin.WRITTEN,
    is_finished=True,
    is_reviewed=False,
):
    """Write one text of a record in a language, and review it if so asked; return its Judgement.

    `source` is what was translated, where the source says something else by now; `source_seen` is the fingerprint of it,
    where that is all that is known. `seen` is the fingerprint of the translation that the person was shown: raise
    ConflictError where another one is stored now. Raise ValidationError for a text that is too long (code "max_length"), a
    key that is none ("unknown"), a record in the trash ("trashed"), and a machine's text that visitors would read before
    anybody has ("machine").
    """
    record = locked(record)
    if source is None:
        source = _source_seen(record, _segment(record, key, language), source_seen)
    if _has_written(record, language, key, text, by, seen, source, origin, is_finished, is_reviewed):
        touch(record)
    if is_reviewed:
        review(record, language, [key], by, source_seen=source_seen)
    return _settled(record, language, key)


@transaction.atomic
def write_all(record, language, texts, by, origin):
    """Write several texts, (key, text, seen, source) each as for `write`, in the time of one; return the error of each, or None."""
    record = locked(record)
    errors, has_written = [], False
    for key, text, seen, source in texts:
        error = None
        try:
            has_written |= _has_written(record, language, key, text, by, seen, source, origin)
        except ValidationError as refused:
            error = refused
        errors.append(error)
    if has_written:
        touch(record)
    freshness.settle(record)
    return errors


def _has_written(record, language, key, text, by, seen, source, origin, is_finished=True, is_reviewed=False):
    """Write one text and vouch for it; say whether another one was stored."""
    segment = _segment(record, key, language)
    text = cleaned(segment, text)
    stored = segment.text(language)
    if seen is not None and fingerprint(stored) != seen and stored != text:
        raise ConflictError(stored)
    if source is None:
        source = segment.text(record.source_language)
    if origin == Origin.MACHINE:
        machine_texts.note(source, language, text)
    if not is_reviewed:
        machine_texts.refuse_at_once(record, language, {key: text})
    is_finished |= origin == Origin.MACHINE  # nobody is typing it
    origin = learning.origin_of(Vouched.of(record), segment, language, text, origin)
    if stored != text:
        _store(record, segment, language, text)
    _vouch(record, segment, language, text, by, origin, is_finished, source)
    return stored != text


@transaction.atomic
def confirm(record, language, keys, by=None, seen=None, source_seen=None):
    """Say of translations that they are right beside the source, without changing them.

    Beside the source as it is now, or as somebody was shown it; see `write`.
    """
    record = locked(record)
    for each in _judged(record, language, keys, seen, source_seen):
        if each.target:
            reviewed = {"reviewed_at": clock.now(), "reviewed_by": by} if _was_reviewed(each) else {}
            _pair(record, each, by, is_finished=True, **reviewed)
    freshness.settle(record)


@transaction.atomic
def review(record, language, keys, by=None, seen=None, source_seen=None):
    """Say of translations that somebody has read them beside their source, and stands for them; see `confirm`."""
    record = locked(record)
    for each in _judged(record, language, keys, seen, source_seen):
        if each.target:
            _pair(record, each, by, is_finished=True, reviewed_at=clock.now(), reviewed_by=by)
    freshness.settle(record)


@transaction.atomic
def finish(record, language, by=None):
    """Take what is being typed of a record for finished."""
    record = locked(record)
    for each in freshness.judge(record, language):
        if each.state == freshness.State.IN_PROGRESS:
            _pair(record, each, by, is_finished=True)
    freshness.settle(record)


@transaction.atomic
def done(record, language, by=None):
    """Keep what was written as a version of the desk; return it, or None where nothing changed."""
    record = locked(record)
    version = history.keep(record, by, DeskVersion.Reason.TRANSLATED)
    if version:
        audit.note(audit.Action.SAVED, record, by, version.languages)
    return version


def locked(record):
    """Return the record fresh from the database, its row locked. Raise ValidationError where it is in the trash."""
    root = Piece if isinstance(record, Piece) else type(record)
    found = specific(root._base_manager.select_for_update(no_key=True).get(pk=record.pk))
    if found.trashed_at:
        raise ValidationError(_("“%(name)s” lies in the trash. Restore it first.") % {"name": found}, code="trashed")
    return found


def cleaned(segment, text):
    """Return a text as it is stored. Raise ValidationError where it is too long."""
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()  # the last of which PostgreSQL refuses
    if segment.is_markup:
        return markup.clean(text)
    most = segment.field.max_length
    if most and len(text) > most:
        message = _("%(length)d characters: at most %(most)d fit here.") % {"length": len(text), "most": most}
        raise ValidationError(message, code="max_length")
    return text


def _segment(record, key, language):
    found = next((each for each in segments.of(record) if each.key == key), None)
    if found is None or language not in languages.stored() or language == record.source_language:
        raise ValidationError(_("This text is no longer there."), code="unknown")
    return found


def _store(record, segment, language, text):
    """Write the one column, past the form."""
    model, number = segment.row
    model._base_manager.filter(pk=number).update(**{languages.column(segment.field.name, language): text or None})


def touch(record):
    """Let lists know that a record was written past its form."""
    root = Piece if isinstance(record, Piece) else type(record)
    root._base_manager.filter(pk=record.pk).update(changed_at=clock.now())
    if isinstance(record, Piece):
        states.refresh(Piece.objects.get(pk=record.pk))


def _vouch(record, segment, language, text, by, origin, is_finished, source):
    model, number = segments.identity(record)
    typed = Pair.objects.filter(model=model, object_id=number, key=segment.key, language=language, is_finished=False)
    typed.delete()  # what was being typed until now
    if source and text:
        judged = freshness.Judgement(segment, language, source, text, freshness.State.TO_REVIEW)
        _pair(record, judged, by, origin=origin, is_finished=is_finished)


def _pair(record, judged, by, origin=None, **values):
    """Vouch for a translation beside its source; what is vouched for already keeps by whom, and where it came from."""
    new = learning.pair(
        record,
        judged.segment.key,
        record.source_language,
        judged.source,
        judged.language,
        judged.target,
        origin=origin or _origin(record, judged),
        by=by,
        at=clock.now(),
        **values,
    )
    stored = Pair.objects.filter(**{name: getattr(new, name) for name in learning.IDENTITY}).first() or new
    for name, value in values.items():
        if name != "is_finished" or value:  # what is finished is not unfinished again
            setattr(stored, name, value)
    stored.save()
    memory.learn([stored])


def _origin(record, judged):
    """Return the origin of a text that is vouched for without being changed."""
    if _is_its_own(judged):
        return judged.pair.origin
    return learning.origin_of(Vouched.of(record), judged.segment, judged.language, judged.target)


def _judged(record, language, keys, seen=None, source_seen=None):
    """Return the Judgements of texts, beside the source that somebody was shown."""
    found = [each for each in freshness.judge(record, language) if each.segment.key in keys]
    for each in found:
        if seen is not None and fingerprint(each.target) != seen:
            raise ConflictError(each.target)
    found = [replace(each, source=_source_seen(record, each.segment, source_seen)) for each in found]
    if not all(each.source for each in found):
        raise ValidationError(_("Somebody else changed the source meanwhile. Load this page again."), code="source")
    return found


def _source_seen(record, segment, seen=None):
    """Return the source of a text, or what it was when somebody was shown it; "" where nobody knows that any more."""
    code = record.source_language
    now = segment.text(code)
    if seen is None or fingerprint(now) == seen:
        return now
    for version in history.versions(record).iterator() if seen != fingerprint("") else ():
        found = segments.of_snapshot(type(record), version.data, record.pk)
        text = next((each.text(code) for each in found if each.key == segment.key), "")
        if fingerprint(text) == seen:
            return text
    return ""


def _is_its_own(judged):
    """Say whether the pair that counts is of this very text: it may be of the last one that was vouched for."""
    return bool(judged.pair) and judged.pair.target_hash == fingerprint(judged.target)


def _was_reviewed(judged):
    return _is_its_own(judged) and judged.pair.reviewed_at is not None


def _settled(record, language, key):
    freshness.settle(record)
    found = freshness.judge(segments.find(*segments.identity(record)), language)
    return next((each for each in found if each.segment.key == key), None)
