"""What the desk shows of a record in one language: its texts, in the groups in which readers meet them."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.text import capfirst
from django.utils.translation import get_language_info

from publishing import languages, word_diff
from publishing.admin.blocks import BLOCK_INLINES
from publishing.documents import Markup
from publishing.models import Block, Piece
from translations import freshness, segments
from translations.freshness import Judgement, Vouched
from translations.models import TextState
from translations.segments import fingerprint

State = TextState.State
TO_DO = {State.MISSING, State.IN_PROGRESS, State.OUTDATED}
BLOCK_WORDS = {inline.model.of_kind: (inline.fields, inline.labels) for inline in BLOCK_INLINES}


@dataclass
class Row:
    """A text and its translation. `typed` is what a form sent that could not be saved, `problem` why not."""

    record: object
    judgement: Judgement
    label: str
    typed: str | None = None
    problem: str = ""
    stored_meanwhile: str | None = None

    @property
    def segment(self):
        return self.judgement.segment

    @property
    def key(self):
        return self.segment.key

    @property
    def state(self):
        return self.judgement.state

    @property
    def source(self):
        return self.judgement.source

    @property
    def text(self):
        """What the field holds: the translation, or what was typed and could not be saved."""
        return self.judgement.target if self.typed is None else self.typed

    @property
    def seen(self):
        return fingerprint(self.judgement.target)

    @property
    def max_length(self):
        return None if self.segment.is_markup else self.segment.field.max_length

    @property
    def is_to_do(self):
        return self.state in TO_DO

    @property
    def may_be_confirmed(self):
        return self.state == State.OUTDATED

    @property
    def may_be_reviewed(self):
        return bool(self.judgement.target) and self.state not in (None, State.REVIEWED)

    @property
    def changes(self):
        """How the source differs from what an outdated translation was made from: Parts of publishing/word_diff.py."""
        pair = self.judgement.pair
        if self.state != State.OUTDATED or pair is None:
            return []
        is_its_source = pair.language == self.judgement.language
        return word_diff.diff(*map(self._words, (pair.source_text if is_its_source else pair.target_text, self.source)))

    def _words(self, text):
        return Markup(text).words if self.segment.is_markup else text


@dataclass
class Group:
    """Texts that belong together: those of a record itself, of a block, of another part of it."""

    label: str
    name: str = ""
    block: Block | None = None
    is_shown: bool = True
    # The languages that the block is limited to, in words; "" where it is not.
    only: str = ""
    may_be_hidden: bool = False
    rows: list = field(default_factory=list)


class Sheet:
    """A record in one language, as the desk lays it out."""

    def __init__(self, record, language, vouched=None):
        self.record, self.language = record, language
        if isinstance(record, Piece):
            blocks = Block.objects.select_related("photo", "figure", "piece")
            prefetch_related_objects([record], Prefetch("blocks", blocks))
        self._vouched = vouched or Vouched.of(record)

    @cached_property
    def label(self):
        """What the record is known as in addresses: "publishing.piece"."""
        return segments.identity(self.record)[0]

    @cached_property
    def groups(self):
        found = {}
        if isinstance(self.record, Piece):
            found = {str(block.pk): self._of_block(block) for block in self.record.blocks.all()}
        own = Group(capfirst(self.record._meta.verbose_name), str(self.record))
        parts = {}
        for segment, judgement in self._judged:
            group = found.get(segment.block) or self._part(parts, segment) or own
            group.rows.append(Row(self.record, judgement, _label(segment, group.block)))
        for group in found.values():
            group.rows.sort(key=_place_in(group.block))
        return [*([own] if own.rows else []), *found.values(), *parts.values()]

    @property
    def rows(self):
        return [row for group in self.groups for row in group.rows]

    def row(self, key):
        return next((row for row in self.rows if row.key == key), None)

    @property
    def _judged(self):
        """Yield what there is to translate, and what is written in this language only."""
        its_segments = segments.of(self.record)
        judged = {
            each.segment.key: each for each in freshness.judge(self.record, self.language, self._vouched, its_segments)
        }
        for segment in its_segments:
            if segment.key in judged:
                yield segment, judged[segment.key]
            elif self._is_of_this_language_only(segment):
                target = segment.text(self.language)
                yield segment, Judgement(segment, self.language, "", target, None)

    def _is_of_this_language_only(self, segment):
        if not segment.is_meant_for(self.language):
            return False
        if segment.block and not segment.is_meant_for(self.record.source_language):
            return segment.field.name in BLOCK_WORDS[self._kinds[segment.block]][0]
        return bool(segment.text(self.language))

    @cached_property
    def _kinds(self):
        return {str(block.pk): block.kind for block in self.record.blocks.all()}

    def _of_block(self, block):
        return Group(
            capfirst(block.get_kind_display()),
            str(block),
            block,
            is_shown=not block.languages or self.language in block.languages,
            only=languages.names(block.languages),
            may_be_hidden=block.languages != [self.language],
        )

    def _part(self, parts, segment):
        model, number = segment.row
        if isinstance(self.record, model):
            return None
        return parts.setdefault((model, number), Group(capfirst(model._meta.verbose_name)))


def _label(segment, block):
    labels = BLOCK_WORDS[block.kind][1] if block else {}
    return capfirst(labels.get(segment.field.name, segment.field.verbose_name))


def _place_in(block):
    names = BLOCK_WORDS[block.kind][0]
    return lambda row: names.index(row.segment.field.name) if row.segment.field.name in names else len(names)


def direction(language):
    return "rtl" if get_language_info(language)["bidi"] else "ltr"
