"""Names and notions of the glossary: the agreed words are used, and none that is not to be."""

from django.utils.translation import gettext as _


def check(translation):
    """Ask a translation's `terms`, which are those of translations/glossary.py."""
    terms = translation.terms
    if not terms:
        return
    used = terms.used_in(translation.target.words)
    right = {entry.pk for _start, _end, (entry, usage) in used if usage != "forbidden"}
    for start, end, entry in terms.found_in(translation.source.words):
        words = entry.preferred or entry.allowed
        if words and entry.pk not in right:
            right.add(entry.pk)  # once is enough
            values = {"word": translation.source.words[start:end], "right": "”, “".join(words)}
            is_same = values["word"] in words
            text = _("“%(word)s” is missing.") if is_same else _("“%(word)s” is called “%(right)s” here.")
            yield translation.warning("term", text % values)
    for start, end, (entry, usage) in used:
        if usage == "forbidden":
            values = {"word": translation.target.words[start:end], "right": "”, “".join(entry.preferred)}
            text = _("The glossary does not want “%(word)s” here.")
            if entry.preferred:
                text = _("The glossary does not want “%(word)s” here, but “%(right)s”.")
            yield translation.warning("forbidden", text % values, (start, end))
