"""XLIFF 1.2. Markup goes as text: every tool keeps it to the letter, and shows it or hides it as its user likes."""

from translate.storage.xliff import Xliff1File

from translations.exchange import xml
from translations.models import TextState

NAME, EXTENSION, TYPE = "XLIFF 1.2", "xlf", "application/x-xliff+xml"
NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
STATES = {
    TextState.State.MISSING: "new",
    TextState.State.IN_PROGRESS: "needs-translation",
    TextState.State.OUTDATED: "needs-adaptation",
    TextState.State.TO_REVIEW: "translated",
    TextState.State.REVIEWED: "final",
}


class Store(Xliff1File):
    namespace = NAMESPACE
    XMLskeleton = f"""<xliff version="1.2" xmlns="{NAMESPACE}">
        <file original="peru50" datatype="htmlbody"><body></body></file></xliff>"""


def write(document):
    store = Store(sourcelanguage=document.source_language, targetlanguage=document.language)
    for unit in document.units:
        made = store.UnitClass(xml.writable(unit.source))
        made.setid(unit.reference)
        store.addunit(made)
        made.target = xml.writable(unit.target)
        made.target_dom.set("state", STATES[unit.state])
        made.markapproved(unit.state == TextState.State.REVIEWED)
        if unit.max_length:
            made.xmlelement.set("maxwidth", str(unit.max_length))
            made.xmlelement.set("size-unit", "char")
        for note in unit.notes:
            made.addnote(xml.writable(note))
    return bytes(store)


def read(data):
    root = xml.root(data, Xliff1File)
    files = list(root.iterchildren(f"{{{NAMESPACE}}}file"))
    languages = {(each.get("source-language", ""), each.get("target-language", "")) for each in files}
    units = [(each, [each]) for each in root.iter(f"{{{NAMESPACE}}}trans-unit")]
    return xml.document(languages, units, NAMESPACE)
