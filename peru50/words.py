"""The words of the interface as they are changed on the desk, and how every process learns of it.

The rows of InterfaceWord are what counts. They are written into a catalogue of their own, which Django reads before the
others; a stamp beside it tells each process, at the price of asking the disk for its time, to read its words anew.
"""

import fcntl
import gettext
import hashlib
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import polib
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import to_locale, trans_real

from peru50 import catalogues, word_checks
from peru50.visitors_words import is_for_visitors
from publishing import audit, clock, languages
from translations.models import InterfaceWord
from translations.segments import fingerprint

ADDRESS = "address"  # the context of the words that addresses are made of


@dataclass(frozen=True)
class Word:
    """A word in a language: `given` is what its catalogue says, `forms` what it says now; one text for each plural form."""

    msgid: str
    context: str
    plural: str
    given: tuple
    forms: tuple
    note: str = ""
    places: tuple = ()
    is_for_visitors: bool = False

    @property
    def hash(self):
        return hashed(self.context, self.msgid)

    @property
    def is_translated(self):
        return all(self.forms)

    @property
    def is_changed(self):
        return self.forms != self.given

    @property
    def is_address(self):
        return self.context == ADDRESS

    @property
    def seen(self):
        return fingerprint("\n".join(self.forms))

    def in_language(self, code):
        """Return what it says in another language: one text, or one for 1 and one for many."""
        with translation.override(code):
            if not self.plural:
                return [translation.pgettext(self.context, self.msgid) if self.context else _(self.msgid)]
            return [
                translation.npgettext(self.context, self.msgid, self.plural, number)
                if self.context
                else translation.ngettext(self.msgid, self.plural, number)
                for number in (1, 5)
            ]


class ConflictError(ValidationError):
    def __init__(self, stored):
        super().__init__(_("Somebody else changed this word meanwhile."), code="conflict")
        self.stored = stored


def hashed(context, msgid):
    return hashlib.sha256(f"{context}\x04{msgid}".encode()).hexdigest()


# What there is


def all_of(language):
    """Return the Words of a language, in the order of its catalogue."""
    rows = InterfaceWord.objects.filter(language=language).values_list("msgid_hash", "forms")
    changed, found = dict(rows), []
    for entry in catalogue(language):
        context, count = entry.msgctxt or "", len(entry.msgstr_plural)
        given = tuple(entry.msgstr_plural[number] for number in range(count)) if count else (entry.msgstr,)
        given = tuple("" for _form in given) if entry.fuzzy else given
        forms = tuple(changed.get(hashed(context, entry.msgid), given))
        found.append(
            Word(
                entry.msgid,
                context,
                entry.msgid_plural,
                given,
                forms if len(forms) == len(given) else given,
                entry.comment.removeprefix("Translators: "),
                tuple(sorted({place for place, _line in entry.occurrences})),
                is_for_visitors(entry),
            )
        )
    return found


def catalogue(language):
    """Return the catalogue that a language has without what was changed on the desk."""
    path = catalogues.of(language)
    return _read(str(path), path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read(path, _changed):
    return polib.pofile(path, wrapwidth=100_000)


def examples(language):
    """Return for each plural form of a language the first numbers that it goes with, as text."""
    count, form = catalogues.plural_forms(catalogue(language))
    numbers = [*range(201), 1_000_000]
    return [", ".join(str(each) for each in numbers if form(each) == number)[:16] for number in range(count)]


# Changing one


@transaction.atomic
def write(language, word, forms, by=None, seen=None):
    """Let a word say something else in a language; nothing at all, or what its catalogue says, is a change taken back.

    `seen` is the Word.seen that the person was shown: raise ConflictError where it says something else by now. Raise
    ValidationError for what would break a page.
    """
    row = InterfaceWord.objects.select_for_update().filter(language=language, msgid_hash=word.hash).first()
    stored = tuple(row.forms) if row else word.given
    forms = tuple(word_checks.cleaned(word, form) for form in forms)
    if seen is not None and seen != fingerprint("\n".join(stored)) and forms != stored:
        raise ConflictError(stored)
    if forms == stored:
        return
    _check_address(language, word, forms)
    if not any(forms) or forms == word.given:
        InterfaceWord.objects.filter(language=language, msgid_hash=word.hash).delete()
    else:
        word_checks.check(word, forms)
        InterfaceWord.objects.update_or_create(
            language=language,
            msgid_hash=word.hash,
            defaults={
                "context": word.context,
                "msgid": word.msgid,
                "forms": list(forms),
                "by": by,
                "at": clock.now(),
            },
        )
    audit.note(audit.Action.SAVED, None, by, [language], name=word.msgid)
    transaction.on_commit(lambda: publish(language))


def _check_address(language, word, forms):
    """An address that visitors know stays; two pages never have the same."""
    if not word.is_address:
        return
    if language in languages.public():
        raise ValidationError(_("Visitors know this address already: it stays."), code="public")
    others = [each for each in all_of(language) if each.is_address and each.hash != word.hash]
    taken = {_shape(each, each.forms) for each in others} | {"<>/"}  # the last is that of text pages
    if _shape(word, forms) in taken:
        raise ValidationError(_("Another page has this address."), code="taken")


def _shape(word, forms):
    """Return an address as it is in force, with anything for what stands in < >."""
    return re.sub("<.*?>", "<>", forms[0] or word.given[0] or word.msgid)


# Letting every process know


def publish(language):
    """Write the words of a language that were changed where Django reads them, and tell the processes."""
    settings.CHANGED_WORDS.mkdir(parents=True, exist_ok=True)
    with (settings.CHANGED_WORDS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # who writes last has read last
        _write(language)
        _replace(settings.CHANGED_WORDS / "changed", lambda path: path.write_text(str(clock.now())))


def publish_all():
    for language in languages.stored():
        publish(language)


def _write(language):
    path = settings.CHANGED_WORDS / to_locale(language) / "LC_MESSAGES" / "django.mo"
    words = changed(language)
    if words:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, lambda half: words.save_as_mofile(str(half)))
    else:
        path.unlink(missing_ok=True)


def _replace(path, write_to):
    half = path.with_suffix(f".{os.getpid()}.tmp")
    write_to(half)
    half.replace(path)


def changed(language):
    """Return the catalogue of what was changed on the desk."""
    found = polib.POFile()
    found.metadata = catalogue(language).metadata
    for word in all_of(language):
        if word.is_changed:
            texts = {"msgstr_plural": dict(enumerate(word.forms))} if word.plural else {"msgstr": word.forms[0]}
            found.append(
                polib.POEntry(msgctxt=word.context or None, msgid=word.msgid, msgid_plural=word.plural, **texts)
            )
    return found


def whole(language):
    """Return the catalogue of a language with what was changed on the desk."""
    found = polib.pofile(str(catalogues.of(language)), wrapwidth=100_000)
    for entry, word in zip(found, all_of(language), strict=True):
        if entry.msgid_plural:
            entry.msgstr_plural = dict(enumerate(word.forms))
        else:
            entry.msgstr = word.forms[0]
        if word.is_changed and entry.fuzzy:
            entry.flags.remove("fuzzy")
    return found


def _stamp():
    try:
        found = (settings.CHANGED_WORDS / "changed").stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_ino


_known = _stamp()
_reading = Lock()


def refresh():
    """Read the words anew if some process wrote them since; the other threads go on with what they have."""
    global _known
    stamp = _stamp()
    if stamp != _known and _reading.acquire(blocking=False):
        try:
            _read_anew()
            _known = stamp
        finally:
            _reading.release()


def before_job(**kwargs):
    """Let what a job writes, a mail say, be in the words as they are now."""
    refresh()


def _read_anew():
    """Put new catalogues in place of those that this process has read, one by one: no request is ever without."""
    gettext._translations = {}
    read = list(trans_real._translations)
    # The others fall back to the first.
    for language in sorted(read, key=lambda code: code != settings.LANGUAGE_CODE):
        trans_real._translations[language] = trans_real.DjangoTranslation(language)
    trans_real._default = trans_real._translations.get(settings.LANGUAGE_CODE)
