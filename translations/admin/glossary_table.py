"""The glossary as a table that is edited elsewhere: a line for each entry, and for each language the words that are
preferred, allowed and forbidden. What a table has no column for, or a line no cell, stays as it is.
"""

import csv
import io
from collections import defaultdict
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from publishing import audit, languages
from publishing.admin.audit import harmless
from translations.models import Term, TermWord

Usage = TermWord.Usage
_BETWEEN = "|"


@dataclass(frozen=True)
class Line:
    """What a line says of an entry: `words` is {(language, usage): texts}; `term` is None for one that is new."""

    term: Term | None
    kind: str
    note: str | None
    words: dict


def _columns():
    """Return {name of a column: (language, usage)}."""
    return {
        code if usage == Usage.PREFERRED else f"{code} {usage}": (code, usage)
        for code in languages.stored()
        for usage in Usage.values
    }


def written():
    """Return the whole glossary as CSV."""
    file, columns = io.StringIO(), _columns()
    table = csv.writer(file)
    table.writerow(["id", "kind", "note", *columns])
    for term in Term.objects.prefetch_related("words"):
        words = defaultdict(list)
        for word in term.words.all():
            words[word.language, word.usage].append(word.text)
        cells = [f" {_BETWEEN} ".join(words[key]) for key in columns.values()]
        table.writerow(map(harmless, [term.pk, term.kind, term.note, *cells]))
    return f"\ufeff{file.getvalue()}"  # without this mark spreadsheets take UTF-8 for something else


def read(content):
    """Return the Lines of a file; raise ValidationError with all that is wrong with it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(_("This is not text in UTF-8. Save the table as “CSV UTF-8”.")) from None
    if "\x00" in text:
        raise ValidationError(_("It holds signs that no text has."))
    head = text.partition("\n")[0]
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        rows = list(table)
    except csv.Error:
        raise ValidationError(_("This is not a table in CSV.")) from None
    columns = [name for name in table.fieldnames or () if name in _columns()]
    unknown = [name for name in table.fieldnames or () if name not in ("id", "kind", "note", *columns)]
    if unknown or not columns:
        text = _("A table has the columns %(known)s. This one has %(found)s.")
        known = ", ".join(["id", "kind", "note", *_columns()])
        raise ValidationError(text % {"known": known, "found": ", ".join(table.fieldnames or "–")})
    return _lines(rows, columns)


def _lines(rows, columns):
    known = {term.pk: term for term in Term.objects.prefetch_related("words")}
    found, errors = [], []
    for number, row in enumerate(rows, 2):
        try:
            line = _line(row, columns, known)
            if line.term and any(line.term is each.term for each in found):
                raise ValidationError(_("there is another line on this entry above."))
            found.append(line)
        except ValidationError as error:
            errors += [_("Line %(number)d: %(what)s") % {"number": number, "what": what} for what in error.messages]
    if errors:
        raise ValidationError(errors)
    return found


def _line(row, columns, known):
    if None in row:
        raise ValidationError(_("more cells than columns."))
    # Spreadsheets leave out the last ones where these are empty.
    cells = {name: _said(cell) for name, cell in row.items() if cell is not None}
    words = {_columns()[name]: [_fitting(word) for word in _words(cells[name])] for name in columns if name in cells}
    note = cells.get("note")
    if note and len(note) > _most(Term, "note"):
        raise ValidationError(_("the note is longer than %(most)d characters.") % {"most": _most(Term, "note")})
    term = _term(cells.get("id"), words, known)
    kind = cells.get("kind") or (term.kind if term else Term.Kind.TERM)
    if kind not in Term.Kind.values:
        raise ValidationError(_("“%(kind)s” is no kind: write “term” or “name”.") % {"kind": kind})
    if not any(words.values()):
        raise ValidationError(_("no word in any language."))
    return Line(term, kind, note, words)


def _term(number, words, known):
    """Return the entry that a line is about, None for a new one."""
    if not number:
        return next((each for each in known.values() if _is_about(each, words)), None)
    if term := known.get(int(number)) if number.isdecimal() and len(number) < 19 else None:
        return term
    raise ValidationError(_("there is no entry %(number)s. Leave “id” empty for a new one.") % {"number": number})


def _most(model, name):
    return model._meta.get_field(name).max_length


def _said(cell):
    """Return what a cell says, without the sign that keeps a spreadsheet from reckoning."""
    text = " ".join(cell.split())
    return text[1:] if text.startswith("'") and harmless(text[1:]) == text else text


def _words(cell):
    return list(dict.fromkeys(filter(None, (word.strip() for word in cell.split(_BETWEEN)))))


def _fitting(word):
    most = _most(TermWord, "text")
    if len(word) > most:
        raise ValidationError(_("“%(word)s…” is longer than %(most)d characters.") % {"word": word[:30], "most": most})
    return word


def _is_about(term, words):
    """Say whether an entry has all preferred words of a line: then it is not added once more."""
    own = {(word.language, word.text) for word in term.words.all()}
    wanted = {(code, text) for (code, usage), texts in words.items() for text in texts if usage == Usage.PREFERRED}
    return bool(wanted) and wanted <= own


@transaction.atomic
def apply(lines, by):
    """Write what the lines say; return how many entries were added, and how many changed."""
    added = changed = 0
    for line in lines:
        is_new = line.term is None
        term = Term.objects.create() if is_new else line.term
        if _has_written(line, term):
            audit.note(audit.Action.ADDED if is_new else audit.Action.SAVED, term, by, name=_name(line))
            added, changed = added + is_new, changed + (not is_new)
    return added, changed


def _name(line):
    return " · ".join(
        text for (_code, usage), texts in line.words.items() for text in texts if usage == Usage.PREFERRED
    )


def _has_written(line, term):
    """Write a line, and say whether it changed anything."""
    own = {"kind": line.kind} | ({} if line.note is None else {"note": line.note})
    differs = any(getattr(term, name) != value for name, value in own.items())
    for name, value in own.items():
        setattr(term, name, value)
    stored = {(word.language, word.text): word for word in term.words.all()}
    wanted = {(code, text): usage for (code, usage), texts in line.words.items() for text in texts}
    for key in stored.keys() - wanted.keys():
        if (stored[key].language, stored[key].usage) in line.words:
            stored[key].delete()
            differs = True
    for (code, text), usage in wanted.items():
        if (word := stored.get((code, text))) is None or word.usage != usage:
            TermWord.objects.update_or_create(term=term, language=code, text=text, defaults={"usage": usage})
            differs = True
    if differs:
        term.save()
    return differs
