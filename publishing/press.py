"""The press: from the desk to what visitors read.

There is one way onto a time line, `_put`, for publishing, scheduling, withdrawing and printing again; and one
way off it, `cancel`, for points still to come. Order of work: transaction, row lock on the piece, read the desk
and build inside it, insert.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from publishing import addresses, audit, checks, clock, languages, states
from publishing.models import LINKS, Edition, Piece
from publishing.proofs import CONTENT, proof

TICK = timedelta(milliseconds=1)


def publish(piece, language, at=None, by=None, take_over=False, digest=None):
    """Print the desk in one language, from now or from an instant to come; return the edition.

    `digest` is that of the proof which somebody read and agreed to. Raise ValidationError where the desk is another
    one by now (code "changed"), a text it needs is missing, or its address belongs to another piece.
    """
    with transaction.atomic():
        piece = _locked(piece)
        edition = _print(piece, language, at, by, take_over, digest)
        states.refresh(piece)
        return edition


def publish_all(piece, at=None, by=None):
    """Print every language that has its title and lead, all or none; return the editions."""
    with transaction.atomic():
        piece = _locked(piece)
        editions = [_print(piece, code, at, by) for code in languages.stored() if piece.is_ready(code)]
        states.refresh(piece)
        return editions


def _print(piece, language, at, by, take_over=False, digest=None):
    """Print a locked piece in one language and claim its address."""
    _must_be_on_desk(piece)
    _must_be_ready(piece, language)
    read = proof(piece, language)
    if digest not in (None, read.digest):
        raise ValidationError(
            _("The desk was changed meanwhile (%(language)s); look at it once more.")
            % {"language": languages.native_name(language)},
            code="changed",
        )
    if not languages.text(piece, "slug", language):
        languages.set_text(piece, "slug", language, read.edition.slug)
        Piece.objects.filter(pk=piece.pk).update(**{f"slug_{language}": read.edition.slug})
    edition = _put(read.edition, at, by)
    is_later = edition.public_from > edition.printed_at
    _note(audit.Action.SCHEDULED if is_later else audit.Action.PUBLISHED, piece, edition, by)
    addresses.claim(piece, language, edition.slug, edition.public_from, take_over)
    return edition


def print_again(edition, at=None, by=None, take_over=False):
    """Print what an edition of old says once more, from now or from an instant to come; return the new edition.

    Raise ValidationError where something it points to is no longer there, or its address belongs to another piece.
    """
    with transaction.atomic():
        piece = _locked(edition.piece)
        _must_be_on_desk(piece)
        _must_have_what_it_shows(edition)
        again = _put(_copy(edition), at, by)
        piece.kind = again.kind  # what was a page then has its address among pages
        _note(audit.Action.PRINTED_AGAIN, piece, again, by, of=edition.pk)
        addresses.claim(piece, again.language, again.slug, again.public_from, take_over)
        states.refresh(piece)
        return again


def _copy(edition):
    names = ("piece_id", "language", "schema", "search_text", *CONTENT)
    return Edition(**{name: getattr(edition, name) for name in names})


def _must_have_what_it_shows(edition):
    if edition.blank:
        raise ValidationError(_("This was a withdrawal: there is nothing to print."), code="blank")
    for kind, ids in edition.links.items():
        target = LINKS[kind]._meta.get_field("target").related_model
        if target.objects.on_desk().filter(pk__in=ids).count() < len(ids):
            gone = ", ".join(map(str, target.objects.in_trash().filter(pk__in=ids))) or target._meta.verbose_name
            raise ValidationError(
                _("It shows what is no longer there or lies in the trash: %(gone)s.") % {"gone": gone}, code="gone"
            )


def withdraw(piece, language, at=None, by=None):
    """Take a language off the site, now or later: a blank edition."""
    with transaction.atomic():
        piece = _locked(piece)
        edition = _put(
            Edition(
                piece_id=piece.pk,
                language=language,
                blank=True,
                kind=piece.current_kind(),
                source_language=piece.source_language,
            ),
            at,
            by,
        )
        _note(audit.Action.WITHDRAWN, piece, edition, by)
        states.refresh(piece)
        return edition


def cancel(edition, by=None):
    """Take a point off the time line that has not begun; its neighbour goes on in its place."""
    with transaction.atomic():
        piece = _locked(edition.piece)
        if edition.public_from <= clock.now():
            raise _begun()
        until = edition.public_until
        before = Edition.objects.filter(piece=piece.pk, language=edition.language, public_until=edition.public_from)
        neighbour = before.values_list("pk", flat=True).first()
        _note(audit.Action.CANCELLED, piece, edition, by)
        _delete(edition)
        Edition.objects.filter(pk=neighbour).update(public_until=until)
        if edition.slug:
            addresses.release(piece.pk, edition.language, edition.slug)
        states.refresh(piece)


def _delete(edition):
    try:
        edition.delete()
    except IntegrityError as error:  # its time came this very moment, by the clock of the database
        raise _begun() from error


def _begun():
    return ValidationError(_("This has begun already; publish or withdraw instead."), code="begun")


def _note(action, piece, edition, by, **details):
    details |= {"edition": edition.pk, "public_from": edition.public_from.isoformat()}
    audit.note(action, piece, by, [edition.language], **details)


def _locked(piece):
    """Return the piece fresh from the database; on PostgreSQL nobody else prints it meanwhile."""
    return Piece.objects.select_for_update(no_key=True).get(pk=piece.pk).specific


def _must_be_ready(piece, language):
    if not piece.is_ready(language):
        raise ValidationError(
            _("“%(piece)s” (%(language)s) has no title and lead yet.")
            % {"piece": piece, "language": languages.native_name(language)},
            code="incomplete",
        )


def _must_be_on_desk(piece):
    if piece.trashed_at:
        raise ValidationError(_("“%(piece)s” lies in the trash. Restore it first.") % {"piece": piece}, code="trashed")


def _put(edition, at, by):
    """Put a point on the time line of a piece and language, and return it; refuse what has errors."""
    if not edition.blank:
        checks.stop(edition)
    line = Edition.objects.filter(piece=edition.piece_id, language=edition.language)
    now = clock.now()
    begun = line.filter(public_from__lte=now).order_by("-public_from").first()
    if begun and begun.public_from == now:
        now += TICK
    start = max(clock.in_milliseconds(at), now) if at else now
    if line.filter(public_from=start).exists():
        raise ValidationError(_("Something else begins at that very instant already."), code="instant")
    before = line.filter(public_from__lt=start, public_until__gt=start).first()
    after = line.filter(public_from__gt=start).order_by("public_from").first()
    edition.public_from = start
    edition.public_until = after.public_from if after else clock.FOREVER
    edition.printed_at = now
    edition.printed_by = by
    if before:
        line.filter(pk=before.pk).update(public_until=start)
    edition.save()
    for kind, ids in edition.links.items():
        link = LINKS[kind]
        link.objects.bulk_create(
            link(edition=edition, target_id=target, position=position) for position, target in enumerate(ids)
        )
    return edition
