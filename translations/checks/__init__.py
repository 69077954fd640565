"""What would be wrong with a translation, said of its text alone: a function per subject, from a Translation to Remarks.

Languages without a row in a subject's tables have only those checks that need none.
"""

from translations.checks import (
    dates,
    lengths,
    links,
    markup,
    names,
    numbers,
    pictures,
    placeholders,
    punctuation,
    spaces,
    words,
)
from translations.checks.remark import ERROR, WARNING, Remark
from translations.checks.texts import Text, Translation

__all__ = ["ERROR", "WARNING", "Remark", "findings"]

SUBJECTS = [placeholders, links, numbers, dates, names, markup, lengths, words, punctuation, spaces]


def findings(language, source_language, source, target, *, is_markup=False, max_length=None, field="", terms=None):
    """Return the Remarks on a translation, errors first; in the interface's language.

    `field` is the key of its segment, `terms` those of the glossary (translations/glossary.py).
    """
    translation = Translation(
        Text(source_language, source, is_markup), Text(language, target, is_markup), field, max_length, terms
    )
    subjects = SUBJECTS if target.strip() else [pictures]
    if source == target and words.is_quoted(translation.source):
        return []
    found = [remark for subject in subjects for remark in subject.check(translation)]
    return sorted(found, key=lambda remark: not remark.is_error)
