"""What a program puts words in place of: each must come back as it is."""

from collections import Counter

from django.utils.translation import gettext as _

from translations.checks.texts import PLACEHOLDER, TAG


def check(translation):
    source, target = _placeholders(translation.source), _placeholders(translation.target)
    for name in source - target:
        yield translation.error("placeholder", _("“%(name)s” is missing.") % {"name": name})
    for name in target - source:
        start = translation.target.words.index(name)
        text = _("“%(name)s” is not in the source.") % {"name": name}
        yield translation.error("placeholder", text, (start, start + len(name)))


def _placeholders(text):
    """Return those of a text, counted; where markup is not read as such, its tags are among them."""
    found = [each[0] for each in PLACEHOLDER.finditer(text.words)]
    return Counter(found if text.is_markup else found + [each[0] for each in TAG.finditer(text.words)])
