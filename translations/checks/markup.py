"""Markup: the translation is built as its source is."""

import re
from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from translations.checks.texts import TAG

STRUCTURE = {
    "h3": gettext_lazy("headings"),
    "h4": gettext_lazy("smaller headings"),
    "ul": gettext_lazy("lists"),
    "ol": gettext_lazy("numbered lists"),
    "li": gettext_lazy("items of lists"),
    "p": gettext_lazy("paragraphs"),
}
# Emphasis may be said by quotation marks, and small figures have signs of their own.
EMPHASIS = re.compile(r"<(?:strong|em)\b|[«“„\"]", re.IGNORECASE)
SMALL = re.compile(r"<su[bp]\b|[₀-₉⁰¹²³⁴-⁹ªº]", re.IGNORECASE)


def check(translation):
    if not translation.source.is_markup:
        return
    source, target = translation.source.given, translation.target.given
    before, after = _tags(source), _tags(target)
    for tag, name in STRUCTURE.items():
        if before[tag] != after[tag]:
            text = _("Other number of %(name)s: %(source)d in the source, %(target)d here.")
            values = {"name": name, "source": before[tag], "target": after[tag]}
            yield translation.warning("structure", text % values)
    if (before["strong"] or before["em"]) and not EMPHASIS.search(target):
        yield translation.warning("emphasis", _("Words that stand out in the source do not stand out here."))
    if before["sub"] and not SMALL.search(target):
        yield translation.warning("emphasis", _("A small lowered figure of the source is not one here."))


def _tags(html):
    return Counter(found[1].lower() for found in TAG.finditer(html) if not found[0].startswith("</"))
