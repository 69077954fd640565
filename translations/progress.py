"""How far the translations are, in words of the source: what lists, the start page, the feed and the mails ask."""

from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import ngettext

from publishing import languages
from publishing.models import Piece
from publishing.numbers import number
from translations.models import TextState

WORDS_TO_DO = F("words_missing") + F("words_outdated")


@dataclass(frozen=True)
class Total:
    """The words of many texts in one language."""

    language: str
    words: int = 0
    missing: int = 0
    outdated: int = 0
    to_review: int = 0

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


def of(*querysets):
    """Return the TextStates of the records of these querysets."""
    condition = Q(pk=None)
    for records in querysets:
        label = records.model._meta.label_lower
        condition |= Q(model=label, object_id__in=records.order_by().values("pk"))
    return TextState.objects.filter(condition)


def of_pieces():
    """Return the TextStates of all pieces on the desk."""
    return of(Piece.objects.on_desk())


def totals(states):
    """Return {language: Total} of TextStates, each stored language with one."""
    sums = (
        states.exclude(state=TextState.State.SOURCE)
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
    states = TextState.objects.filter(
        model=records.model._meta.label_lower, object_id=OuterRef("pk"), language__in=codes
    )
    words = states.order_by().values("object_id").annotate(words_to_do=Sum(WORDS_TO_DO)).values("words_to_do")
    return records.annotate(to_do=Coalesce(Subquery(words), 0))


def in_words(count):
    """Say a number of words: “1,200 words”."""
    return ngettext("%(number)s word", "%(number)s words", count) % {"number": number(count)}
