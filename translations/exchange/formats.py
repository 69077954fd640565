"""The kinds of file that go to outsiders, and which of them a file is that comes back."""

from django.utils.translation import gettext as _

from translations.exchange import comma_separated, po, workbook, xliff1, xliff2, xml
from translations.exchange.document import MOST_UNITS, DamagedError

FORMATS = {"xliff-1.2": xliff1, "xliff-2.0": xliff2, "po": po, "xlsx": workbook, "csv": comma_separated}
LARGEST = 20 * 1024 * 1024
ENDS = {".po": po, ".xlsx": workbook, ".csv": comma_separated}
XLIFF = {f"{{{each.NAMESPACE}}}xliff": each for each in (xliff1, xliff2)}


def read(name, data):
    """Return the Document of a file as it was sent. Raise DamagedError where it is none."""
    if len(data) > LARGEST:
        raise DamagedError(_("It is too large: %(most)d MB at most.") % {"most": LARGEST // 1024 // 1024})
    if not data.strip():
        raise DamagedError(_("It is empty."))
    document = _format(name.lower(), data).read(data)
    if not document.units:
        raise DamagedError(_("It holds no texts."))
    if len(document.units) > MOST_UNITS:
        raise DamagedError(_("It holds too many texts: %(most)d at most.") % {"most": MOST_UNITS})
    return document


def _format(name, data):
    for end, found in ENDS.items():
        if name.endswith(end):
            return found
    if name.endswith((".xlf", ".xliff")):
        tag = xml.check(data)
        if tag in XLIFF:
            return XLIFF[tag]
        raise DamagedError(_("It is no XLIFF 1.2 or 2.0."))
    raise DamagedError(_("Files that can be read end in .xlf, .xliff, .po, .xlsx or .csv."))
