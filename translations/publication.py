"""What speaks against publishing a translation: it joins the checks of the press, so that no way goes round it."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from publishing import languages
from publishing.checks import ERROR, WARNING, Finding
from publishing.models import Block
from translations import glossary, machine_texts, segments
from translations.checks import findings, ignored
from translations.models import Pair, TextState
from translations.segments import PIECE, fingerprint
from translations.vouched import Vouched

State = TextState.State

# What publishing says itself.
_SAID_ALREADY = {"long_title"}


def check(reading):
    """Yield Findings about the texts of an edition; see publishing/checks.py."""
    translated = _Translated(reading)
    yield from _machine(translated)
    if translated.language != translated.source_language:
        yield from _remarks(translated)


class _Translated:
    """An edition as a translation: of each text what it was translated from, as far as anybody vouches for it."""

    def __init__(self, reading):
        self.piece = reading.edition.piece.specific
        self.language = reading.language
        self.source_language = self.piece.source_language
        self.parts = self._parts(reading.edition)
        said = {key: segment.text(self.language) for key, segment in self.parts.items()}
        self.texts = segments.of_edition(reading.edition) | said
        self.desk = self._desk(reading.desk)
        self.pairs = list(Pair.objects.of_record(PIECE, self.piece.pk))
        self._vouched = Vouched(self.pairs)

    def judge(self, key):
        """Return what a text was translated from, and whether the desk says something else by now."""
        source, target = self.desk.get(key, ""), self.texts[key]
        state, pair = self._vouched.judge(key, self.source_language, self.language, source, target)
        if pair and pair.target_hash == fingerprint(target):
            return pair.source_text, state == State.OUTDATED and bool(source)
        return source, False

    def field(self, key):
        if key in self.parts:
            return self.parts[key].field
        model = Block if key.startswith("blocks:") else type(self.piece)
        return model._meta.get_field(key.rsplit(":")[-1])

    def finding(self, level, code, message, key):
        values = {"text": capfirst(self.field(key).verbose_name), "remark": message}
        parts = key.split(":")
        block = parts[1] if parts[0] == "blocks" else None
        return Finding(level, code, _("%(text)s: %(remark)s") % values, block, parts[-1])

    def _parts(self, edition):
        """Return {key: Segment} of what the edition says of other parts than the body: it has them among its facts."""
        return {
            segment.key: segment
            for name in segments.parts(type(self.piece))
            if name != "blocks"
            for segment in segments.of_part(self.piece, name)
            if segment.text(self.language) in (row.get(segment.field.name) for row in edition.facts.get(name, ()))
        }

    def _desk(self, blocks):
        """Return {key: text} of the source as the desk has it."""
        rows = {"": self.piece} | {
            f"blocks:{block.pk}:": block
            for block in blocks
            if not block.languages or self.source_language in block.languages
        }
        found = {key: segment.text(self.source_language) for key, segment in self.parts.items()}
        return found | {
            key: text
            for key in self.texts
            if (row := rows.get(key[: key.rfind(":") + 1]))
            and (text := languages.text(row, key.rsplit(":")[-1], self.source_language).strip())
        }


def _machine(translated):
    for key in machine_texts.unreviewed(translated.language, translated.texts, translated.desk, translated.pairs):
        text = _("A machine translated this, and nobody has reviewed it yet.")
        yield translated.finding(ERROR, "machine", text, key)


def _outdated(keys):
    text = ngettext(
        "The source of %(count)d text has changed since it was translated.",
        "The source of %(count)d texts has changed since they were translated.",
        len(keys),
    )
    blocks = [key.split(":")[1] for key in keys if key.startswith("blocks:")]
    return Finding(WARNING, "outdated", text % {"count": len(keys)}, blocks[0] if blocks else None)


def _remarks(translated):
    """A translation is held against what it was made from, so that an outdated one is not called wrong."""
    terms = glossary.terms(translated.source_language, translated.language)
    known = ignored.known_of([translated.piece], [translated.language])
    identity = (PIECE, translated.piece.pk, translated.language)
    outdated = []
    for key, target in translated.texts.items():
        source, is_outdated = translated.judge(key)
        outdated += [key] if is_outdated else []
        if source:
            for remark in _of_text(translated, key, source, target, terms):
                if (*identity, key, remark.code, fingerprint(source), fingerprint(target)) not in known:
                    yield translated.finding(remark.level, remark.code, remark.message, key)
    if outdated:
        yield _outdated(outdated)


def _of_text(translated, key, source, target, terms):
    is_markup = hasattr(translated.field(key), "sanitize")
    languages = (translated.language, translated.source_language)
    found = findings(*languages, source, target, is_markup=is_markup, field=key, terms=terms)
    return [remark for remark in found if remark.code not in _SAID_ALREADY]
