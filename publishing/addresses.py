"""Which piece an address leads to.

One rule: an address leads to the piece that was the last to be public under it, that piece's current edition says
which slug is the current one, anything else redirects. The editions say both. So renaming, planning a new name,
cancelling it, going back to an old one, the trash and the site as of a date need nothing of their own.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from publishing import audit, clock, languages
from publishing.models import Address, Edition, KindSettings, Piece


@dataclass(frozen=True)
class Found:
    """What an address leads to: a page (`edition`), a page under another name (`moved_to`), or neither.

    With neither, `elsewhere` holds the current editions of that piece in other languages. Where the rule of its kind
    says so, the edition in the source language stands in for one in the language that was asked for.
    """

    edition: Edition | None = None
    moved_to: Edition | None = None
    elsewhere: tuple = ()


def find(kind, language, slug, at=None):
    """Return the Found for an address, at an instant or now."""
    at = at or clock.now()
    shown = Edition.objects.current(language, at).filter(kind=kind, slug=slug).select_related("cover")
    edition = shown.order_by("-public_from").first()
    if edition:
        return Found(edition=edition)
    piece_id = _led_to(kind, language, slug, at)
    found = follow(piece_id, language, at) if piece_id else Found()
    if found.moved_to and (found.moved_to.kind, found.moved_to.slug) == (kind, slug):
        return Found(edition=Edition.objects.select_related("cover").get(pk=found.moved_to.pk))
    return found


def _led_to(kind, language, slug, at):
    """Return the id of the piece that an address which shows none of its own language leads to, or None."""
    owners = _owners(kind, slug, at)
    pieces = {owners[language]} if language in owners else set(owners.values())
    return pieces.pop() if len(pieces) == 1 else None


def _owners(kind, slug, at):
    """Return {language: id of the piece that was the last to be public under this slug}; what lay in the trash has none."""
    worn = Edition.objects.filter(kind=kind, language__in=languages.stored(), slug=slug, public_from__lte=at)
    on_desk = Q(piece__trashed_at=None) | Q(piece__trashed_at__gt=at)
    return dict(worn.filter(on_desk).order_by("public_from").values_list("language", "piece"))


def follow(piece_id, language, at):
    """Return the Found for a piece that was asked for under another address."""
    editions = list(Edition.objects.current(at=at).filter(piece=piece_id).for_list().order_by("language"))
    here = next((edition for edition in editions if edition.language == language), None)
    here = here or _stand_in(editions, language, at)
    return Found(moved_to=here) if here else Found(elsewhere=tuple(editions))


def _stand_in(editions, language, at):
    """Return the one of a piece's editions that is shown in a language that it lacks, or None.

    Nothing stands in below an address that leads to another piece.
    """
    source = original(editions)
    if not source or not shows_original(source.kind):
        return None
    is_free = not Edition.objects.current(language, at).filter(kind=source.kind, slug=source.slug).exists()
    is_own = is_free and _led_to(source.kind, language, source.slug, at) == source.piece_id
    return source if is_own else None


def original(editions):
    """Return the edition in the source language, which the newest of a piece's current editions names; or None."""
    newest = max(editions, key=lambda edition: edition.public_from, default=None)
    return next((edition for edition in editions if edition.language == newest.source_language), None)


def shows_original(kind):
    """Say whether visitors get a piece of this kind in its source language where theirs is missing."""
    return KindSettings.objects.filter(kind=kind, without_language=KindSettings.WithoutLanguage.SOURCE).exists()


def propose(piece, language):
    """Return a free slug for a piece that has none in this language, made from its title."""
    stem = slugify(languages.text(piece, "title", language))[:90] or f"{piece.current_kind()}-{piece.pk}"
    slug, number = stem, 1
    while not _is_free(piece, language, slug):
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _is_free(piece, language, slug):
    """Say whether no other piece was ever public under this slug, will be, or has it on its desk."""
    kind = piece.current_kind()
    others = Piece.objects.on_desk().exclude(pk=piece.pk)
    if others.filter(**{"kind": kind, languages.column("slug", language): slug}).exists():
        return False
    return not Edition.objects.filter(kind=kind, language=language, slug=slug, piece__in=others).exists()


def claim(kind, language, slug, piece, by=None, take_over=False):
    """Let nobody else be public under this address from here on; called before it is printed, in that transaction.

    Raise ValidationError where another piece is, or will be, public under it; or where another piece once was
    and `take_over` is not said: its old links would then lead here.
    """
    # Two that claim the same address at once wait for each other here.
    Address.objects.select_for_update().get_or_create(kind=kind, language=language, slug=slug)
    names = {"slug": slug, "language": languages.native_name(language)}
    if shown := shown_by_another(kind, language, slug, piece):
        text = _("The address “%(slug)s” (%(language)s) belongs to “%(piece)s”.")
        raise ValidationError(text % (names | {"piece": shown.title}), code="taken")
    former = formerly_of_another(kind, language, slug, piece)
    if former and not take_over:
        text = _("The address “%(slug)s” (%(language)s) still leads to “%(piece)s”, which once had it.")
        raise ValidationError(text % (names | {"piece": former}), code="old")
    if former:
        audit.note(audit.Action.TOOK_OVER, piece, by, [language], slug=slug, piece_id=former.pk, piece_name=str(former))


def shown_by_another(kind, language, slug, piece):
    """Return an edition of another piece that is, or will be, public under this address; or None."""
    lasting = Edition.objects.filter(kind=kind, language=language, slug=slug, public_until__gt=clock.now())
    return lasting.exclude(piece=piece.pk).first()


def formerly_of_another(kind, language, slug, piece):
    """Return the other piece whose old links this address still leads to, or None."""
    owner = _owners(kind, slug, clock.FOREVER).get(language, piece.pk)
    return Piece.objects.get(pk=owner) if owner != piece.pk else None


def held_by_another(piece, language, slug):
    """Return the other piece that is public where this one would be under this slug, or will be, or once was; or None."""
    place = (piece.current_kind(), language, slug, piece)
    shown = shown_by_another(*place)
    return shown.piece if shown else formerly_of_another(*place)
