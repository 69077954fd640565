"""The texts of records, made ready to go to outsiders."""

from django.utils.translation import gettext as _

from translations import freshness, segments
from translations.exchange.document import Document, Reference, Unit, mark
from translations.freshness import State

MOST_IN_A_FILE = 2000  # which one request can write when it comes back
TO_DO = {State.MISSING, State.IN_PROGRESS, State.OUTDATED}


def documents(records, language, to_do=False):
    """Return Documents of these records, or of what there is `to_do` in them: for each source language one, or several."""
    found = {}
    for record in records:
        judgements = freshness.judge(record, language) if record.source_language != language else []
        chosen = [each for each in judgements if not to_do or each.state in TO_DO]
        files = found.setdefault(record.source_language, [[]])
        if len(files[-1]) + len(chosen) > MOST_IN_A_FILE:
            files.append([])
        files[-1] += [(record, each) for each in chosen]
    return [_document(code, language, texts) for code, files in sorted(found.items()) for texts in files if texts]


def _document(source_language, language, texts):
    document = Document(source_language, language)
    for number, (record, judged) in enumerate(texts, 1):
        model, _number = segments.identity(record)
        own = (f"{number}.{len(texts)}", model, str(record.uuid), judged.segment.key)
        reference = Reference(*own, mark(*own, source_language, language, judged.source))
        document.units.append(
            Unit(
                reference=str(reference),
                source=judged.source,
                target=judged.target,
                state=judged.state,
                notes=_notes(record, judged),
                max_length=judged.segment.field.max_length,
            )
        )
    return document


def _notes(record, judged):
    notes = [f"{record._meta.verbose_name} “{record}”: {judged.segment.label}"]
    if judged.state == State.OUTDATED:
        notes.append(_("Translated when the source said: %(text)s") % {"text": judged.pair.source_text})
    return tuple(notes)
