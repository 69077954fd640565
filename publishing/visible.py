"""Which shared records visitors see: those that a current edition points to."""

from django.db.models import Exists, OuterRef

from publishing import clock
from publishing.models import LINKS, Edition, PieceKind


def seen(queryset, kind, language, at=None):
    """Return the records of this queryset that a current edition in this language points to."""
    links = LINKS[kind].objects.filter(target=OuterRef("pk"), edition__in=_current(language, at))
    return queryset.filter(Exists(links))


def _current(language, at):
    return Edition.objects.current(language, at or clock.now()).values("pk")


def languages_of(record, kind, at=None):
    """Return the set of public languages in which a record is seen."""
    links = LINKS[kind].objects.filter(target=record.pk, edition__in=_current(None, at))
    return set(links.values_list("edition__language", flat=True))


def pages_about(record, kind, language, at=None):
    """Return the current editions in this language that point to a record, newest first."""
    links = LINKS[kind].objects.filter(target=record.pk).values("edition")
    pages = Edition.objects.current(language, at).filter(pk__in=links).exclude(kind=PieceKind.HOME)
    return pages.for_list().newest_first()
