"""Lengths: what fits, and what is so short or long that something may be missing or too much."""

from django.utils.translation import gettext as _

from publishing.checks import LONGEST_TITLE

# How many times as long, or as short, a translation of some length may be as its source.
MOST_TIMES = 2.2
LONG_ENOUGH = 60


def check(translation):
    length, before = len(translation.target.words), len(translation.source.words)
    most = translation.max_length
    if most and len(translation.target.given) > most:
        text = _("%(length)d characters: at most %(most)d fit here.")
        yield translation.error("too_long", text % {"length": len(translation.target.given), "most": most})
    elif translation.field == "title" and length > LONGEST_TITLE:
        text = _("The title has %(length)d characters. From %(most)d on, search engines and cards cut it off.")
        yield translation.warning("long_title", text % {"length": length, "most": LONGEST_TITLE})
    if before >= LONG_ENOUGH and length * MOST_TIMES < before:
        yield translation.warning("much_shorter", _("Much shorter than the source: something may be missing."))
    elif length >= LONG_ENOUGH and length > before * MOST_TIMES:
        yield translation.warning("much_longer", _("Much longer than the source: something may be too much."))
