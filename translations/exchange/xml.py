"""XML that somebody sends is refused where it declares a type or an entity, before anything is made of it."""

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from translate.misc.xml_helpers import valid_chars_only

from translations.exchange.document import DamagedError, Document, Unit, at

MARKERS = {"mrk"}  # what tools leave around parts of a text, and what says nothing of it


def writable(text):
    """Return a text. Raise ValidationError where it holds signs that no XML can, which a library would leave out."""
    if valid_chars_only(text) != text:
        message = _("A text holds a sign that such a file cannot: “%(start)s …”. Choose PO or CSV.")
        raise ValidationError(message % {"start": valid_chars_only(text)[:40]}, code="sign")
    return text


def check(data):
    """Return the root of what is XML. Raise DamagedError for what is none, or means to harm."""
    try:
        return fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise DamagedError(
            _("It declares a document type or entities, which a file of this kind never needs.")
        ) from error
    except ParseError as error:
        line = _("Line %(number)d") % {"number": error.position[0]}
        raise DamagedError(at(line, _("here it stops being XML; it was cut off or damaged."))) from error
    except (ValueError, LookupError) as error:  # an encoding that is none, or not what it says
        raise DamagedError(_("Its encoding is not the one that it declares.")) from error


def root(data, store_class):
    """Return the root element of a file that a store of translate-toolkit reads."""
    check(data)
    try:
        return store_class.parsestring(data).document.getroot()
    except (AssertionError, StopIteration, ValueError, LookupError, SyntaxError) as error:
        raise DamagedError(_("It is XML, but not XLIFF as it should be.")) from error


def document(languages, units, namespace):
    """Return the Document of [(element, [elements with its parts of source and target])]."""
    if len(languages) != 1:
        raise DamagedError(_("It must be from one language into one other."))
    found = Document(*languages.pop())
    for element, parts in units:
        place = _("Line %(number)d") % {"number": element.sourceline}
        source, target = (_joined(parts, f"{{{namespace}}}{name}", place) for name in ("source", "target"))
        found.units.append(Unit(element.get("id", ""), source, target, place))
    return found


def _joined(parts, tag, place):
    return "".join(_text(each, place) for part in parts for each in part.iterchildren(tag))


def _text(element, place):
    for inner in element.iterdescendants():
        if not isinstance(inner.tag, str) or inner.tag.rpartition("}")[2] not in MARKERS:
            raise DamagedError(at(place, _("this text holds an element that it did not have when it went out.")))
    return "".join(element.itertext())
