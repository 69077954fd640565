"""Two editions, or two versions of the desk, side by side: field by field and block by block, in words.

Blocks are matched by their UUID. A block counts as moved only if it left the longest run of blocks that kept their
order, so that moving one does not mark all.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from publishing import documents, languages, word_diff
from publishing.documents import Markup, Names, Reference
from publishing.models import LINKS, BlockKind, Edition
from publishing.proofs import Proof
from publishing.word_diff import SAME, Part

NOTHING = documents.Said("", "")
PICTURE = Reference.of("photo", 0).model


@dataclass
class Change:
    """How a field differs: in its words (`parts`), in the items of its list, in its picture, or in what a note says."""

    label: str
    parts: list = field(default_factory=list)
    removed: list = field(default_factory=list)
    added: list = field(default_factory=list)
    picture_before: object = None
    picture_after: object = None
    note: str = ""
    lang: str = ""


@dataclass
class BlockChange:
    """What became of a block; `what` is "added", "removed", "changed" or "same". Of the same ones, `count` in a row."""

    what: str
    kind: str = ""
    id: str = ""
    has_moved: bool = False
    changes: list = field(default_factory=list)
    count: int = 1


@dataclass
class Comparison:
    """All that differs, in one language or ("") in what all languages share."""

    language: str
    is_new: bool = False
    changes: list = field(default_factory=list)
    blocks: list = field(default_factory=list)

    @property
    def is_empty(self):
        return not self.changes and all(block.what == "same" and not block.has_moved for block in self.blocks)

    @property
    def summary(self):
        """Say in a line what differs: "Title, Lead, 2 blocks changed"."""
        if self.is_new:
            return _("a new page")
        counts = Counter(block.what for block in self.blocks)
        counts["moved"] = sum(block.has_moved for block in self.blocks)
        said = [str(change.label) for change in self.changes]
        said += [text % {"count": counts[what]} for what, text in _counts(counts) if counts[what]]
        return ", ".join(said) or _("nothing")

    @property
    def language_name(self):
        return languages.native_name(self.language) if self.language else ""


def _counts(counts):
    yield "changed", ngettext("%(count)d block changed", "%(count)d blocks changed", counts["changed"])
    yield "added", ngettext("%(count)d block added", "%(count)d blocks added", counts["added"])
    yield "removed", ngettext("%(count)d block removed", "%(count)d blocks removed", counts["removed"])
    yield "moved", ngettext("%(count)d block moved", "%(count)d blocks moved", counts["moved"])


def editions(before, after):
    """Compare two editions of one language, printed or not; None or a blank one is no page."""
    is_new = before is None or before.blank
    old, new = (None if is_new else documents.of_edition(before)), documents.of_edition(after)
    found = _Comparer([old, new]).compare(old, new)
    if found.is_empty and not is_new and Proof(before).digest != Proof(after).digest:
        found.changes.append(Change(_("Details"), note=_("Something that no reader sees in words, such as an order.")))
    return found


def versions(model, before, after):
    """Compare two snapshots of a record, the first of which may be None.

    Return the Comparison of what all languages share, then one for each language.
    """
    pairs = [
        tuple(data and documents.of_version(model, data, language) for data in (before, after))
        for language in ("", *languages.stored())
    ]
    comparer = _Comparer([document for pair in pairs for document in pair])
    return [comparer.compare(*pair) for pair in pairs]


def edition_with_version(model, before, after):
    """Compare an edition and a snapshot, whichever is older, in the texts and blocks of the edition's language."""
    language = next(each.language for each in (before, after) if isinstance(each, Edition))
    old, new = (
        documents.of_edition(each) if isinstance(each, Edition) else documents.of_version(model, each, language)
        for each in (before, after)
    )
    shared = old.fields.keys() & new.fields.keys()
    for document in (old, new):
        document.fields = {name: said for name, said in document.fields.items() if name in shared}
        document.links = {}
    return _Comparer([old, new]).compare(old, new)


def texts(language, pairs):
    """Compare {key: (a text, what became of it)}; return {key: [Change]}."""
    found = {
        key: [documents.Document(language, {"": documents.Said("", text, is_text=True)}) for text in pair]
        for key, pair in pairs.items()
    }
    comparer = _Comparer([document for pair in found.values() for document in pair])
    return {key: comparer.compare(*pair).changes for key, pair in found.items()}


class _Comparer:
    def __init__(self, compared):
        self.names = Names(filter(None, compared))

    def compare(self, before, after):
        """Compare two Documents of one language; without the first, show all that the second says."""
        self.language, self.is_new = after.language, before is None
        before = before or documents.Document(after.language)
        changes = [*self._fields(before.fields, after.fields), *self._links(before, after)]
        return Comparison(after.language, self.is_new, changes, self._blocks(before.blocks, after.blocks))

    def _fields(self, before, after):
        found = []
        for name in dict.fromkeys([*after, *before]):
            old, new = before.get(name, NOTHING), after.get(name, NOTHING)
            if old.value != new.value:
                found += self._field(old, new)
        return found

    def _field(self, old, new):
        said = new if new.label else old
        lang = self.language if said.is_text else ""
        if not isinstance(said.value, str):
            return [self._list(said.label, old.value or [], new.value or [], lang)]
        if isinstance(said.value, Markup):
            return self._markup(said.label, Markup(old.value), Markup(new.value), lang)
        return [Change(said.label, self._words(old.value, new.value), lang=lang)]

    def _words(self, old, new):
        return [Part(SAME, new)] if self.is_new else word_diff.shortened(word_diff.diff(old, new))

    def _markup(self, label, old, new, lang):
        found = [Change(label, self._words(old.words, new.words), lang=lang)] if old.words != new.words else []
        if old.targets != new.targets and not self.is_new:
            found.append(self._list(_("Links"), *([(target,) for target in each.targets] for each in (old, new))))
        return found or [Change(label, note=_("Only the form changed, such as bold letters, a list or a heading."))]

    def _list(self, label, old, new, lang=""):
        gone, come = [item for item in old if item not in new], [item for item in new if item not in old]
        if picture := self._pictures(label, gone, come):
            return picture
        removed, added = ([self.names.of(item) for item in items] for items in (gone, come))
        note = "" if removed or added else _("In another order: %(items)s") % {"items": self._listed(new)}
        return Change(label, removed=removed, added=added, note=note, lang=lang)

    def _listed(self, items):
        return ", ".join(self.names.of(item) for item in items)

    def _pictures(self, label, gone, come):
        """Return the change of a single picture, None for any other list."""
        changed = [*gone, *come]
        if len(gone) > 1 or len(come) > 1 or not changed or not all(_is_picture(item) for item in changed):
            return None
        before, after = ([self.names.record(item[0]) for item in items] for items in (gone, come))
        missing = _("no longer there") if None in (*before, *after) else ""
        return Change(
            label, picture_before=next(iter(before), None), picture_after=next(iter(after), None), note=missing
        )

    def _links(self, before, after):
        """Compare the links that are said nowhere else; what a block tells of on one side only did not go or come."""
        found, everything = [], [before.references, after.references]
        for kind in sorted({*before.links, *after.links}):
            old, new = ([Reference.of(kind, pk) for pk in each.links.get(kind, ())] for each in (before, after))
            gone = [(each,) for each in old if each in new or each not in everything[1]]
            come = [(each,) for each in new if each in old or each not in everything[0]]
            if gone != come:
                label = LINKS[kind]._meta.get_field("target").related_model._meta.verbose_name_plural
                found.append(self._list(capfirst(label), gone, come))
        return found

    def _blocks(self, before, after):
        old = {block["id"]: block for block in before}
        new = {block["id"]: block for block in after}
        moved = _moved([key for key in old if key in new], [key for key in new if key in old])
        found = [self._block(old.get(key), new.get(key), key in moved) for key in interleaved(list(old), list(new))]
        return _counted(found)

    def _block(self, old, new, has_moved):
        content = new or old
        what = "added" if old is None else "removed" if new is None else "same" if old == new else "changed"
        kind = BlockKind(content["kind"]).label if content["kind"] in BlockKind.values else content["kind"]
        fields = [] if what == "same" else self._fields(*(documents.block_fields(each or {}) for each in (old, new)))
        return BlockChange(what, str(kind), content["id"], has_moved, fields)


def _is_picture(item):
    return len(item) == 1 and isinstance(item[0], Reference) and item[0].model == PICTURE


def _moved(old, new):
    """Return the keys that left the longest run of keys in their old order; both lists hold the same keys."""
    place = {key: number for number, key in enumerate(old)}
    return set(new) - _longest_run(new, place)


def _longest_run(keys, place):
    """Return the longest increasing subsequence of keys by their old places."""
    ends, tails, before = [], [], {}
    for key in keys:
        at = bisect_left(ends, place[key])
        before[key] = tails[at - 1] if at else None
        ends[at : at + 1], tails[at : at + 1] = [place[key]], [key]
    found, key = set(), tails[-1] if tails else None
    while key is not None:
        found.add(key)
        key = before[key]
    return found


def interleaved(old, new):
    """Return all keys in the new order, with those that went where they stood: behind their old neighbour."""
    kept, found = set(new), list(new)
    at = 0
    for key in old:
        if key in kept:
            at = found.index(key) + 1
        else:
            found.insert(at, key)
            at += 1
    return found


def _counted(blocks):
    """Return the blocks with those that stayed as they were counted instead of listed."""
    found = []
    for block in blocks:
        is_same = block.what == "same" and not block.has_moved
        if is_same and found and found[-1].what == "same" and not found[-1].has_moved:
            found[-1].count += 1
        else:
            found.append(block)
    return found
