"""PO, as gettext's tools know it: the reference is the message's context."""

from tempfile import NamedTemporaryFile

import polib
from django.utils.translation import gettext as _

from translations.exchange.document import DamagedError, Document, Unit
from translations.exchange.texts import decoded
from translations.models import TextState

NAME, EXTENSION, TYPE = "PO (gettext)", "po", "text/x-gettext-translation"
NOT_FINISHED = {TextState.State.IN_PROGRESS, TextState.State.OUTDATED}


def write(document):
    file = polib.POFile()
    file.metadata = {
        "Project-Id-Version": "peru50",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": document.language,
        "X-Source-Language": document.source_language,
    }
    for unit in document.units:
        limit = [_("At most %(most)d characters.") % {"most": unit.max_length}] if unit.max_length else []
        flags = ["fuzzy"] if unit.target and unit.state in NOT_FINISHED else []
        comment = "\n".join((*unit.notes, *limit))
        file.append(
            polib.POEntry(msgctxt=unit.reference, msgid=unit.source, msgstr=unit.target, comment=comment, flags=flags)
        )
    return str(file).encode()


def read(data):
    # From a file: what polib is given as a string, it takes apart at signs that are no ends of lines.
    with NamedTemporaryFile("w", suffix=".po", encoding="utf-8", newline="") as copy:
        copy.write(decoded(data))
        copy.flush()
        try:
            file = polib.pofile(copy.name, encoding="utf-8")
        except (OSError, ValueError, IndexError) as error:
            reason = str(error).replace(copy.name, "").strip()
            raise DamagedError(_("It is no PO file: %(reason)s") % {"reason": reason}) from error
    found = Document(file.metadata.get("X-Source-Language", ""), file.metadata.get("Language", ""))
    for entry in file:
        if not entry.obsolete:
            place = _("Line %(number)d") % {"number": entry.linenum}
            found.units.append(Unit(entry.msgctxt or "", entry.msgid, entry.msgstr, place))
    return found
