"""Remarks on the texts of a record, without those that somebody looked at and gave a reason to ignore."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from translations import glossary, segments
from translations.checks import findings
from translations.models import IgnoredFinding
from translations.segments import fingerprint


def of(record, judgements, terms=None, known=None):
    """Return {key: [Remark]} of judgements of a record in one language; keys without any are left out.

    `known` is what `known_of` found of it, where somebody has that already.
    """
    if known is None:
        known = known_of([record], {each.language for each in judgements})
    identity = segments.identity(record)
    found = {}
    for each in judgements:
        remarks = [
            remark
            for remark in findings_of(each, record.source_language, terms)
            if (*identity, each.language, each.segment.key, remark.code, *_hashes(each)) not in known
        ]
        if remarks:
            found[each.segment.key] = remarks
    return found


def findings_of(judgement, source_language, terms=None):
    """Return all Remarks on a judgement, ignored ones too."""
    segment = judgement.segment
    return findings(
        judgement.language,
        source_language,
        judgement.source,
        judgement.target,
        is_markup=segment.is_markup,
        max_length=segment.field.max_length,
        field=segment.key,
        terms=terms,
    )


def ignore(record, judgement, code, reason, by=None):
    """Say that a remark on these two texts is no mistake.

    Raise ValidationError without a reason (code "reason"), and where there is no such remark ("unknown").
    """
    terms = glossary.terms(record.source_language, judgement.language)
    if code not in [remark.code for remark in findings_of(judgement, record.source_language, terms)]:
        raise ValidationError(_("This remark is not made any more."), code="unknown")
    reason = reason.replace("\x00", "").strip()  # which PostgreSQL refuses
    if not reason:
        raise ValidationError(_("Say why it is right as it is."), code="reason")
    most = IgnoredFinding._meta.get_field("reason").max_length
    if len(reason) > most:
        text = _("%(length)d characters: at most %(most)d fit here.") % {"length": len(reason), "most": most}
        raise ValidationError(text, code="reason")
    IgnoredFinding.objects.update_or_create(**_identity(record, judgement, code), defaults={"reason": reason, "by": by})


def heed(record, judgement, code):
    """Take back that a remark is ignored."""
    IgnoredFinding.objects.filter(**_identity(record, judgement, code)).delete()


def reasons(record, judgement):
    """Return the IgnoredFindings of these two texts."""
    identity = _identity(record, judgement, "")
    del identity["code"]
    return IgnoredFinding.objects.filter(**identity).select_related("by")


def _identity(record, judgement, code):
    model, number = segments.identity(record)
    source_hash, target_hash = _hashes(judgement)
    return {
        "model": model,
        "object_id": number,
        "key": judgement.segment.key,
        "language": judgement.language,
        "code": code,
        "source_hash": source_hash,
        "target_hash": target_hash,
    }


def _hashes(judgement):
    return fingerprint(judgement.source), fingerprint(judgement.target)


def known_of(records, codes):
    """Return what is ignored of records in some languages, as keys of its own."""
    rows = IgnoredFinding.objects.filter(segments.among(records), language__in=codes)
    return set(rows.values_list("model", "object_id", "language", "key", "code", "source_hash", "target_hash"))
