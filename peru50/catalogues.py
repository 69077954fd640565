"""The words of the interface, from the .po files that translators edit to the .mo files that Django reads."""

import os
import re
from gettext import c2py
from pathlib import Path

import django
import polib
from babel import Locale, UnknownLocaleError
from babel.plural import to_gettext
from django.conf import settings
from django.utils.translation import to_locale

DJANGO = Path(django.__file__).parent


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
    words = polib.pofile(str(source))
    if source in map(of_site, settings.ADDED_LANGUAGES):
        _speak_english(words)
    # Written beside and moved into place: somebody may be reading, or compiling, at the same time.
    half = source.with_suffix(f".{os.getpid()}.tmp")
    words.save_as_mofile(str(half))
    half.replace(source.with_suffix(".mo"))


# Languages that the site added


def of_site(code):
    """Return where the words of an added language are kept."""
    return settings.ADDED_WORDS / to_locale(code) / "LC_MESSAGES" / "django.po"


def of(code):
    """Return where the words of a language are kept that the site came with, or that was added."""
    return of_site(code) if code in settings.ADDED_LANGUAGES else _of_ours(code)


def _of_ours(code):
    return settings.BASE_DIR / "locale" / to_locale(code) / "LC_MESSAGES" / "django.po"


def refresh(code):
    """Let an added language have all words of the interface as it is now; what was translated stays.

    A new one begins with what Django has of them.
    """
    path = of_site(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = polib.pofile(str(path)) if path.exists() else _beginning(code)
    translated = {(entry.msgctxt, entry.msgid): entry for entry in kept}
    words = polib.POFile()
    words.metadata = kept.metadata
    for entry in template(code):
        word = translated.get((entry.msgctxt, entry.msgid)) or _blank(entry, plural_forms(words)[0])
        word.comment, word.occurrences = entry.comment, entry.occurrences  # where it is said now
        words.append(word)
    if code.partition("-")[0] == "en":
        _speak_english(words)
    half = path.with_suffix(f".{os.getpid()}.tmp")
    words.save(str(half))
    half.replace(path)


def template(code):
    """Return the words that a language needs: ours, and those of Django's that visitors see, if it knows it not."""
    words = list(polib.pofile(str(_of_ours("nl"))))
    if not _of_django(code):
        ours = {(entry.msgctxt, entry.msgid) for entry in words}
        django_words = polib.pofile(str(DJANGO / "conf" / "locale" / "en" / "LC_MESSAGES" / "django.po"))
        words += [
            entry for entry in django_words if (entry.msgctxt, entry.msgid) not in ours and not _names_a_language(entry)
        ]
    return words


def missing(code):
    """Return the words of the interface that an added language lacks."""
    return [entry for entry in polib.pofile(str(of_site(code))) if not entry.translated()]


def _names_a_language(entry):
    return all(file == "conf/global_settings.py" for file, _line in entry.occurrences)


def _of_django(code):
    """Return Django's own catalogues in a language."""
    return sorted(DJANGO.glob(f"**/locale/{to_locale(code)}/LC_MESSAGES/django.po"))


def _beginning(code):
    """Return what Django has in a language, with the rule for its plurals."""
    known = [polib.pofile(str(path)) for path in _of_django(code)]
    found = polib.POFile()
    rule = known[0].metadata["Plural-Forms"] if known else _plurals(code)
    found.metadata = {
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": rule,
    }
    for words in known:
        if words.metadata.get("Plural-Forms", rule) == rule:
            found.extend(entry for entry in words if entry.translated())
    return found


def _plurals(code):
    try:
        rule = to_gettext(Locale.parse(to_locale(code)).plural_form)
    except UnknownLocaleError:
        return "nplurals=2; plural=(n != 1);"
    # Which number an "e" is, as in 1.5e6, gettext does not know; in numbers that are written out it is 0.
    return re.sub(r"\be\b", "0", rule)


def _blank(entry, forms):
    if not entry.msgid_plural:
        return polib.POEntry(msgctxt=entry.msgctxt, msgid=entry.msgid, flags=entry.flags)
    return polib.POEntry(
        msgctxt=entry.msgctxt,
        msgid=entry.msgid,
        msgid_plural=entry.msgid_plural,
        msgstr_plural=dict.fromkeys(range(forms), ""),
        flags=entry.flags,
    )


def plural_forms(words):
    """Return how many forms a word can have, and the function that tells which one goes with a number."""
    count, _separator, rule = words.metadata["Plural-Forms"].partition(";")
    return int(count.partition("=")[2]), c2py(rule.strip().removeprefix("plural=").rstrip(";"))


def _speak_english(words):
    """Give what is not translated yet in English: Django would give it in Dutch, which says less to most."""
    count, form = plural_forms(words)
    for entry in words:
        if not entry.translated():
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
            entry.msgstr = "" if entry.msgid_plural else entry.msgid
            plural = dict.fromkeys(range(count), entry.msgid_plural)
            if count > 1:
                plural[form(1)] = entry.msgid
            entry.msgstr_plural = plural if entry.msgid_plural else {}


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
