"""The rows of the matrix: pieces, or shared records of all kinds, each with a cell for each language."""

from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Model, Q, Value
from django.utils.text import capfirst

from publishing import languages, states
from publishing.admin.states import SHORT
from publishing.models import Piece
from publishing.states import LanguageState
from translations import progress
from translations.admin.matrix_forms import Theme
from translations.models import TextState, Unsettled
from translations.public import of_public


@dataclass(frozen=True)
class Cell:
    """One language of a record; `text` is None where there is nothing to translate, `visible` where it has no page.

    `public` is the State of the text that visitors read.
    """

    language: str
    text: TextState | None
    visible: LanguageState | None
    public: TextState.State | None
    address: str

    @property
    def name(self):
        return languages.native_name(self.language)

    @property
    def is_outdated_for_visitors(self):
        return self.public == TextState.State.OUTDATED

    @property
    def visibility(self):
        return SHORT[self.visible.visibility]


@dataclass(frozen=True)
class Row:
    record: Model
    label: str  # of its identity
    kind: str
    cells: list
    is_settled: bool


def narrowed(request, models, form):
    """Return a queryset of records for each model, narrowed down as the form says."""
    chosen = form.chosen
    found = []
    for model in models:
        records = model.objects.on_desk()
        if "q" in chosen:
            words = chosen["q"].replace("\x00", "")  # which PostgreSQL refuses
            records, _may_repeat = admin.site.get_model_admin(model).get_search_results(request, records, words)
        if "kind" in chosen:
            records = _of_kind(records, chosen["kind"])
        if "theme" in chosen:
            records = _of_theme(records, chosen["theme"])
        found.append(progress.in_state(records, form.codes, form.states) if form.states else records)
    return found


def _of_kind(records, kind):
    if records.model is Piece:
        return records.filter(kind=kind)
    return records if records.model._meta.label_lower == kind else records.none()


def _of_theme(records, theme):
    """Return the records that point to a theme; of pieces also the theme itself."""
    model = records.model
    condition = Q(pk=theme.pk) if model is Piece else Q(pk=None)
    for owner in Piece.__subclasses__() if model is Piece else [model]:
        for field in (*owner._meta.fields, *owner._meta.many_to_many):
            if field.related_model is Theme:
                condition |= Q(pk__in=owner.objects.filter(**{field.name: theme}).order_by().values("pk"))
    return records.filter(condition)


def places(querysets, codes, sort=""):
    """Return (label of the model, id) of all records in their order, in one query over all models."""
    parts = [
        progress.with_words_to_do(records.order_by(), codes)
        .annotate(model_label=Value(records.model._meta.label_lower))
        .values_list("model_label", "pk", "changed_at", "to_do")
        for records in querysets
    ]
    order = ["-changed_at", "-pk"] if sort == "changed" else ["-to_do", "-changed_at", "-pk"]
    return parts[0].union(*parts[1:]).order_by(*order)


def rows(found, codes):
    """Return the Rows of places, at a query for each kind of record and a few for all of them."""
    found = [(label, pk) for label, pk, *_rest in found]
    records = progress.records(found)
    among = Q(pk=None)
    for label in {label for label, _pk in found}:
        among |= Q(model=label, object_id__in=[pk for each, pk in found if each == label])
    texts = {(text.model, text.object_id, text.language): text for text in TextState.objects.filter(among)}
    unsettled = set(Unsettled.objects.filter(among).values_list("model", "object_id"))
    pieces = [record for record in records.values() if isinstance(record, Piece)]
    visible, public = states.of_pieces(pieces), of_public(pieces)
    return [
        _row(records[label, pk], label, codes, texts, visible, public, (label, pk) not in unsettled)
        for label, pk in found
    ]


def _row(record, label, codes, texts, visible, public, is_settled):
    is_piece = isinstance(record, Piece)
    seen = {state.language: state for state in visible[record.pk]} if is_piece else {}
    fresh = public[record.pk] if is_piece else {}
    return Row(
        record=record,
        label=label,
        kind=record.get_kind_display() if is_piece else capfirst(record._meta.verbose_name),
        cells=[
            Cell(
                language=code,
                text=texts.get((label, record.pk, code)),
                visible=seen.get(code),
                public=fresh.get(code),
                address=progress.desk(label, record.pk, code),
            )
            for code in codes
        ],
        is_settled=is_settled,
    )
