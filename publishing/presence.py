"""Who has a form open. Each open form says so from time to time; whoever falls silent has gone."""

import datetime as dt

from publishing import clock
from publishing.models import Presence

SILENCE = dt.timedelta(minutes=1)


def renew(record, user):
    """Take note that somebody has the form of a record open."""
    now = clock.now()
    if not _of(record).filter(user=user, seen_at__gte=now - SILENCE).update(seen_at=now):
        _of(record).filter(seen_at__lt=now - SILENCE).delete()
        Presence.objects.get_or_create(**_key(record), user=user, defaults={"opened_at": now, "seen_at": now})


def leave(record, user):
    _of(record).filter(user=user).delete()


def others(record, user):
    """Return the Presences of everybody else who has the form of a record open, the first to come first."""
    present = _of(record).exclude(user=user).filter(seen_at__gte=clock.now() - SILENCE)
    return present.select_related("user").order_by("opened_at", "pk")


def _of(record):
    return Presence.objects.filter(**_key(record))


def _key(record):
    return {"model": record._meta.label_lower, "object_id": record.pk}
