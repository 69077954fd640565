"""XLSX. Every text is kept a text, whatever it begins with; what is none when it comes back is refused."""

import io
import zipfile
from pathlib import PurePosixPath

import openpyxl
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.styles import Alignment, Font, Protection

from publishing import languages
from translations.exchange import texts, xml
from translations.exchange.document import MOST_UNITS, DamagedError, at

NAME, EXTENSION = "XLSX (Excel, LibreOffice)", "xlsx"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_IN_A_CELL = 32_767
MOST_UNPACKED = 100 * 1024 * 1024
PACKED_AT_MOST = 200  # times: no honest table is packed tighter
FOREIGN = ("vbaproject", "macrosheets", "embeddings", "activex", "externallinks", "ctrlprops")
TEXT = "@"  # how a spreadsheet calls it
WIDTHS = {"A": 14, "B": 34, "C": 60, "D": 60, "E": 9, "F": 12}


def write(document):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = f"{document.source_language} {document.language}"
    for number, row in enumerate(texts.rows(document), 1):
        for column, value in enumerate(row, 1):
            _fill(sheet.cell(number, column), value)
    for row in sheet.iter_rows(min_row=2, min_col=4, max_col=4):
        row[0].protection = Protection(locked=False)
        if languages.is_right_to_left(document.language):
            row[0].alignment = Alignment(wrap_text=True, vertical="top", readingOrder=2)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, width in WIDTHS.items():
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    # Only translations are to be changed; columns and rows may be made wider.
    sheet.protection.enable()
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(cell, value):
    if isinstance(value, str) and len(value) > MOST_IN_A_CELL:
        raise ValidationError(
            _("A text is longer than a cell of a spreadsheet holds. Choose another kind of file."), code="too_long"
        )
    cell.value = xml.writable(value) if isinstance(value, str) else value
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix, cell.number_format = True, TEXT  # so that it stays one where somebody edits it


def read(data):
    _check(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its size need not be true
        rows = list(sheet.iter_rows(max_row=MOST_UNITS + 2, max_col=len(texts.COLUMNS)))
    except Exception as error:  # openpyxl fails in many ways
        raise DamagedError(_("It is no workbook, or a damaged one.")) from error
    table = []
    for number, row in enumerate(rows, 1):
        place = _("Row %(number)d") % {"number": number}
        table.append((place, [_text(cell, place) for cell in row]))
    return texts.document(table)


def _text(cell, place):
    if cell.value is None:
        return ""
    if cell.data_type == "f":
        raise DamagedError(at(place, _("there is a formula in column %(column)s.") % {"column": cell.column_letter}))
    if not _is_as_written(cell):
        message = _(
            "what stands in column %(column)s is no text. A spreadsheet may have made a date or a number of it."
        )
        raise DamagedError(at(place, message % {"column": cell.column_letter}))
    return str(cell.value).replace("_x000D_", "\r")  # as Excel writes it


def _is_as_written(cell):
    """Say whether a cell says what was typed, as far as one can tell: of “50 %” and “12,5” a number keeps less."""
    if cell.data_type == "n":
        return isinstance(cell.value, int) and cell.number_format in (TEXT, "General", "0")
    return cell.data_type == "s"


def _check(data):
    """Raise DamagedError for a package that means to harm, before a library opens it."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        sizes = [(each.file_size, each.compress_size) for each in package.infolist()]
        if sum(size for size, _packed in sizes) > MOST_UNPACKED or any(
            size > PACKED_AT_MOST * max(packed, 1024) for size, packed in sizes
        ):
            raise DamagedError(_("Unpacked, it would be far too large."))
        for name in package.namelist():
            if any(word in name.lower() for word in FOREIGN):
                raise DamagedError(_("It holds macros, or parts of other files: “%(name)s”.") % {"name": name})
            if PurePosixPath(name).suffix in (".xml", ".rels"):
                xml.check(package.read(name))
    except DamagedError:
        raise
    except Exception as error:  # so does zipfile
        raise DamagedError(_("It is no workbook, or a damaged one.")) from error
