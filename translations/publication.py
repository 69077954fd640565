"""What speaks against publishing a translation: it joins the checks of the press, so that no way goes round it."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from publishing import languages
from publishing.checks import ERROR, WARNING, Finding
from publishing.models import Block
from translations import machine_texts, segments
from translations.checks import findings
from translations.models import IgnoredFinding, Pair
from translations.segments import PIECE, fingerprint

# What publishing says itself.
_SAID_ALREADY = {"long_title"}


def check(reading):
    """Yield Findings about the texts of an edition; see publishing/checks.py."""
    translated = _Translated(reading)
    yield from _machine(translated)
    if translated.language != translated.source_language:
        yield from _outdated(translated)
        yield from _remarks(translated)


class _Translated:
    """An edition as a translation: of each text what it was translated from, as far as anybody vouches for it."""

    def __init__(self, reading):
        self.piece = reading.edition.piece.specific
        self.language = reading.language
        self.source_language = self.piece.source_language
        self.texts = segments.of_edition(reading.edition)
        self.desk = self._desk(reading.desk)
        self.pairs = list(Pair.objects.involving(self.language, PIECE, self.piece.pk))
        self._sources = self._vouched()

    def source(self, key):
        """Return (language, text) of what a text was translated from: the desk's, if it may be; ("", "") if none."""
        found = self._sources.get((key, fingerprint(self.texts[key])), ())
        if not found:
            return (self.source_language, self.desk[key]) if key in self.desk else ("", "")
        return (self.source_language, self.desk.get(key)) if self._is_of_desk(key, found) else found[-1]

    def is_outdated(self, key):
        found = self._sources.get((key, fingerprint(self.texts[key])), ())
        return bool(found) and key in self.desk and not self._is_of_desk(key, found)

    def field(self, key):
        model = Block if key.startswith("blocks:") else type(self.piece)
        return model._meta.get_field(key.rsplit(":")[-1])

    def finding(self, level, code, message, key):
        values = {"text": capfirst(self.field(key).verbose_name), "remark": message}
        parts = key.split(":")
        block = parts[1] if len(parts) > 1 else None
        return Finding(level, code, _("%(text)s: %(remark)s") % values, block, parts[-1])

    def _desk(self, blocks):
        """Return {key: text} of the source as the desk has it."""
        rows = {"": self.piece} | {
            f"blocks:{block.pk}:": block
            for block in blocks
            if not block.languages or self.source_language in block.languages
        }
        return {
            key: text
            for key in self.texts
            if (row := rows.get(key[: key.rfind(":") + 1]))
            and (text := languages.text(row, key.rsplit(":")[-1], self.source_language).strip())
        }

    def _is_of_desk(self, key, found):
        return any(text.strip() == self.desk.get(key) for language, text in found if language == self.source_language)

    def _vouched(self):
        """Return {(key, hash of the translation): [(language, source)]}, the last one last."""
        found = {}
        for pair in self.pairs:
            if pair.language == self.language:
                source = (pair.source_language, pair.source_text)
                found.setdefault((pair.key, pair.target_hash), []).append(source)
            else:
                source = (pair.language, pair.target_text)
                found.setdefault((pair.key, pair.source_hash), []).append(source)
        return found


def _machine(translated):
    for key in machine_texts.unreviewed(translated.language, translated.texts, translated.desk, translated.pairs):
        text = _("A machine translated this, and nobody has reviewed it yet.")
        yield translated.finding(ERROR, "machine", text, key)


def _outdated(translated):
    outdated = [key for key in translated.texts if translated.is_outdated(key)]
    if outdated:
        text = ngettext(
            "The source of %(count)d text has changed since it was translated.",
            "The source of %(count)d texts has changed since they were translated.",
            len(outdated),
        )
        blocks = [key.split(":")[1] for key in outdated if key.startswith("blocks:")]
        yield Finding(WARNING, "outdated", text % {"count": len(outdated)}, blocks[0] if blocks else None)


def _remarks(translated):
    """A translation is held against what it was made from, so that an outdated one is not called wrong."""
    ignored = set(
        IgnoredFinding.objects.filter(
            model=PIECE, object_id=translated.piece.pk, language=translated.language
        ).values_list("key", "code", "source_hash", "target_hash")
    )
    for key, target in translated.texts.items():
        language, source = translated.source(key)
        if not source:
            continue
        field = translated.field(key)
        is_markup = hasattr(field, "sanitize")
        for remark in findings(translated.language, language, source, target, is_markup=is_markup, field=key):
            identity = (key, remark.code, fingerprint(source), fingerprint(target))
            if remark.code not in _SAID_ALREADY and identity not in ignored:
                yield translated.finding(remark.level, remark.code, remark.message, key)
