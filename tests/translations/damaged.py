"""Files that must be refused whole, made by code from one that is right: {name: (how it is made, what the report says)}."""

import datetime as dt
import io
import zipfile

import openpyxl

BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
    <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><xliff version="1.2">&c;</xliff>"""
STEALS = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2">&f;</xliff>'


def cut_off(data):
    return data[: len(data) * 2 // 3]


def up_to(words):
    return lambda data: data[: data.index(words.encode())]


def replaced(old, new, count=1):
    def damage(data):
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), count)

    return damage


def without_last_unit(data):
    start, end = data.rindex(b"<trans-unit"), data.rindex(b"</trans-unit>") + len(b"</trans-unit>")
    return data[:start] + data[end:]


def with_last_unit_twice(data):
    start, end = data.rindex(b"<trans-unit"), data.rindex(b"</trans-unit>") + len(b"</trans-unit>")
    return data[:end] + data[start:end] + data[end:]


def in_workbook(change):
    def damage(data):
        book = openpyxl.load_workbook(io.BytesIO(data))
        change(book.active)
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    return damage


def with_member(name, content):
    def damage(data):
        file = io.BytesIO(data)
        with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
            package.writestr(name, content)
        return file.getvalue()

    return damage


def with_translation(value, **more):
    def change(sheet):
        cell = sheet.cell(2, 4)
        cell.value = value
        for name, given in more.items():
            setattr(cell, name, given)

    return in_workbook(change)


def packed_by(method, damage):
    def change(data):
        file = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(file, "w", method) as other:
            for name in package.namelist():
                other.writestr(name, package.read(name))
        return damage(file.getvalue())

    return change


def overwritten(data):
    return data[:70] + bytes(200) + data[270:]


FILES = {
    "an XML bomb": ("xliff-1.2", lambda data: BOMB, "declares a document type"),
    "an entity that reads a file": ("xliff-1.2", lambda data: STEALS, "declares a document type"),
    "XLIFF 1.2 that was cut off": ("xliff-1.2", cut_off, "stops being XML"),
    "XLIFF 2.0 that was cut off": ("xliff-2.0", cut_off, "stops being XML"),
    "other XML": ("xliff-1.2", lambda data: b"<html/>", "no XLIFF"),
    "a picture with another name": ("xlsx", lambda data: b"\x89PNG\r\n\x1a\n" + bytes(200), "no workbook"),
    "an empty file": ("po", lambda data: b"\n", "empty"),
    "a text that is missing": ("xliff-1.2", without_last_unit, "Text 3 of 3 is missing"),
    "a text that is there twice": ("xliff-1.2", with_last_unit_twice, "Text 3 is in it more than once"),
    "a row that is missing": ("csv", lambda data: data[: data.index(b"\r\n2.")] + b"\r\n", "is missing"),
    "another language": ("xliff-1.2", replaced('target-language="es"', 'target-language="fr"'), "not as it was"),
    "a language that is not here": ("po", replaced("Language: es", "Language: de"), "does not have"),
    "a source that was changed": ("xliff-2.0", replaced("<source>Article", "<source>Artikel"), "not as it was"),
    "a reference that was changed": ("csv", replaced(":title:", ":lead:"), "not as it was"),
    "a text without a reference": ("po", replaced('"1.3:', '"x:'), "reference"),
    "another encoding": ("csv", lambda data: data.decode("utf-8-sig").encode("cp1252", "replace"), "not UTF-8"),
    "an encoding that it does not have": ("xliff-1.2", replaced('encoding="UTF-8"', 'encoding="ASCII"'), "XML"),
    "PO that is none": ("po", replaced('msgstr ""', "msgstring"), "no PO file"),
    "an open quotation mark": ("csv", up_to("toen"), "cut off or damaged"),
    "no names of columns": ("csv", replaced("source (nl)", "source"), "does not name the columns"),
    "a formula": (
        "xlsx",
        with_translation('=HYPERLINK("https://example.org/")'),
        "Row 2: there is a formula in column D",
    ),
    "a date": ("xlsx", with_translation(dt.date(2015, 5, 1)), "Row 2"),
    "a share, of which a number is left": ("xlsx", with_translation(0.5, number_format="0%"), "Row 2"),
    "a number without its thousands": ("xlsx", with_translation(30000, number_format="#,##0"), "Row 2"),
    "what a spreadsheet cannot reckon": ("xlsx", with_translation("#NAME?", data_type="e"), "Row 2"),
    "macros": ("xlsx", with_member("xl/vbaProject.bin", b"x"), "macros"),
    "parts of other files": ("xlsx", with_member("xl/embeddings/x.bin", b"x"), "other files"),
    "a ZIP bomb": ("xlsx", with_member("xl/media/x.bin", bytes(30_000_000)), "far too large"),
    "an XML bomb in a workbook": ("xlsx", with_member("xl/worksheets/sheet2.xml", BOMB), "declares a document type"),
    "a workbook that was cut off": ("xlsx", cut_off, "no workbook"),
    "a workbook without its beginning": ("xlsx", lambda data: data[3:], "no workbook"),
    "a damaged one, packed by bzip2": ("xlsx", packed_by(zipfile.ZIP_BZIP2, overwritten), "no workbook"),
    "a damaged one, packed by LZMA": ("xlsx", packed_by(zipfile.ZIP_LZMA, overwritten), "no workbook"),
    "markup that is broken": ("xliff-1.2", replaced("&lt;/p&gt;</target>", "</target>"), "markup is broken"),
    "a script": ("po", replaced("<p>Palabras</p>", "<p>x</p><script>alert(1)</script>"), "markup is broken"),
    "two translations of one text": (
        "xliff-2.0",
        replaced("</target>", "</target><target>Otra</target>"),
        "an element that it did not have",
    ),
    "an element in a text": ("xliff-1.2", replaced("Dijo", '<x id="1"/>Dijo'), "an element that it did not have"),
}
