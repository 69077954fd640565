"""What the desk shows of a record in one language: its texts, in the groups in which readers meet them."""

from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse
from django.utils.text import capfirst

from publishing import compare, languages
from publishing.admin.blocks import BLOCK_INLINES
from publishing.documents import Markup
from publishing.models import Block, Piece
from translations import freshness, rights, segments
from translations.checks import ignored
from translations.freshness import Judgement
from translations.models import TextState
from translations.segments import fingerprint
from translations.vouched import Vouched

State = TextState.State
TO_DO = (State.MISSING, State.IN_PROGRESS, State.OUTDATED)
BLOCK_FIELDS = {inline.model.of_kind: (inline.fields, inline.labels) for inline in BLOCK_INLINES}


@dataclass
class Row:
    """A text and its translation; `problem` says why what was `typed` into a plain form could not be saved."""

    sheet: "Sheet"
    judgement: Judgement
    label: str
    was_saved: bool = False
    typed: str | None = None
    problem: str = ""
    stored_meanwhile: str | None = None

    @property
    def id(self):
        """What names it in the page: of the record that the page is about its key, of others theirs with it."""
        return f"{self.sheet.prefix}{self.key}"

    @property
    def hints_url(self):
        return self.sheet.address("translate_hints", self.key)

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
        return self.judgement.target if self.typed is None else self.typed

    @property
    def seen(self):
        return fingerprint(self.judgement.target)

    @property
    def source_seen(self):
        return fingerprint(self.source)

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
        return self.state in (State.OUTDATED, State.IN_PROGRESS, State.TO_REVIEW)

    @property
    def remarks(self):
        return self.sheet.remarks.get(self.key, ())

    @property
    def changes(self):
        """How the source differs from what an outdated translation was made from: Changes of publishing/compare.py."""
        return self.sheet.changes.get(self.key, ())


@dataclass
class Group:
    """Texts that belong together: those of a record itself, of a block, of another part of it."""

    label: str
    name: str = ""
    block: Block | None = None
    rows: list = field(default_factory=list)


@dataclass
class BlockGroup(Group):
    language: str = ""

    @property
    def is_shown(self):
        return self.language in self._languages

    @property
    def only(self):
        """The languages that the block is limited to, in words; "" where it is not."""
        return languages.names(self.block.languages)

    @property
    def may_be_hidden(self):
        return self._languages != [self.language]

    @property
    def _languages(self):
        return self.block.languages or list(languages.stored())


class Sheet:
    """A record in one language, as the desk lays it out. `vouched` and `known` are what was read of it already."""

    prefix = ""

    def __init__(self, record, language, user=None, terms=(), vouched=None, known=None):
        self.record, self.language, self.user, self.terms = record, language, user, terms
        self._vouched, self._known = vouched, known

    @cached_property
    def may_write(self):
        return rights.may_write(self.user, self.record, self.language) and not self.record.trashed_at

    @cached_property
    def may_review(self):
        return rights.may_review(self.user, self.record, self.language) and not self.record.trashed_at

    @property
    def source_language(self):
        code = self.record.source_language
        return {"code": code, "dir": "rtl" if languages.is_right_to_left(code) else "ltr"}

    def address(self, page, *args):
        return reverse(page, args=[*segments.identity(self.record), self.language, *args])

    @property
    def write_url(self):
        return self.address("translate_write")

    @property
    def vouch_url(self):
        return self.address("translate_vouch")

    @property
    def ignore_url(self):
        return self.address("translate_ignore")

    @cached_property
    def groups(self):
        blocks = {str(block.pk): self._of_block(block) for block in self._blocks}
        own = Group(capfirst(self.record._meta.verbose_name), str(self.record))
        parts = {}
        for judgement in self._judged:
            segment = judgement.segment
            group = blocks.get(segment.block) or self._part(parts, segment) or own
            group.rows.append(Row(self, judgement, _label(segment, group.block)))
        for group in blocks.values():
            group.rows.sort(key=_place_in(group.block))
        return [*([own] if own.rows else []), *blocks.values(), *parts.values()]

    @property
    def rows(self):
        return [row for group in self.groups for row in group.rows]

    def row(self, key):
        return next((row for row in self.rows if row.key == key), None)

    @cached_property
    def remarks(self):
        """{key: [Remark]} of what the checks say."""
        return ignored.of(self.record, [each for each in self._judged if each.source], self.terms, self._known)

    @cached_property
    def changes(self):
        """{key: [Change]} of the sources of what is outdated, or was before somebody began to mend it."""
        made_from = [(each, self._made_from(each)) for each in self._judged]
        pairs = {
            each.segment.key: [_text(each, pair.source_text), _text(each, each.source)]
            for each, pair in made_from
            if pair and pair.source_text != each.source
        }
        return compare.texts(self.record.source_language, pairs)

    def _made_from(self, judgement):
        if judgement.state == State.IN_PROGRESS:
            return self.vouched.last_finished(judgement.segment.key, self.record.source_language, self.language)
        return judgement.pair if judgement.state == State.OUTDATED else None

    @cached_property
    def vouched(self):
        return self._vouched or Vouched.of(self.record)

    @cached_property
    def _blocks(self):
        if not isinstance(self.record, Piece):
            return []
        found = list(Block.objects.filter(parent=self.record.pk).select_related("photo", "figure", "piece"))
        # segments.of asks for them too.
        self.record._prefetched_objects_cache = {
            **getattr(self.record, "_prefetched_objects_cache", {}),
            "blocks": found,
        }
        return found

    @cached_property
    def _judged(self):
        """Judgements of what there is to translate, and, without a state, of what is written in this language only."""
        kinds = {str(block.pk): block.kind for block in self._blocks}
        its_segments = segments.of(self.record)
        judged = freshness.judge(self.record, self.language, self.vouched, its_segments)
        judged = {each.segment.key: each for each in judged}
        return [
            judged.get(each.key) or Judgement(each, self.language, "", each.text(self.language), None)
            for each in its_segments
            if each.key in judged or self._is_of_this_language_only(each, kinds)
        ]

    def _is_of_this_language_only(self, segment, kinds):
        if not segment.is_meant_for(self.language):
            return False
        if segment.block and not segment.is_meant_for(self.record.source_language):
            return segment.field.name in BLOCK_FIELDS[kinds[segment.block]][0]
        return bool(segment.text(self.language))

    def _of_block(self, block):
        return BlockGroup(capfirst(block.get_kind_display()), str(block), block, language=self.language)

    def _part(self, parts, segment):
        model, _number = segment.row
        if isinstance(self.record, model):
            return None
        return parts.setdefault(segment.row, Group(capfirst(model._meta.verbose_name)))


def _text(judgement, text):
    return Markup(text) if judgement.segment.is_markup else text


def _label(segment, block):
    labels = BLOCK_FIELDS[block.kind][1] if block else {}
    return capfirst(labels.get(segment.field.name, segment.field.verbose_name))


def _place_in(block):
    names = BLOCK_FIELDS[block.kind][0]
    return lambda row: names.index(row.segment.field.name) if row.segment.field.name in names else len(names)
