"""Words as search compares them: without case, accents and endings, the same on every database."""

import re
import unicodedata
from functools import cache, lru_cache
from threading import Lock

import snowballstemmer

WORD = re.compile(r"[^\W_]+", re.UNICODE)
# Where an apostrophe within a word is a letter of it: in Aymara, Guaraní and the Quechuas. It is typed as any of these.
_GLOTTAL = ("ay", "gn", "qu", "quy", "quz")
_APOSTROPHE = re.compile(r"(?<=\w)['’‘´`](?=\w)")
# A stemmer works on one word at a time, which it keeps in itself.
_alone = Lock()
# The snowball stemmers, by language.
_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "st": "sesotho",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}


def fold(text):
    """Return the text in lower case and without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@cache
def _stemmer(language):
    algorithm = _ALGORITHMS.get(language.partition("-")[0])
    return snowballstemmer.stemmer(algorithm) if algorithm else None


@lru_cache(maxsize=20_000)
def _stem(word, language):
    if stemmer := _stemmer(language):
        with _alone:
            word = stemmer.stemWord(word)
    return fold(word)


def words(text, language):
    """Yield the match of each word of a text."""
    if language.partition("-")[0] in _GLOTTAL:
        text = _APOSTROPHE.sub("ʼ", text)
    return WORD.finditer(text)


def stems(text, language):
    """Return the folded stem of each word, in order; a language without a stemmer is only folded."""
    return [_stem(word.group(), language) for word in words(text.casefold(), language)]


def searchable(text, language):
    """Return the stems with a blank around each, so that " pozo " finds the word and " pozo" what begins with it."""
    return f" {' '.join(stems(text, language))} "
