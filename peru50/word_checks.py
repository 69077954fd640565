"""What a translated word must share with the original, so that no page breaks where it is shown.

Templates write these words as they are: a sign that means something to HTML may be there only where the original has it.
"""

import re
from collections import Counter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PLACEHOLDER = re.compile(r"%{1,2}\(\w+\)[sd]|%[sd]|\{\w*\}|<\w+:\w+>")
MARKUP = re.compile(r"<[^>]*>|&\w+;|[<>\"]")
ADDRESS = re.compile(r"(?:[a-z0-9-]+|<\w+:\w+>)(?:/(?:[a-z0-9-]+|<\w+:\w+>))*/")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
MOST_TIMES, MOST_MORE = 4, 200  # of the original's length, and characters on top


def cleaned(word, text):
    """Return a form as it is stored, with the blanks at its ends that the original has."""
    text = text.replace("\r\n", "\n").strip()
    start = word.msgid[: len(word.msgid) - len(word.msgid.lstrip())]
    end = word.msgid[len(word.msgid.rstrip()) :]
    return f"{start}{text}{end}" if text else ""


def check(word, forms):
    """Raise ValidationError where the forms of a word cannot be shown."""
    if not all(forms):
        raise ValidationError(_("Fill in every form, or none."), code="forms")
    originals = [word.msgid, word.plural] if word.plural else [word.msgid]
    for form in forms:
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
    if any(each.startswith("%") for each in allowed) and "%" in PLACEHOLDER.sub("", form).replace("%%", ""):
        raise ValidationError(_("Write %% for a percent sign here."), code="placeholders")


def _check_signs(originals, form):
    if CONTROL.search(form):
        raise ValidationError(_("It holds a sign that cannot be shown."), code="signs")
    allowed = [Counter(MARKUP.findall(original)) for original in originals]
    if Counter(MARKUP.findall(form)) not in allowed:
        raise ValidationError(
            _("Keep the markup of the original, and write “ ” or « » for quotation marks."), code="markup"
        )
    if len(form) > MOST_TIMES * max(map(len, originals)) + MOST_MORE:
        raise ValidationError(_("This is far longer than the original."), code="length")
