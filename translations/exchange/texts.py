"""What the formats that are plain text, and the tables, have in common."""

import re

from django.utils.translation import gettext as _

from translations.exchange.document import DamagedError, Document, Unit, at

# The last is never empty: of a row, spreadsheets leave out the last cells where these are.
COLUMNS = ("reference", "context", "source", "target", "at most", "state")
_LANGUAGE = re.compile(r"(source|target) \(([\w-]+)\)$")


def decoded(data):
    """Return the text of a file, which is UTF-8, with or without a mark that says so."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _("Line %(number)d") % {"number": data.count(b"\n", 0, error.start) + 1}
        raise DamagedError(at(line, _("this is not UTF-8. Save the file in that encoding."))) from error
    if "\x00" in text:
        raise DamagedError(_("It holds signs that no text has."))
    return text


def rows(document):
    """Yield the rows of a table that says all of a Document, the names of its columns first."""
    yield [
        "reference",
        "context",
        f"source ({document.source_language})",
        f"target ({document.language})",
        "at most",
        "state",
    ]
    for unit in document.units:
        notes = " · ".join(unit.notes)
        yield [unit.reference, notes, unit.source, unit.target, unit.max_length or "", unit.state]


def document(table):
    """Return the Document of [(place, [cells])] of a table, whose first row names the columns."""
    _place, names = next(iter(table), ("", []))
    found, columns = Document("", ""), {}
    for number, name in enumerate(names):
        match = _LANGUAGE.match(name.strip())
        columns[match[1] if match else name.strip()] = number
        if match and match[1] == "source":
            found.source_language = match[2]
        elif match:
            found.language = match[2]
    if not (found.language and found.source_language) or not {"reference", "source", "target"} <= columns.keys():
        raise DamagedError(_("Its first row does not name the columns “reference”, “source (…)” and “target (…)”."))
    for place, cells in table[1:]:
        if any(cells):
            reference, source, target = (
                cells[columns[name]] if columns[name] < len(cells) else "" for name in ("reference", "source", "target")
            )
            found.units.append(Unit(reference.strip(), source, target, place))
    return found
