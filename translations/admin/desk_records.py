"""The shared records that a page shows, each with its own texts: they are live, and translated at the end of its desk."""

from collections import defaultdict

from django.db.models import prefetch_related_objects

from publishing import languages
from publishing.models import LINKS, SharedRecord
from publishing.proofs import proof
from translations import segments
from translations.admin.desk_rows import Sheet
from translations.checks import ignored
from translations.models import Pair
from translations.vouched import Vouched


class RecordSheet(Sheet):
    @property
    def prefix(self):
        model, number = segments.identity(self.record)
        return f"{model}/{number}/"


def sheets_of(piece, language, user, terms_of):
    """Return the Sheets of what the page of a piece shows: a query for each kind of record, and three for all of them.

    `terms_of(source language)` returns the glossary's.
    """
    records = [each for each in _shown(piece, language) if each.source_language != language]
    if not records:
        return []
    pairs, known = _pairs(records), ignored.known_of(records, [language])
    found = [
        RecordSheet(
            each, language, user, terms_of(each.source_language), Vouched(pairs[segments.identity(each)]), known
        )
        for each in records
    ]
    return [sheet for sheet in found if sheet.rows]


def _shown(piece, language):
    """Return the records that a page points to in its source language, or in this one, in their order."""
    ids = defaultdict(dict)
    for code in (piece.source_language, language):
        for kind, numbers in proof(piece, code).edition.links.items():
            ids[kind] |= dict.fromkeys(numbers)
    found = []
    for kind, numbers in ids.items():
        model = LINKS[kind]._meta.get_field("target").related_model
        if issubclass(model, SharedRecord) and languages.translated(model):
            records = model.objects.in_bulk(list(numbers))
            records = [records[number] for number in numbers if number in records]
            prefetch_related_objects(records, *model.parts)
            found += records
    return found


def _pairs(records):
    """Return {identity: its Pairs, the oldest first}."""
    found = defaultdict(list)
    for pair in Pair.objects.filter(segments.among(records)).order_by("at", "pk"):
        found[pair.model, pair.object_id].append(pair)
    return found
