"""What a machine wrote is known by its words, whatever a request says of where they come from.

They are a person's once somebody has reviewed them, or where a person wrote the very same before.
"""

import hashlib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from publishing import clock, markup
from publishing.models import Piece
from publishing.stemming import WORD
from translations import segments
from translations.models import MachineText, Pair
from translations.segments import fingerprint

# So many words are nobody else's; fewer are a machine's only beside the text that it translated.
_ENOUGH = 5


def note(source, language, text):
    """Remember that a machine translated `source` into this text."""
    row = MachineText(language=language, source_hash=fingerprint(source), words_hash=_hash(text), at=clock.now())
    MachineText.objects.bulk_create([row], ignore_conflicts=True)


def refuse_at_once(record, language, texts):
    """Raise ValidationError(code="machine") where visitors would read a machine's text as soon as it is stored."""
    if isinstance(record, Piece):  # of which they read what is published
        return
    sources, pairs = {}, []
    if record.pk:  # one that is being added has neither yet
        sources = {each.key: each.text(record.source_language) for each in segments.of(record)}
        pairs = list(Pair.objects.of_record(*segments.identity(record)))
    if unreviewed(language, texts, sources, pairs):
        text = _("Visitors would read this at once, and a machine translated it: review it under “Translations”.")
        raise ValidationError(text, code="machine")


def unreviewed(language, texts, sources, pairs):
    """Return the keys of those texts that are a machine's and that nobody vouches for.

    `texts` and `sources` are {key: text} of a record, `pairs` all its Pairs.
    """
    hashes = {key: _hash(text) for key, text in texts.items()}
    made = _made(language, hashes, texts, sources)
    for pair in pairs:
        if pair.origin == Pair.Origin.MACHINE and pair.language == language:
            made.setdefault(_hash(pair.target_text), pair.at)
    found = {key for key, words in hashes.items() if words in made}
    return {key for key in found if not _is_vouched_for(language, hashes[key], made[hashes[key]], pairs)}


def _made(language, hashes, texts, sources):
    """Return {hash: when a machine first wrote it} of those texts that were noted."""
    made = {}
    rows = MachineText.objects.filter(language=language, words_hash__in=set(hashes.values())).order_by("at")
    for row in rows:
        for key, words in hashes.items():
            is_its_own = len(_words(texts[key])) >= _ENOUGH or fingerprint(sources.get(key, "")) == row.source_hash
            if words == row.words_hash and is_its_own:
                made.setdefault(words, row.at)
    return made


def _is_vouched_for(language, words, since, pairs):
    """Whether somebody reviewed these words, or wrote them before the machine did."""
    for pair in pairs:
        if pair.language == language and _hash(pair.target_text) == words:
            if pair.reviewed_at or (pair.origin != Pair.Origin.MACHINE and pair.at < since):
                return True
        elif pair.source_language == language and pair.at < since and _hash(pair.source_text) == words:
            return True
    return False


def _hash(text):
    return hashlib.sha256(" ".join(_words(text)).encode()).hexdigest()


def _words(text):
    """Return what stays of a text whose punctuation, blanks, capitals and markup are touched up."""
    return WORD.findall(markup.plain(text).casefold())
