"""Which piece an address leads to.

One rule: the address leads to the piece, the piece's current edition says which slug is the current one,
anything else redirects. So renaming, restoring and going back to an old name need nothing of their own.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from publishing import clock, languages
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
    known = Address.objects.filter(kind=kind, slug=slug, since__lte=at)
    pieces = set(known.filter(language=language).values_list("piece", flat=True))
    if not pieces:
        pieces = set(known.values_list("piece", flat=True))
    if len(pieces) != 1:
        return Found()
    return _follow(pieces.pop(), language, at)


def _follow(piece_id, language, at):
    editions = list(Edition.objects.current(at=at).filter(piece=piece_id).for_list().order_by("language"))
    here = next((edition for edition in editions if edition.language == language), None)
    return Found(moved_to=here) if here else Found(elsewhere=tuple(editions))


def propose(piece, language):
    """Return a free slug for a piece that has none in this language, made from its title."""
    kind = piece.current_kind()
    stem = slugify(languages.text(piece, "title", language))[:90] or f"{kind}-{piece.pk}"
    taken = set(
        Address.objects.filter(kind=kind, language=language, slug__startswith=stem)
        .exclude(piece=piece.pk)
        .values_list("slug", flat=True)
    ) | set(
        Piece.objects.exclude(pk=piece.pk)
        .filter(**{"kind": kind, f"slug_{language}__startswith": stem})
        .values_list(f"slug_{language}", flat=True)
    )
    number = 1
    slug = stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def claim(piece, language, slug, since, take_over=False):
    """Let an address lead to this piece from an instant on.

    Raise ValidationError where another piece is, or will be, public under it; or where another piece once was
    and `take_over` is not said: its old links would then lead here.
    """
    address = Address.objects.filter(kind=piece.kind, language=language, slug=slug).first()
    if address is None:
        Address.objects.create(kind=piece.kind, language=language, slug=slug, piece_id=piece.pk, since=since)
        return
    if address.piece_id != piece.pk:
        _may_take(address, take_over)
        address.piece_id = piece.pk
        address.since = since
        address.save()
    elif since < address.since:
        address.since = since
        address.save()


def shown_by_another(piece, language, slug):
    """Return an edition of another piece of this kind that is, or will be, public under this slug; or None."""
    lasting = Edition.objects.filter(
        kind=piece.current_kind(), language=language, slug=slug, public_until__gt=clock.now()
    )
    return lasting.exclude(piece=piece.pk).first()


def _may_take(address, take_over):
    shown = Edition.objects.filter(
        piece=address.piece_id, language=address.language, slug=address.slug, public_until__gt=clock.now()
    )
    names = {"slug": address.slug, "piece": address.piece, "language": languages.native_name(address.language)}
    if shown.exists():
        raise ValidationError(_("The address “%(slug)s” (%(language)s) belongs to “%(piece)s”.") % names, code="taken")
    if not take_over:
        raise ValidationError(
            _("The address “%(slug)s” (%(language)s) still leads to “%(piece)s”, which once had it.") % names,
            code="old",
        )


def release(piece_id, language, slug):
    """Free an address that no edition of the piece was or will be public under."""
    if not Edition.objects.filter(piece=piece_id, language=language, slug=slug).exists():
        Address.objects.filter(piece=piece_id, language=language, slug=slug).delete()
