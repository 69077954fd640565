"""XML that somebody sends is refused where it declares a type or an entity, before anything is made of it."""

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from translate.misc.xml_helpers import valid_chars_only

from translations.exchange.document import DamagedError, Document, Unit, at

MOST_ELEMENTS = 2_000_000  # a library takes some hundred bytes of memory for each, however short
MARKERS = {"mrk"}  # what tools leave around parts of a text, and what says nothing of it


def writable(text):
    """Return a text. Raise ValidationError where it holds signs that no XML can, which a library would leave out."""
    if valid_chars_only(text) != text:
        message = _("A text holds a sign that such a file cannot: “%(start)s …”. Choose PO or CSV.")
        raise ValidationError(message % {"start": valid_chars_only(text)[:40]}, code="sign")
    return text


class _Tags:
    """What is kept of XML that is only looked through: the tag of its root."""

    def __init__(self):
        self.root, self.count = "", 0

    def start(self, tag, attributes):
        self.root = self.root or tag
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise DamagedError(_("It holds far too many elements."))

    def close(self):
        return self.root


def check(data):
    """Return the tag of the root of what is XML. Raise DamagedError for what is none, or means to harm."""
    parser = XMLParser(target=_Tags(), forbid_dtd=True)
    try:
        parser.feed(data)
        return parser.close()
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
        sources, targets = (
            [_said(part, f"{{{namespace}}}{name}", place) for part in parts] for name in ("source", "target")
        )
        if any(targets):
            targets = [target or source for source, target in zip(sources, targets, strict=True)]
        found.units.append(Unit(element.get("id", ""), "".join(sources), "".join(targets), place))
    return found


def _said(part, tag, place):
    found = list(part.iterchildren(tag))
    inner = [each.tag for element in found for each in element.iterdescendants()]
    if len(found) > 1 or any(not isinstance(each, str) or each.rpartition("}")[2] not in MARKERS for each in inner):
        raise DamagedError(at(place, _("this text holds an element that it did not have when it went out.")))
    return "".join(found[0].itertext()) if found else ""
