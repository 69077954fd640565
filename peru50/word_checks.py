"""What a translated word must share with the original, so that no page breaks where it is shown.

Templates write these words as they are: a sign that means something to HTML may be there only where the original has it.
"""

import re
from collections import Counter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PLACEHOLDER = re.compile(r"%{1,2}\(\w+\)[sd]|%[sd]|\{\w*\}|<\w+:\w+>")
# What means something to HTML, or to str.format, which would read what an object hides: "{link.__class__}".
MARKUP = re.compile(r"<[^<>]*>|&#?\w+;|\{\w*\}|[<>\"{}]")
ADDRESS = re.compile(r"(?:[a-z0-9-]+|<\w+:\w+>)(?:/(?:[a-z0-9-]+|<\w+:\w+>))*/")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
MOST_TIMES, MOST_MORE = 4, 200  # of the original's length, and characters on top


def cleaned(word, text):
    """Return a form as it is stored, with the blanks at its ends that the original has."""
    text = text.replace("\r\n", "\n").strip()
    if "\n" not in word.msgid:  # it may be the subject of a mail, which is one line
        text = text.replace("\n", " ")
    start = word.msgid[: len(word.msgid) - len(word.msgid.lstrip())]
    end = word.msgid[len(word.msgid.rstrip()) :]
    return f"{start}{text}{end}" if text else ""


def check(word, forms):
    """Raise ValidationError where the forms of a word cannot be shown."""
    if not all(forms):
        raise ValidationError(_("Fill in every form, or none."), code="forms")
    originals = [word.msgid, word.plural] if word.plural else [word.msgid]
    for form in forms:
        _check_length(originals, form)
        _check_placeholders(originals, form)
        _check_signs(originals, form)
        if word.is_address and not ADDRESS.fullmatch(form):
            raise ValidationError(
                _("An address is made of a-z, 0-9, - and ends in /; what stands in < > stays as it is."), code="address"
            )


def _check_placeholders(originals, form):
    """A form of a plural may leave out the number, where the original does."""
    counts = [Counter(PLACEHOLDER.findall(original)) for original in originals]
    found = Counter(PLACEHOLDER.findall(form))
    needed = set.intersection(*map(set, counts))
    allowed = set().union(*counts)
    if lacking := sorted(needed - found.keys()):
        raise ValidationError(_("%(names)s must stay in it.") % {"names": ", ".join(lacking)}, code="placeholders")
    if foreign := sorted(found.keys() - allowed):
        raise ValidationError(_("%(names)s means nothing here.") % {"names": ", ".join(foreign)}, code="placeholders")
    _check_percent_signs(originals, form)


def _check_percent_signs(originals, form):
    """Templates put values into a text even where it has no place for any: then no sign for one may be there."""
    if "%" not in "".join(originals) and "%" in form:
        raise ValidationError(_("%(names)s means nothing here.") % {"names": "%"}, code="placeholders")
    if not any(_has_bare_sign(original) for original in originals) and _has_bare_sign(form):
        raise ValidationError(_("Write %% for a percent sign here."), code="placeholders")


def _has_bare_sign(text):
    return "%" in PLACEHOLDER.sub("", text).replace("%%", "")


def _check_signs(originals, form):
    if CONTROL.search(form):
        raise ValidationError(_("It holds a sign that cannot be shown."), code="signs")
    allowed = [Counter(MARKUP.findall(original)) for original in originals]
    if Counter(MARKUP.findall(form)) not in allowed:
        raise ValidationError(
            _("Keep the markup of the original, and write “ ” or « » for quotation marks."), code="markup"
        )


def _check_length(originals, form):
    if len(form) > MOST_TIMES * max(map(len, originals)) + MOST_MORE:
        raise ValidationError(_("This is far longer than the original."), code="length")
