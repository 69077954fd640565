"""How far the translations are, in words of the source: what lists, the start page, the feed and the mails ask."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import ngettext

from publishing import languages
from publishing.models import Piece
from publishing.numbers import number
from translations import segments
from translations.models import TextState

State = TextState.State

WORDS_TO_DO = F("words_missing") + F("words_outdated")
# Conditions for TextStates.
LACKING = Q(state__in=(State.MISSING, State.IN_PROGRESS))
TO_DO = LACKING | Q(state=State.OUTDATED)


@dataclass(frozen=True)
class Total:
    """The words of many texts in one language."""

    language: str
    words: int = 0
    missing: int = 0
    outdated: int = 0
    to_review: int = 0

    @property
    def name(self):
        return languages.native_name(self.language)

    @property
    def to_do(self):
        return self.missing + self.outdated

    @property
    def done(self):
        return self.words - self.to_do

    @property
    def percent(self):
        """The share that is done, 100 only where nothing is left."""
        return 100 * self.done // self.words if self.words else 100


def label_of(model):
    """Return the name that TextStates know a model by."""
    return segments.PIECE if issubclass(model, Piece) else model._meta.label_lower


def of(*querysets):
    """Return the TextStates of the records of these querysets."""
    condition = Q(pk=None)
    for records in querysets:
        condition |= Q(model=label_of(records.model), object_id__in=records.order_by().values("pk"))
    return TextState.objects.filter(condition)


def of_pieces():
    """Return the TextStates of all pieces on the desk."""
    return of(Piece.objects.on_desk())


def totals(states):
    """Return {language: Total} of TextStates, each stored language with one."""
    sums = (
        states.exclude(state=State.SOURCE)
        .order_by()
        .values("language")
        .annotate(
            all_words=Sum("words"),
            missing=Sum("words_missing"),
            outdated=Sum("words_outdated"),
            to_review=Sum("words_to_review"),
        )
    )
    found = {
        row["language"]: Total(row["language"], row["all_words"], row["missing"], row["outdated"], row["to_review"])
        for row in sums
    }
    return {code: found.get(code, Total(code)) for code in languages.stored()}


def with_words_to_do(records, codes):
    """Annotate a queryset of records with their words to do in these languages."""
    states = TextState.objects.filter(model=label_of(records.model), object_id=OuterRef("pk"), language__in=codes)
    words = states.order_by().values("object_id").annotate(words_to_do=Sum(WORDS_TO_DO)).values("words_to_do")
    return records.annotate(to_do=Coalesce(Subquery(words), 0))


def in_state(records, codes, condition):
    """Return the records of a queryset that have a TextState of this condition in one of the languages."""
    states = TextState.objects.filter(model=label_of(records.model), object_id=OuterRef("pk"), language__in=codes)
    return records.filter(Exists(states.filter(condition)))


def records(places):
    """Return {(label of the model, id): record} at a query for each model; of pieces what all kinds share."""
    of_label = {}
    for label, pk in places:
        of_label.setdefault(label, set()).add(pk)
    return {
        (label, pk): record
        for label, numbers in of_label.items()
        for pk, record in apps.get_model(label)._base_manager.in_bulk(numbers).items()
    }


def desk(label, number, language):
    """Return where a record is translated, at the first text to do."""
    return reverse("translate", args=[label, number, language]) + "#todo"


def in_words(count):
    """Say a number of words: “1,200 words”."""
    return ngettext("%(number)s word", "%(number)s words", count) % {"number": number(count)}
