"""The trash: what is deleted leaves the desk, and comes back whole, because nothing of its row is touched.

What a desk, or an edition that is public or planned, uses is not put there. What lies there is purged in the end,
but for what any edition points to: the site keeps its history.
"""

import datetime as dt

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from publishing import addresses, audit, clock, history, languages, markup, press, states
from publishing.models import LINKS, DeskVersion, Piece, PieceKind, specific
from publishing.models.trash import Trashable
from publishing.uses import as_owner, markup_columns, uses

KEPT = dt.timedelta(days=90)  # what has lain longer is purged


def discard(record, by=None):
    """Put a piece or a shared record in the trash; a piece is withdrawn in every language, and its addresses are free.

    Raise ValidationError where something else uses it.
    """
    discard_all([record], by)


def discard_all(records, by=None):
    """Put records in the trash together, all or none: that they use each other does not keep them from it."""
    with transaction.atomic():
        records = [record for record in _locked(records) if not record.trashed_at]
        _refuse_what_must_stay(records)
        for record in records:
            codes = press.take_down(record, by) if isinstance(record, Piece) else []
            _mark(record, clock.now(), by)
            history.keep(record, by, DeskVersion.Reason.TRASHED)
            audit.note(audit.Action.TRASHED, record, by, codes)


def _locked(records):
    """Return the records fresh from the database, always locked in the same order.

    The lock is a full one: it waits for a row that is just being written to point to one of them.
    """
    ordered = sorted({as_owner(record) for record in records}, key=lambda record: (record._meta.label, record.pk))
    found = [type(record)._base_manager.select_for_update().get(pk=record.pk) for record in ordered]
    return [specific(record) for record in found]


def _refuse_what_must_stay(records):
    if any(isinstance(record, Piece) and record.kind == PieceKind.HOME for record in records):
        raise ValidationError(_("The home page stays: the site opens with it. Withdraw it instead."), code="home")
    if found := in_the_way(records):
        names = {
            "names": ", ".join(f"“{record}”" for record in records),
            "uses": "; ".join(f"“{owner}” ({ways})" for owner, ways in found.items()),
        }
        raise ValidationError(_("%(names)s cannot go to the trash: in use by %(uses)s.") % names, code="in_use")


def in_the_way(records):
    """Return {owner: Uses}: what keeps these records from going to the trash together."""
    together = {as_owner(record) for record in records}
    return {
        owner: ways
        for record in records
        for owner, ways in uses(record).items()
        if ways.lasts and not owner.trashed_at and owner not in together
    }


def _mark(record, at, by):
    type(record)._base_manager.filter(pk=record.pk).update(trashed_at=at, trashed_by=by)
    record.trashed_at, record.trashed_by = at, by


def kinds():
    """Return the models of what can lie in the trash; a piece lies there as its own kind."""
    return [model for model in apps.get_models() if issubclass(model, Trashable) and model is not Piece]


def purge(before):
    """Delete for good what has lain in the trash since before an instant; return (what went, what stays).

    What something points to stays. What goes may have been all that pointed to something else, so go on until
    nothing more goes.
    """
    gone, stays = [], [record for kind in kinds() for record in kind.objects.in_trash().filter(trashed_at__lt=before)]
    while went := [record for record in stays if _is_deleted(record)]:
        gone += went
        stays = [record for record in stays if record not in went]
    return gone, stays


def _is_deleted(record):
    try:
        delete_for_good(record)
    except (ValidationError, ObjectDoesNotExist):
        return False
    return True


def delete_for_good(record, by=None):
    """Delete what lies in the trash, its files and its history of the desk.

    Raise ValidationError where an edition points to it, a past one too, or another record, in the trash or not.
    """
    with transaction.atomic():
        record = _locked([record])[0]
        if not record.trashed_at:
            raise ValidationError(_("“%(name)s” is not in the trash.") % {"name": record}, code="on_desk")
        if found := uses(record):
            names = ", ".join(f"“{owner}”" for owner in found)
            raise ValidationError(
                _("“%(name)s” stays in the trash: needed by %(names)s.") % {"name": record, "names": names},
                code="needed",
            )
        history.versions(record).delete()
        audit.note(audit.Action.PURGED, record, by)
        record.delete()


def restore(record, by=None, slugs=()):
    """Take a record out of the trash, and with it what it points to that lies there too; return them all, it first.

    A piece is on the desk again, not public. Its old addresses lead to it again, but for those that another piece
    has meanwhile. Where that is so of the slug on its desk, raise ValidationError with the code "taken"; `slugs` is
    {(piece id, language): another slug}.
    """
    with transaction.atomic():
        back = [each for each in _locked([record, *coming_along(record)]) if each.trashed_at]
        back.sort(key=lambda each: as_owner(each) != as_owner(record))
        pieces = [each for each in back if isinstance(each, Piece)]
        for piece in pieces:
            _readdress(piece, {code: slug for (number, code), slug in dict(slugs).items() if number == piece.pk})
        if found := taken(pieces):
            raise ValidationError(" ".join(_said(*place, other) for place, other in found.items()), code="taken")
        for each in back:
            _mark(each, None, None)
            history.keep(each, by, DeskVersion.Reason.RESTORED)
            audit.note(audit.Action.RESTORED, each, by)
        for piece in pieces:
            states.refresh(piece)
    return back


def coming_along(record):
    """Return what lies in the trash and is restored with a record: what its desk points to, and what that points to."""
    record = specific(record)
    found = [type(record)._base_manager.get(pk=record.pk)]
    for each in found:
        found += [target for target in dict.fromkeys(_targets(each)) if target.trashed_at and target not in found]
    return found[1:]


def _targets(record):
    """Yield the pieces and records that a record and its parts point to, by a relation or by a link in a text."""
    rows = [record, *(part for name in record.parts for part in getattr(record, name).all())]
    for row in rows:
        for field in row._meta.get_fields():
            if field.concrete and field.related_model and issubclass(field.related_model, Trashable):
                yield from map(specific, _values(row, field))
        for column in markup_columns(type(row)):
            for kind, number in sorted(markup.references(getattr(row, column) or "")):
                yield from map(specific, LINKS[kind]._meta.get_field("target").related_model.objects.filter(pk=number))


def _values(row, field):
    if field.many_to_many:
        return getattr(row, field.name).all()
    target = None if field.remote_field.parent_link else getattr(row, field.name)
    return [target] if target else []


def taken(pieces):
    """Return {(piece, language): the other piece} of the slugs on these desks that another piece has by now."""
    places = [(piece, code, languages.text(piece, "slug", code)) for piece in pieces for code in languages.stored()]
    found = {(piece, code): addresses.held_by_another(piece, code, slug) for piece, code, slug in places if slug}
    return {place: other for place, other in found.items() if other}


def _said(piece, language, other):
    values = {"slug": languages.text(piece, "slug", language), "language": languages.native_name(language)}
    text = _("The address “%(slug)s” (%(language)s) of “%(piece)s” is that of “%(other)s” by now.")
    return text % (values | {"piece": piece, "other": other})


def _readdress(piece, slugs):
    """Give a locked piece other slugs on its desk: {language: slug}."""
    for language, slug in slugs.items():
        languages.set_text(piece, "slug", language, slug)
    columns = {languages.column("slug", language): slug for language, slug in slugs.items()}
    if columns:
        Piece.objects.filter(pk=piece.pk).update(**columns)
