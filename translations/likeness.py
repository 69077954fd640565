"""How passages that are alike are found among very many, by an index of the database.

Each passage has a few marks: hashes of two neighbouring words, the smallest ones of all that it has. Which are the
smallest has nothing to do with what they mean, so passages that have much in common have marks in common, long ones and
short ones in the same measure. One more stands for the whole text.
"""

import hashlib
import heapq
import re
from html import escape
from itertools import pairwise

from publishing import markup

MOST = 12
_LONG = 4  # letters from which a word counts: shorter ones are everywhere

_BLOCK = re.compile(r"<(p|h3|h4|li)>((?:(?!</?(?:p|h3|h4|ul|ol|li)>).)+)</\1>", re.DOTALL)
_PARAGRAPHS = re.compile(r"<(?:p|h3|h4|ul|ol)>")


def has_paragraphs(text):
    return bool(_PARAGRAPHS.search(text))


def passages(text):
    """Return [(tag, markup within)] of a text: its paragraphs where they are all of it, else the whole without a tag."""
    if not has_paragraphs(text):
        return [("", escape(text, quote=False))]
    return [("", text)] if markup.plain(_BLOCK.sub("", text)) else _BLOCK.findall(text)


def put_together(text, translations):
    """Return a text of paragraphs with each of them replaced, in their order."""
    waiting = iter(translations)
    return _BLOCK.sub(lambda match: f"<{match[1]}>{next(waiting)}</{match[1]}>", text)


def marks(text, stems, language, into):
    """Return the marks of a passage, of which the stems are given, to be found when it is translated into a language."""
    name = f"{language}>{into}"
    long = [stem for stem in stems if len(stem) >= _LONG] or stems
    neighbours = {_hash(name, *two) for two in pairwise(["", *long, ""])} if long else ()
    return {*heapq.nsmallest(MOST, neighbours), _hash(name, text)}


def _hash(*words):
    digest = hashlib.blake2b("\0".join(words).encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)
