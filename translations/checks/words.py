"""Words: one written twice, and text that is not in the language it should be in."""

import re

from django.utils.translation import gettext as _

from publishing import languages
from publishing.stemming import WORD

# Small words that tell a language; those of several are named in each, so that they tell none.
FUNCTION_WORDS = {
    "nl": "aan jaar jaren als bij dat de den deze die door dit een en er haar het hij hun ik in is je maar meer met naar niet nog of ook om ons op over te tot uit van voor waar was wat we werd wie wordt ze zijn zo",
    "es": "a año años al ante como con cuando de del desde donde el ella en entre era es esta este fue ha hay la las le lo los más muy no o para pero por que se según ser si sin sobre son su sus también tiene un una y ya",
    "fr": "a à an ans année années au aux avec ce ces cette comme dans de des dont du elle en est et être il ils je la le les leur leurs lui mais ne nous on ont ou où par pas plus pour qu que qui sa sans se ses son sont sur un une vous",
    "en": "a an and are as at be by but for from has have he her his in is it its not of on or she that the their they this to was we were which with year years you",
    "de": "jahr jahre jahren als am an auch auf aus bei das dem den der des die dies durch ein eine einer er es für hat ich im in ist mit nach nicht noch oder sein sich sie sind über um und uns von war wie wir zu zum zur",
}
_SMALL = {code: set(words.split()) for code, words in FUNCTION_WORDS.items()}
# Parts of names, which stay as they are.
_NAME_PARTS = "de del der den des du di da e el het la las le les los of the van von y et en"
_IN_NAMES = set(_NAME_PARTS.split())
# A sentence says enough to tell its language with so many words, and so many small ones of it more than of the right one.
_ENOUGH_WORDS = 5
_ENOUGH_SMALL = 2
# Such a word may well follow on itself: "nous nous sommes", "dat dat".
REPEATABLE = {"fr": {"nous", "vous"}, "nl": {"dat", "die", "is"}, "es": {"no", "muy"}}
_REPEATED = re.compile(r"\b([^\W\d_]+)\s+(\1)\b", re.IGNORECASE)
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”")


def check(translation):
    yield from _repeated(translation)
    yield from _untranslated(translation)


def _repeated(translation):
    source = {found[1].casefold() for found in _REPEATED.finditer(translation.source.prose)}
    allowed = REPEATABLE.get(translation.target.language, set())
    for found in _REPEATED.finditer(translation.target.prose):
        word = found[1].casefold()
        if word not in source and word not in allowed and found[1][0].isupper() == found[2][0].isupper():
            yield translation.warning("repeated", _("“%(word)s” twice in a row.") % {"word": found[1]}, found.span(2))


def _untranslated(translation):
    source, target = translation.source, translation.target
    if target.prose.strip() == source.prose.strip():
        if not is_quoted(source) and _says_something(target.prose, source.language):
            yield translation.warning("untranslated", _("The same as the source: it looks untranslated."))
        return
    left, foreign = set(source.sentences), {_other_language(each, source.language) for each in source.sentences}
    place = 0
    for sentence in target.sentences:
        place = target.prose.index(sentence, place)
        span = (place, place + len(sentence))
        if sentence in left and _says_something(sentence, source.language):
            yield translation.warning("untranslated", _("This sentence is the same as in the source."), span)
            continue
        other = _other_language(_QUOTED.sub(" ", sentence), target.language)
        if other and other not in foreign:
            text = _("This sentence looks like %(language)s.") % {"language": languages.native_name(other)}
            yield translation.warning("untranslated", text, span)


def is_quoted(source):
    """Say whether a text is not in its own language: the title of a film, a saying. It may well stay as it is."""
    return _other_language(source.prose, source.language) is not None


def _says_something(text, language):
    """Say whether a text has words of a language, and not only names and figures."""
    words = [word for word in WORD.findall(text) if word[0].islower() and word not in _IN_NAMES]
    return any(len(word) > 3 or word in _SMALL.get(language, ()) for word in words)


def _other_language(sentence, language):
    """Return the language that a sentence is in rather than in this one, or None."""
    words = [word.casefold() for word in WORD.findall(sentence)]
    if language not in _SMALL or len(words) < _ENOUGH_WORDS:
        return None
    counts = {code: sum(word in small for word in words) for code, small in _SMALL.items()}
    best = max(counts, key=counts.get)
    return best if counts[best] >= counts[language] + _ENOUGH_SMALL else None
