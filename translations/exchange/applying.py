"""Writing what somebody chose of a file: as the desk does, one version for each record."""

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
        wanted = [change for change in changes if change.number in chosen and not change.problem]
        if not wanted:
            continue
        errors = _errors(record, report.language, wanted, chosen, by)
        refused += [(change, error.messages[0]) for change, error in zip(wanted, errors, strict=True) if error]
        written += errors.count(None)
    return written, refused


def _errors(record, language, changes, chosen, by):
    """Write changes of one record; return the error of each, or None."""
    texts = [(change.segment.key, change.after, chosen[change.number], change.source) for change in changes]
    try:
        with transaction.atomic():
            history.keep(record, by, DeskVersion.Reason.LOADED)
            errors = writing.write_all(record, language, texts, by, Pair.Origin.IMPORTED)
            if None in errors:
                writing.done(record, language, by)
    except ValidationError as error:  # of the record as a whole
        return [error] * len(texts)
    return errors
