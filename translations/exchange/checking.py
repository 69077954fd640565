"""What a file that came back says, beside what is stored now: nothing is applied before somebody has seen it.

A file that is damaged, or not of this site, is refused whole, with every reason that was found.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from html import unescape

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.utils.translation import gettext as _

from publishing import languages, markup, word_diff
from publishing.models import specific
from translations import checks, rights, segments, writing
from translations.exchange.document import DamagedError, Reference, Unit, at, mark, same_lines
from translations.models import Pair
from translations.segments import Segment, fingerprint

MOST_REASONS = 50
_TAG = re.compile(r"<[^<>]+>")  # without "<" in it: a file may hold nothing but those
_ADDRESS = re.compile(r'href="([^"]*)"')
_AS_WRITTEN = re.compile(r"[\s\"']|/(?=>$)")


@dataclass
class Change:
    """A text that a file would change. `source` is what was translated; `problem` says why it cannot be applied.

    `was_here` tells of a text that somebody wrote another one for since: most likely it came back as it went out.
    """

    number: int
    language: str
    unit: Unit
    record: object
    segment: Segment
    before: str
    after: str
    source: str
    is_outdated: bool = False
    problem: str = ""
    was_here: bool = False

    @property
    def seen(self):
        return fingerprint(self.before)

    @property
    def parts(self):
        """How it differs from what is stored: in its words, or with its markup where that leads to somewhere new."""
        known = {*_ADDRESS.findall(self.before), *_ADDRESS.findall(self.source)}
        is_only_words = self.segment.is_markup and known.issuperset(_ADDRESS.findall(self.after))
        return _diff(self.before, self.after, is_only_words)

    @property
    def remarks(self):
        """What the checks of translations say of it, beside what was translated."""
        return checks.findings(
            self.language,
            self.record.source_language,
            self.source,
            self.after,
            is_markup=self.segment.is_markup,
            max_length=self.segment.field.max_length,
            field=self.segment.key,
        )

    @property
    def source_parts(self):
        """What the source says now, beside what was translated."""
        now = self.segment.text(self.record.source_language)
        return _diff(self.source, now, self.segment.is_markup) if self.is_outdated else ()


@dataclass
class Report:
    source_language: str
    language: str
    changes: list = field(default_factory=list)
    unchanged: int = 0
    empty: int = 0
    gone: list = field(default_factory=list)

    @property
    def by_record(self):
        found = defaultdict(list)
        for change in self.changes:
            found[change.record].append(change)
        return dict(found)

    @property
    def applicable(self):
        return [change for change in self.changes if not change.problem]


def check(document, user):
    """Return the Report on a Document for somebody. Raise DamagedError where it is refused whole."""
    document = replace(document, source_language=_stored(document.source_language), language=_stored(document.language))
    references = _references(document)
    records = _records(document, references)
    _refuse(
        at(unit.place, _("you may not write this text in %(language)s.") % {"language": _name(document)})
        for unit, reference in zip(document.units, references, strict=True)
        if not rights.may_write(user, records[reference.model, reference.uuid], document.language)
    )
    report = Report(document.source_language, document.language)
    found = {place: {each.key: each for each in segments.of(record)} for place, record in records.items()}
    reasons = []
    for number, (unit, reference) in enumerate(zip(document.units, references, strict=True)):
        place = reference.model, reference.uuid
        segment = found[place].get(reference.key)
        try:
            _look(report, number, unit, records[place], segment, reference)
        except DamagedError as error:
            reasons += error.messages
    _refuse(reasons)
    for record, changes in report.by_record.items():
        before = _said_before(record, report.language)
        for change in changes:
            change.was_here = (change.segment.key, fingerprint(change.after)) in before
    return report


def _said_before(record, language):
    """Return {(key, fingerprint)} of all that was ever vouched for in a language of a record."""
    pairs = Pair.objects.of_record(*segments.identity(record))
    there = pairs.filter(language=language).values_list("key", "target_hash")
    return {*there, *pairs.filter(source_language=language).values_list("key", "source_hash")}


def _refuse(reasons):
    reasons = list(reasons)
    if len(reasons) > MOST_REASONS:
        more = _("… and %(count)d more.") % {"count": len(reasons) - MOST_REASONS}
        reasons = [*reasons[:MOST_REASONS], more]
    if reasons:
        raise DamagedError(reasons)


def _stored(code):
    """Return the language here that a file means by a code, such as "es" by "es-ES"."""
    code = code.replace("_", "-").lower()
    for each in (code, code.partition("-")[0]):
        if each in languages.stored():
            return each
    raise DamagedError(_("It is in a language that this site does not have: “%(code)s”.") % {"code": code})


def _name(document):
    return languages.native_name(document.language)


def _references(document):
    """Return the Reference of each unit, all of them whole and each once."""
    found, reasons = [], []
    for unit in document.units:
        try:
            reference = Reference.parse(unit.reference)
            own = (reference.position, reference.model, reference.uuid, reference.key)
            found.append((reference.number, reference.count, reference))
        except ValueError:
            reasons.append(at(unit.place, _("this text has no reference, or one that is not of this site.")))
            continue
        if reference.mark != mark(*own, document.source_language, document.language, unit.source):
            message = _("the source, the reference or a language is not as it was when this text went out.")
            reasons.append(at(unit.place, message))
    _refuse(reasons)
    counts = {count for _number, count, _reference in found}
    times = Counter(number for number, _count, _reference in found)
    if len(counts) > 1:
        raise DamagedError(_("It is put together from several files."))
    reasons = [
        _("Text %(number)d is in it more than once.") % {"number": each} for each, many in times.items() if many > 1
    ]
    missing = sorted(set(range(1, max(counts) + 1)) - times.keys())
    reasons += [
        _("Text %(number)d of %(count)d is missing.") % {"number": each, "count": max(counts)} for each in missing
    ]
    _refuse(reasons)
    return [reference for _number, _count, reference in found]


def _records(document, references):
    """Return {(model, uuid): record} of what a file is about, all of which is on this site."""
    labels = {model._meta.label_lower for model in segments.translatable()}
    wanted = defaultdict(set)
    for reference in references:
        wanted[reference.model].add(reference.uuid)
    found = {}
    for model in wanted.keys() & labels:
        try:
            rows = apps.get_model(model)._base_manager.filter(uuid__in=wanted[model])
        except ValidationError:  # no UUIDs
            continue
        found |= {(model, str(row.uuid)): specific(row) for row in rows}
    _refuse(
        at(unit.place, _("this text is about something that is not on this site, or was deleted for good."))
        for unit, reference in zip(document.units, references, strict=True)
        if (reference.model, reference.uuid) not in found
    )
    return found


def _look(report, number, unit, record, segment, reference):
    """Add to a Report what a unit says. Raise DamagedError where it cannot have come from here as it is."""
    after = same_lines(unit.target).strip()
    if segment is None:
        if not _could_be(record, reference.key):
            raise DamagedError(at(unit.place, _("there is no text “%(key)s” to translate.") % {"key": reference.key}))
        report.gone.append((record, unit))
        return
    if not after:
        report.empty += 1
        return
    before = segment.text(report.language)
    if same_lines(before) == after:
        report.unchanged += 1
        return
    now = segment.text(record.source_language)
    is_same = same_lines(now) == same_lines(unit.source).strip()
    source = now if is_same else markup.clean(unit.source) if segment.is_markup else unit.source
    change = Change(number, report.language, unit, record, segment, before, after, source, not is_same)
    try:
        change.after = writing.cleaned(segment, after)
    except ValidationError as error:
        change.problem = error.messages[0]
    if segment.is_markup and _tags(change.after) != _tags(after):
        raise DamagedError(at(unit.place, _("its markup is broken, or not what such a text may hold.")))
    if change.after == same_lines(before):  # but for how markup writes a sign
        report.unchanged += 1
        return
    if record.trashed_at:
        change.problem = _("“%(name)s” lies in the trash. Restore it first.") % {"name": record}
    elif record.source_language != report.source_language:
        change.problem = _("This is translated from another language by now.")
    report.changes.append(change)


def _tags(html):
    """Return the tags of some markup, however they are written."""
    return [_AS_WRITTEN.sub("", unescape(tag)).lower() for tag in _TAG.findall(html)]


def _could_be(record, key):
    """Say whether a key may have been that of a text of a record, such as one of a block that is no longer there."""
    name, _colon, rest = key.partition(":")
    if not rest or name not in record.parts:
        return False
    try:
        part = record._meta.get_field(name).related_model
    except FieldDoesNotExist:
        return False
    return rest.rpartition(":")[2] in languages.translated(part) - segments.NO_TEXT


def _diff(before, after, is_markup):
    """Return the Parts by which two texts differ: in their words or, where these are the same, in their markup."""
    if is_markup and markup.plain(before) != markup.plain(after):
        before, after = markup.plain(before), markup.plain(after)
    return word_diff.shortened(word_diff.diff(before, after))
