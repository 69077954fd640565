"""The press: from the desk to what visitors read.

There is one way onto a time line, `_put`, for publishing, scheduling, withdrawing and printing again; and one
way off it, `_take_off`, for points still to come. Order of work: transaction, row lock on the piece, read the desk
and build inside it, insert.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from publishing import addresses, audit, checks, clock, history, languages, states
from publishing.models import LINKS, DeskVersion, Edition, Piece
from publishing.proofs import CONTENT, proof, search_text

TICK = timedelta(milliseconds=1)


def publish(piece, language, at=None, by=None, take_over=False, digest=None):
    """Print the desk in one language, from now or from an instant to come; return the edition.

    `digest` is that of the proof which somebody read and agreed to. Raise ValidationError where the desk is another
    one by now (code "changed"), a text it needs is missing, or its address belongs to another piece.
    """
    with transaction.atomic():
        piece = locked(piece)
        edition = _print(piece, language, at, by, take_over, digest)
        states.refresh(piece)
        return edition


def publish_all(piece, at=None, by=None):
    """Print every language that has its title and lead, all or none; return the editions."""
    with transaction.atomic():
        piece = locked(piece)
        editions = [_print(piece, code, at, by) for code in languages.stored() if piece.is_ready(code)]
        states.refresh(piece)
        return editions


def _print(piece, language, at, by, take_over=False, digest=None):
    """Print a locked piece in one language and claim its address."""
    _must_be_on_desk(piece)
    must_be_ready(piece, language)
    read = proof(piece, language)
    if digest not in (None, read.digest):
        raise changed(language)
    if not languages.text(piece, "slug", language):
        languages.set_text(piece, "slug", language, read.edition.slug)
        Piece.objects.filter(pk=piece.pk).update(**{languages.column("slug", language): read.edition.slug})
    addresses.claim(read.edition.kind, language, read.edition.slug, piece, by, take_over)
    read.edition.search_text = search_text(read.edition)
    edition = _put(read.edition, at, by)
    _must_have_what_it_shows(edition)  # by now nothing of it can go to the trash before this is printed
    is_later = edition.public_from > edition.printed_at
    _note(audit.Action.SCHEDULED if is_later else audit.Action.PUBLISHED, piece, edition, by)
    return edition


def changed(language):
    """Return the ValidationError for a desk that is not what somebody read."""
    return ValidationError(
        _("The desk was changed meanwhile (%(language)s). Look at it once more before you publish.")
        % {"language": languages.native_name(language)},
        code="changed",
    )


def print_again(edition, at=None, by=None, take_over=False):
    """Print what an edition of old says once more, from now or from an instant to come; return the new edition.

    Raise ValidationError where something it points to is no longer there, or its address belongs to another piece.
    """
    with transaction.atomic():
        piece = locked(edition.piece)
        _must_be_on_desk(piece)
        _must_have_what_it_shows(edition)
        addresses.claim(edition.kind, edition.language, edition.slug, piece, by, take_over)
        again = _put(_copy(edition), at, by)
        _note(audit.Action.PRINTED_AGAIN, piece, again, by, of=edition.pk)
        states.refresh(piece)
        return again


def _copy(edition, **changes):
    names = ("piece_id", "language", "schema", "search_text", *CONTENT)
    return Edition(**{name: getattr(edition, name) for name in names} | changes)


def swap(first, second, language, by=None):
    """Print what visitors read of two pieces of a kind again, each under the other's address; return both editions.

    At one instant: there is none at which both pages, or neither, stand at an address. The addresses on their desks
    change places too, but for one that was changed and is not published yet. Raise ValidationError where one is not
    public, or something of it is planned.
    """
    with transaction.atomic():
        pieces = [locked(piece) for piece in sorted((first, second), key=lambda piece: piece.pk)]
        shown = [_swappable(piece, language) for piece in pieces]
        if shown[0].kind != shown[1].kind or shown[0].piece_id == shown[1].piece_id:
            raise ValidationError(_("Only two pieces of one kind swap their addresses."), code="kinds")
        now = max(clock.now(), *(edition.public_from + TICK for edition in shown))
        slugs = [edition.slug for edition in reversed(shown)]
        editions = [_put(_copy(edition, slug=slug), None, by, now) for edition, slug in zip(shown, slugs, strict=True)]
        for piece, old, new in zip(pieces, shown, editions, strict=True):
            _readdress(piece, language, old.slug, new.slug, by)
            other = next(each for each in pieces if each != piece)
            _note(audit.Action.SWAPPED, piece, new, by, slug=new.slug, other=str(other), other_id=other.pk)
        return editions


def _swappable(piece, language):
    """Return the edition that visitors read, where nothing is planned that would bring back the address it has."""
    _must_be_on_desk(piece)
    names = {"piece": piece, "language": languages.native_name(language)}
    line = Edition.objects.filter(piece=piece.pk, language=language, blank=False)
    if line.filter(public_from__gt=clock.now()).exists():
        text = _("Something is planned for “%(piece)s” (%(language)s). Cancel it first.")
        raise ValidationError(text % names, code="planned")
    current = line.at(clock.now()).first()
    if current is None:
        raise ValidationError(_("“%(piece)s” (%(language)s) is not public.") % names, code="not_public")
    return current


def _readdress(piece, language, old, new, by):
    if languages.text(piece, "slug", language) == old:
        history.keep(piece, reason=DeskVersion.Reason.LOADED)
        Piece.objects.filter(pk=piece.pk).update(**{languages.column("slug", language): new})
        history.keep(piece, by)
    states.refresh(piece)


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
        piece = locked(piece)
        edition = _withdraw(piece, language, at, by)
        states.refresh(piece)
        return edition


def take_down(piece, by=None):
    """Take a piece off the site in every language, and off it what is planned; return the languages it was public in."""
    with transaction.atomic():
        piece = locked(piece)
        line = Edition.objects.filter(piece=piece.pk)
        now = clock.now()
        for coming in line.filter(public_from__gt=now).order_by("-public_from"):
            _take_off(piece, coming, by)
        codes = list(line.at(now).filter(blank=False).order_by("language").values_list("language", flat=True))
        for language in codes:
            _withdraw(piece, language, None, by)
        states.refresh(piece)
        return codes


def _withdraw(piece, language, at, by):
    """Put a blank edition on a locked piece's time line."""
    kind, source_language = piece.current_kind(), piece.source_language
    blank = Edition(piece_id=piece.pk, language=language, blank=True, kind=kind, source_language=source_language)
    edition = _put(blank, at, by)
    _note(audit.Action.WITHDRAWN, piece, edition, by)
    return edition


def cancel(edition, by=None):
    """Take a point off the time line that has not begun; its neighbour goes on in its place."""
    with transaction.atomic():
        piece = locked(edition.piece)
        edition = Edition.objects.filter(pk=edition.pk).first()
        if edition is None:  # somebody else has cancelled it just now
            return
        if edition.public_from <= clock.now():
            raise _begun()
        _take_off(piece, edition, by)
        states.refresh(piece)


def _take_off(piece, edition, by):
    """Take a point to come off a locked piece's time line; its neighbour goes on in its place."""
    line = Edition.objects.filter(piece=piece.pk, language=edition.language)
    neighbour = line.filter(public_until=edition.public_from).values_list("pk", flat=True).first()
    _note(audit.Action.CANCELLED, piece, edition, by)
    _delete(edition)
    line.filter(pk=neighbour).update(public_until=edition.public_until)


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


def locked(piece):
    """Return the piece fresh from the database; on PostgreSQL nobody else prints it meanwhile."""
    return Piece.objects.select_for_update(no_key=True).get(pk=piece.pk).specific


def must_be_ready(piece, language):
    """Raise ValidationError where a language has not the texts that it needs."""
    if not piece.is_ready(language):
        raise ValidationError(
            _("“%(piece)s” (%(language)s) has no title and lead yet.")
            % {"piece": piece, "language": languages.native_name(language)},
            code="incomplete",
        )


def _must_be_on_desk(piece):
    if piece.trashed_at:
        raise ValidationError(_("“%(piece)s” lies in the trash. Restore it first.") % {"piece": piece}, code="trashed")


def _put(edition, at, by, now=None):
    """Put a point on the time line of a piece and language, and return it; refuse what has errors."""
    if not edition.blank:
        checks.stop(edition)
    line = Edition.objects.filter(piece=edition.piece_id, language=edition.language)
    now = now or clock.now()
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
    _link(edition)
    return edition


def _link(edition):
    for kind, ids in edition.links.items():
        link = LINKS[kind]
        link.objects.bulk_create(
            link(edition=edition, target_id=target, position=position) for position, target in enumerate(ids)
        )
