"""Who did what. Every rule that changes something for others notes it here, in its own transaction."""

from django.utils.text import Truncator

from publishing import clock
from publishing.models import AuditEntry, specific

Action = AuditEntry.Action


def note(action, record=None, by=None, languages=(), name="", **details):
    """Write an entry of the audit log; `details` is JSON that helps to understand it later."""
    clock.refuse_if_shifted()
    record = specific(record)
    return AuditEntry.objects.create(
        at=clock.now(),
        user_id=by.pk if by else None,
        user_name=by.get_username() if by else "",
        action=action,
        model=record._meta.label_lower if record is not None else "",
        object_id=str(record.pk or "") if record is not None else "",
        object_name=Truncator(name or (str(record) if record is not None else "")).chars(200),
        languages=list(languages),
        details=details,
    )
