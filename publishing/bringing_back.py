"""How a text of old comes back to the desk: the whole, one language, or one block.

A language comes back block by block, by their UUID, and only that language's columns are written. A block gone from
the desk is made again under its old UUID, for that language alone; a newer one is kept for the other languages.
The order of the blocks comes back only with the whole. What cannot come back, the report says.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from publishing import addresses, languages
from publishing.compare import interleaved
from publishing.documents import BLOCK_REFERENCES, BLOCK_TEXTS, block_of
from publishing.models import Block, BlockKind, DeskVersion, Edition, Piece

ORDER_STEP = 10
# Without its record such a block shows nothing.
NEEDED_RECORDS = {BlockKind.PICTURE: "photo", BlockKind.SERIES: "photo", BlockKind.FIGURE: "figure"}


@dataclass
class Report:
    """What could not come back, or stayed, in sentences; and the version of the desk that came about, if one did."""

    notes: list = field(default_factory=list)
    version: DeskVersion | None = None

    def note(self, text, **values):
        self.notes.append(text % values)


class Bringing:
    """Brings what a source says back to a record that is locked."""

    def __init__(self, record, source):
        self.record = record
        self.source = source
        self.report = Report()
        self._is_there = {}

    def bring(self, language, block):
        """Write it and return the report."""
        if isinstance(self.source, Edition):
            self._from_edition(language, block)
        else:
            self._from_version(language, block)
        return self.report

    def _from_edition(self, language, block):
        own = self.source.language
        if self.source.blank or language not in (None, own):
            raise ValidationError(_("This was not published in that language."), code="language")
        rows = [_row_of(content, own) for content in self.source.body]
        if block:
            self._block(rows, block, own)
            return
        self._texts(_columns_of(self.source, self.source.facts, type(self.record)), own)
        self._blocks(rows, own, with_order=language is None)

    def _from_version(self, language, block):
        data = self.source.data
        rows = data["parts"].get("blocks", [])
        if block:
            self._block(rows, block, language)
        elif language:
            self._texts(data["fields"], language)
            self._parts_in(language, data["parts"])
            if "blocks" in self.record.parts:
                self._blocks(rows, language)
        else:
            self._whole(data)

    # What the record itself says

    def _texts(self, columns, language):
        names = {languages.column(name, language) for name in languages.translated(type(self.record))}
        values = {name: columns[name] for name in names if name in columns}
        slug = languages.column("slug", language)
        if values.get(slug) and self._is_taken(values[slug], language):
            values.pop(slug)
        self._write(values)

    def _is_taken(self, slug, language):
        if not isinstance(self.record, Piece):
            return False
        other = addresses.shown_by_another(self.record.current_kind(), language, slug, self.record)
        if other:
            self.report.note(
                _("The address “%(slug)s” belongs to “%(title)s” by now; the present one stays."),
                slug=slug,
                title=other.title,
            )
        return bool(other)

    def _write(self, values):
        """Write columns, given as JSON has them, and no other."""
        fields = self._columns()
        for name, value in values.items():
            setattr(self.record, name, fields[name].to_python(value))
        self.record.validate_unique()
        self.record.validate_constraints()
        follows = ["changed_at", "kind"] if isinstance(self.record, Piece) else ["changed_at"]
        self.record.save(update_fields=[*(fields[name].name for name in values), *follows])

    def _columns(self):
        return {each.attname: each for each in type(self.record)._meta.concrete_fields}

    # The whole

    def _whole(self, data):
        self._all_columns(data["fields"])
        for each in type(self.record)._meta.many_to_many:
            if each.name in data["many"]:
                ids = [pk for pk in data["many"][each.name] if self._exists(each, pk)]
                getattr(self.record, each.name).set(ids)
        for name, rows in data["parts"].items():
            if name in self.record.parts:
                self._parts(name, rows)

    def _all_columns(self, columns):
        fields = self._columns()
        self._write(
            {
                name: value
                for name, value in columns.items()
                if name in fields and name not in self.record.stays and self._exists(fields[name], value)
            }
        )
        stays = [fields[name] for name in self.record.stays if name in columns]
        if any(str(columns[each.name]) != each.value_to_string(self.record) for each in stays):
            self.report.note(_("Stays what it is now: %(field)s."), field=stays[0].verbose_name)

    def _exists(self, column, pk):
        """Say whether what a column points to is on the desk, and report it if not; True where it points to nothing."""
        if not column.is_relation or pk is None:
            return True
        model = column.related_model
        if (model, pk) not in self._is_there:
            found = model._base_manager.filter(pk=pk, trashed_at=None).exists()
            self._is_there[model, pk] = found
            if not found:
                self.report.note(
                    _("Left out, for it is no longer there or lies in the trash: %(kind)s “%(name)s”."),
                    kind=model._meta.verbose_name,
                    name=model._base_manager.filter(pk=pk).first() or pk,
                )
        return self._is_there[model, pk]

    # Parts

    def _parts(self, name, rows):
        """Let a record have exactly these parts."""
        manager = getattr(self.record, name)
        wanted = {part.pk: part for part in filter(None, (self._part(manager, row) for row in rows))}
        stored = {part.pk: part for part in manager.all()}
        same = {pk for pk, part in stored.items() if pk in wanted and _values(part) == _values(wanted[pk])}
        manager.exclude(pk__in=same).delete()
        manager.model._base_manager.bulk_create(part for pk, part in wanted.items() if pk not in same)

    def _part(self, manager, row):
        """Return the unsaved part that a row tells of; None where what it cannot do without is gone."""
        columns = {each.attname: each for each in manager.model._meta.concrete_fields}
        values = {name: columns[name].to_python(value) for name, value in row.items() if name in columns}
        for name in [name for name in values if not self._exists(columns[name], values[name])]:
            if not columns[name].null:
                return None
            values[name] = None
        part = manager.model(**values, **{manager.field.name: manager.instance})
        return None if isinstance(part, Block) and _lacks_its_record(part) else part

    def _parts_in(self, language, parts):
        """Bring back one language's texts of the parts that are no blocks, where they are still there."""
        for name, rows in parts.items():
            if name == "blocks" or name not in self.record.parts:
                continue
            stored = {part.pk: part for part in getattr(self.record, name).all()}
            for row in rows:
                if row["id"] in stored:
                    self._part_in(language, stored[row["id"]], row)

    def _part_in(self, language, part, row):
        names = [languages.column(name, language) for name in languages.translated(type(part))]
        for name in names:
            setattr(part, name, row.get(name))
        if names:
            part.save(update_fields=names)

    # Blocks

    def _blocks(self, rows, language, with_order=False):
        """Bring back the blocks of one language."""
        blocks = {str(block.pk): block for block in self.record.blocks.all()}
        before = list(blocks)
        for row in rows:
            self._block_in(row, language, blocks)
        earlier = [row["id"] for row in rows if row["id"] in blocks]
        for key in before:
            if key not in earlier:
                self._limit_newer(blocks[key], language)
        order = interleaved(before, earlier) if with_order else interleaved(earlier, before)
        self._put_in_order([blocks[key] for key in order], is_new=order != before)

    def _block(self, rows, block, language):
        """Bring back one block, in one language or in all."""
        row = next((row for row in rows if row["id"] == str(block)), None)
        if row is None:
            raise ValidationError(_("That block was not there."), code="block")
        blocks = {str(each.pk): each for each in self.record.blocks.all()}
        before = list(blocks)
        if language:
            self._block_in(row, language, blocks)
        else:
            self._whole_block(row, blocks)
        earlier = [row["id"] for row in rows if row["id"] in blocks]
        order = interleaved(earlier, before)
        self._put_in_order([blocks[key] for key in order], is_new=order != before)

    def _whole_block(self, row, blocks):
        part = self._part(self.record.blocks, row)
        if part is None:
            return
        if present := blocks.get(row["id"]):
            part.ordering = present.ordering
            self.record.blocks.filter(pk=present.pk).delete()
        part.save(force_insert=True)
        blocks[row["id"]] = part

    def _block_in(self, row, language, blocks):
        """Bring one language of a block back, into `blocks` too if it has to be made again."""
        then = block_of(row)
        present = blocks.get(row["id"])
        if present is None:
            if then.is_in(language):
                self._make_again(row, language, blocks)
            return
        for name in BLOCK_TEXTS:
            languages.set_text(present, name, language, languages.text(then, name, language))
        present.languages = _limits(present, language, then.is_in(language))
        present.save(update_fields=["languages", *(languages.column(name, language) for name in BLOCK_TEXTS)])
        if then.is_in(language) and _shared(present) != _shared(then):
            self.report.note(
                _("“%(block)s” keeps the picture, form or link that it has now: all languages share it."), block=present
            )

    def _make_again(self, row, language, blocks):
        texts = {languages.column(name, language) for name in BLOCK_TEXTS}
        shared = {"id", "kind", "region", "style", "url", *(f"{name}_id" for name in BLOCK_REFERENCES)}
        own = {name: value for name, value in row.items() if name in texts | shared}
        block = self._part(self.record.blocks, own | {"languages": [language]})
        if block is None or not block.is_in(language):
            return
        block.save(force_insert=True)
        blocks[row["id"]] = block

    def _limit_newer(self, block, language):
        if not block.is_in(language):
            return
        if block.languages == [language]:
            self.report.note(_("Newer, and in this language alone, so taken out: “%(block)s”."), block=block)
            block.delete()
            return
        block.languages = _limits(block, language, False)
        block.save(update_fields=["languages"])
        self.report.note(_("Newer, so kept for the other languages only: “%(block)s”."), block=block)

    def _put_in_order(self, blocks, is_new):
        if not is_new:
            return
        for number, block in enumerate((each for each in blocks if each.pk), 1):
            if block.ordering != number * ORDER_STEP:
                block.ordering = number * ORDER_STEP
                block.save(update_fields=["ordering"])


def _row_of(content, language):
    """Return the row of a snapshot that a block of an edition in this language would be."""
    row = {name: content.get(name, "") for name in ("id", "kind", "style", "url")}
    row |= {languages.column(name, language): content.get(name) for name in BLOCK_TEXTS}
    return row | {f"{name}_id": content.get(name) for name in BLOCK_REFERENCES} | {"languages": [language]}


def _columns_of(edition, facts, model):
    """Return the columns of texts that an edition tells of."""
    names = {"title": edition.title, "slug": edition.slug, "lead": edition.lead}
    names |= {name: facts[name] for name in languages.translated(model) if name in facts}
    return {languages.column(name, edition.language): value for name, value in names.items()}


def _limits(block, language, is_shown):
    """Return the list of languages that a block is limited to, [] for none, so that this one is in or out."""
    if is_shown:
        return [*block.languages, language] if block.languages and language not in block.languages else block.languages
    if not block.is_in(language):
        return block.languages
    return [code for code in block.languages or languages.stored() if code != language]


def _shared(block):
    return [block.style, block.url, *(getattr(block, f"{name}_id") for name in BLOCK_REFERENCES)]


def _lacks_its_record(block):
    name = NEEDED_RECORDS.get(block.kind)
    return bool(name) and getattr(block, f"{name}_id") is None


def _values(part):
    originals = languages.translated(type(part))
    return [each.value_from_object(part) for each in part._meta.concrete_fields if each.name not in originals]
