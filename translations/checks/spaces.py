"""Spaces: those that French and Spanish want before a sign, and those that no language wants."""

import re

from django.utils.translation import gettext as _

from translations.checks.texts import HARD_SPACES, MASK, SPACES

# Signs that want a hard space before them, and after them; a digit on either side makes a time or a ratio of a colon.
BEFORE = {"fr": r"[;!?»%]|:(?!\d)(?!//)", "es": r"(?<=\d)%|(?<=\d[ \u00a0\u202f])%"}
AFTER = {"fr": "«"}
# Signs that no word is parted from, where a language does not say otherwise.
CLOSE = {"fr": r"[,.)\]](?!\w)", None: r"[,.;:!?)\]](?!\w)"}
# A sign after one of these wants no space of its own: "?!", "(!)", "…!".
_NO_SPACE_AFTER = f"!?…([\n{MASK}"
_DOUBLE = re.compile(rf"(?<=\S)[{SPACES}]{{2,}}(?=\S)")


def check(translation):
    yield from _doubled(translation)
    yield from _wanted(translation)
    yield from _unwanted(translation)


def _doubled(translation):
    for found in _DOUBLE.finditer(translation.target.prose):
        yield translation.warning("double_space", _("Two spaces in a row."), found.span())


def _wanted(translation):
    language, prose = translation.target.language, translation.target.prose
    for found in re.finditer(BEFORE.get(language, r"(?!)"), prose):
        before = prose[found.start() - 1] if found.start() else ""
        if before and before not in HARD_SPACES + _NO_SPACE_AFTER:
            text = _("A no-break space is missing before “%(sign)s”.")
            if before.isspace():
                text = _("The space before “%(sign)s” should be a no-break one, or the line may break there.")
            yield translation.warning("space", text % {"sign": found[0]}, found.span())
    for found in re.finditer(AFTER.get(language, r"(?!)"), prose):
        after = prose[found.end() : found.end() + 1]
        if after and after not in HARD_SPACES:
            text = _("A no-break space is missing after “%(sign)s”.")
            if after.isspace():
                text = _("The space after “%(sign)s” should be a no-break one, or the line may break there.")
            yield translation.warning("space", text % {"sign": found[0]}, found.span())


def _unwanted(translation):
    language, prose = translation.target.language, translation.target.prose
    signs = CLOSE.get(language, CLOSE[None])
    for found in re.finditer(rf"(?<=[\w»”’)])[{SPACES}]+({signs})", prose):
        text = _("No space belongs before “%(sign)s”.") % {"sign": found[1]}
        yield translation.warning("space_before", text, found.span())
