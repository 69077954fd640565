"""Writing what somebody chose of a file: text by text as the desk does, one version for each record."""

from django.core.exceptions import ValidationError
from django.db import transaction

from publishing import history
from publishing.models import DeskVersion
from translations import writing
from translations.models import Pair


def apply(report, chosen, by):
    """Write the chosen changes of a Report; `chosen` is {number: fingerprint of what it was shown to replace}.

    Return (how many were written, [(change, why it was not)]).
    """
    written, refused = 0, []
    for record, changes in report.by_record.items():
        with transaction.atomic():
            before = written
            history.keep(record, by, DeskVersion.Reason.LOADED)
            for change in changes:
                if change.number in chosen and not change.problem:
                    try:
                        _write(record, report.language, change, chosen[change.number], by)
                        written += 1
                    except ValidationError as error:
                        refused.append((change, error.messages[0]))
            if written > before:
                writing.done(record, report.language, by)
    return written, refused


def _write(record, language, change, seen, by):
    writing.write(
        record,
        language,
        change.segment.key,
        change.after,
        by,
        seen=seen,
        origin=Pair.Origin.IMPORTED,
        source=change.source,
    )
