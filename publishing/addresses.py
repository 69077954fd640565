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
from publishing.models import Address, Edition, Piece


@dataclass(frozen=True)
class Found:
    """What an address leads to: a page (`edition`), a page under another name (`moved_to`), or neither.

    With neither, `elsewhere` holds the current editions of that piece in other languages.
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
    owners = _owners(kind, slug, at)
    pieces = {owners[language]} if language in owners else set(owners.values())
    return follow(pieces.pop(), language, at) if len(pieces) == 1 else Found()


def _owners(kind, slug, at):
    """Return {language: id of the piece that was the last to be public under this slug}; what lay in the trash has none."""
    worn = Edition.objects.filter(kind=kind, language__in=languages.stored(), slug=slug, public_from__lte=at)
    on_desk = Q(piece__trashed_at=None) | Q(piece__trashed_at__gt=at)
    return dict(worn.filter(on_desk).order_by("public_from").values_list("language", "piece"))


def follow(piece_id, language, at):
    """Return the Found for a piece that was asked for under another address."""
    editions = list(Edition.objects.current(at=at).filter(piece=piece_id).for_list().order_by("language"))
    here = next((edition for edition in editions if edition.language == language), None)
    return Found(moved_to=here) if here else Found(elsewhere=tuple(editions))


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
