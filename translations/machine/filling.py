"""A machine's text for whatever is missing of a piece in a language, for somebody to read and to mend."""

from contextlib import suppress

from django.core.exceptions import ValidationError

from translations import freshness, machine, writing
from translations.models import Pair, TextState
from translations.segments import fingerprint

_NOTHING = fingerprint("")


def fill(record, language, by=None, most=None):
    """Write a machine's texts where there are none, `most` of them; return the problem that kept it from any, or ""."""
    missing = [each for each in freshness.judge(record, language) if each.state == TextState.State.MISSING][:most]
    texts = [(each.source, each.segment.is_markup) for each in missing]
    suggestions = machine.suggest_all(record.source_language, language, texts)
    for each, suggestion in zip(missing, suggestions, strict=True):
        if suggestion.text:
            # What somebody wrote meanwhile stays, and so does what is too long to be stored.
            with suppress(ValidationError):
                writing.write(
                    record,
                    language,
                    each.segment.key,
                    suggestion.text,
                    by=by,
                    seen=_NOTHING,
                    source=each.source,
                    origin=Pair.Origin.MACHINE,
                )
    return "" if any(each.text for each in suggestions) else next((each.problem for each in suggestions), "")
