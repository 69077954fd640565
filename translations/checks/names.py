"""Names and notions of the glossary: the agreed words are used, and none that is not to be."""

from django.utils.translation import gettext as _

from publishing.stemming import WORD, fold, stems


def check(translation):
    source, target = translation.source, translation.target
    for term in translation.terms:
        right = (*term.preferred, *term.allowed)
        if right and _found(term.source, source, term) and not _found(right, target, term):
            text = _("“%(word)s” is called “%(right)s” here.")
            values = {"word": term.source[0], "right": "”, “".join(term.preferred or term.allowed)}
            yield translation.warning("term", text % values)
        for place in _found(term.forbidden, target, term):
            text = _("The glossary does not want “%(word)s” here.")
            values = {"word": target.words[slice(*place)], "right": "”, “".join(term.preferred)}
            if term.preferred:
                text = _("The glossary does not want “%(word)s” here, but “%(right)s”.")
            yield translation.warning("forbidden", text % values, place)


def _found(words, text, term):
    return places(words, text.words, text.language, term.is_name)


def places(words, text, language, is_name=False):
    """Return [(start, end)] where a text has any of some words or groups of words, in any form; a name as it is.

    Accents make no difference, nor does case, save that what has a capital in the glossary has one in the text.
    """
    tokens = list(WORD.finditer(text))
    forms = _forms(text, language, is_name)
    found = set()
    for word in words:
        wanted, capitals = _forms(word, language, is_name), [each[0].isupper() for each in WORD.findall(word)]
        for first in range(len(forms) - len(wanted) + 1 if wanted else 0):
            run = tokens[first : first + len(wanted)]
            if forms[first : first + len(wanted)] == wanted and not any(
                capital and token[0][0].islower() for capital, token in zip(capitals, run, strict=True)
            ):
                found.add((run[0].start(), run[-1].end()))
    return sorted(found)


def _forms(text, language, is_name):
    return [fold(word) for word in WORD.findall(text)] if is_name else stems(text, language)
