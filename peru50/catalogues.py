"""The words of the interface, from the .po files that translators edit to the .mo files that Django reads."""

import os
from pathlib import Path

import polib
from django.conf import settings


def sources(folders=None):
    """Return the .po files in these folders, or all of this site, in order."""
    return sorted(
        path for folder in folders or settings.LOCALE_PATHS for path in Path(folder).glob("*/LC_MESSAGES/*.po")
    )


def compile_stale():
    """Compile each .po file that is newer than its .mo file, without gettext's tools; return those compiled."""
    stale = [source for source in sources() if _is_stale(source)]
    for source in stale:
        _compile(source)
    return stale


def _is_stale(source):
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime


def _compile(source):
    # Written beside and moved into place: somebody may be reading, or compiling, at the same time.
    half = source.with_suffix(f".{os.getpid()}.tmp")
    polib.pofile(str(source)).save_as_mofile(str(half))
    half.replace(source.with_suffix(".mo"))


def problems(catalogue, template):
    """Return (what, msgid) for each word of the template that the catalogue lacks, and what it has too much.

    Both are polib's; the template holds the words that the code and the templates use now.
    """
    used = {(entry.msgctxt, entry.msgid) for entry in template}
    kept = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    found = [("missing", msgid) for context, msgid in used - kept.keys()]
    found += [("not used", msgid) for context, msgid in kept.keys() - used]
    found += [("fuzzy", entry.msgid) for entry in kept.values() if entry.fuzzy]
    found += [("untranslated", entry.msgid) for entry in kept.values() if not entry.fuzzy and not entry.translated()]
    found += [("commented out", entry.msgid) for entry in catalogue.obsolete_entries()]
    return sorted(found)
