"""CSV. What a spreadsheet would take for a formula goes out behind an apostrophe, and loses it when it comes back."""

import csv
import io
import re

from django.utils.translation import gettext as _

from translations.exchange import texts
from translations.exchange.document import DamagedError, at

NAME, EXTENSION, TYPE = "CSV", "csv", "text/csv"
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def write(document):
    file = io.StringIO(newline="")
    csv.writer(file).writerows([_guarded(cell) for cell in row] for row in texts.rows(document))
    return file.getvalue().encode("utf-8-sig")  # without the mark, Excel takes it for another encoding


def _guarded(cell):
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def read(data):
    text = texts.decoded(data)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)  # which of them, depends on where a spreadsheet was bought
    reader, table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), []
    try:
        for cells in reader:
            place = _("Line %(number)d") % {"number": reader.line_num}
            table.append((place, [cell[1:] if _GUARDED.match(cell) else cell for cell in cells]))
            if any(cells) and len(cells) < len(table[0][1]):
                raise csv.Error("cells are missing")
    except csv.Error as error:
        place = _("Line %(number)d") % {"number": reader.line_num}
        raise DamagedError(at(place, _("here it stops being a table; it was cut off or damaged."))) from error
    return texts.document(table)
