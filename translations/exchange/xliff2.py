"""XLIFF 2.0. Markup goes as text, as in XLIFF 1.2."""

from lxml import etree
from translate.misc.xml_helpers import setXMLspace
from translate.storage.xliff2 import Xliff2File

from translations.exchange import xml
from translations.models import TextState

NAME, EXTENSION, TYPE = "XLIFF 2.0", "xlf", "application/xliff+xml"
NAMESPACE = Xliff2File.namespace
STATES = {TextState.State.TO_REVIEW: "translated", TextState.State.REVIEWED: "reviewed"}


def write(document):
    store = Xliff2File(sourcelanguage=document.source_language, targetlanguage=document.language)
    for unit in document.units:
        made = store.UnitClass(xml.writable(unit.source))
        store.addunit(made)
        made.setid(unit.reference)
        made.target = xml.writable(unit.target)
        made.xmlelement.attrib.clear()  # the library says there how blanks are kept; the standard, on the unit
        made.xmlelement.set("state", STATES.get(unit.state, "initial"))
        setXMLspace(made.getunitelement(), "preserve")
        made.getunitelement().insert(0, _notes(unit))
    return bytes(store)


def _notes(unit):
    notes = etree.Element(f"{{{NAMESPACE}}}notes")
    for text in unit.notes:
        etree.SubElement(notes, f"{{{NAMESPACE}}}note").text = xml.writable(text)
    return notes


def read(data):
    root = xml.root(data, Xliff2File)
    languages = {(root.get("srcLang", ""), root.get("trgLang", ""))}
    # A tool may have cut a text into several segments, with what lies between them, and not translated each of these.
    pieces = (f"{{{NAMESPACE}}}segment", f"{{{NAMESPACE}}}ignorable")
    units = [(each, list(each.iterchildren(*pieces))) for each in root.iter(f"{{{NAMESPACE}}}unit")]
    return xml.document(languages, units, NAMESPACE)
