"""Who may print what, and the review of what others wrote: handed in, then approved, returned or taken back.

A review asks for some languages of a piece, as the desk had them when it was handed in (`digests`). Approving prints
what the reviewer was shown. Nobody approves what they handed in themselves: whoever may publish alone does just that.
Every step takes the piece's row lock first, as the press does.
"""

from django.apps import apps as installed
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from publishing import audit, clock, languages, press, rights
from publishing.models import Edition, KindSettings, PieceKind, Review
from publishing.proofs import proof

Outcome = Review.Outcome


def needs_approval(piece):
    """Say whether the newsroom asks for a reviewer's approval of what a piece is on its desk, or of what is public of it.

    Else an article that is turned into a page on its desk would need none to leave the site.
    """
    shown = Edition.objects.filter(piece=piece.pk, blank=False, public_until__gt=clock.now()).values("kind")
    kinds = Q(kind=piece.current_kind()) | Q(kind__in=shown)
    return KindSettings.objects.filter(kinds, needs_approval=True).exists()


def after_migrations(apps=installed, **options):
    """Give each kind of piece its settings; not where the migrations stopped before there were any."""
    if "kindsettings" in apps.all_models["publishing"]:
        for kind in PieceKind:
            apps.get_model("publishing.KindSettings").objects.get_or_create(kind=kind)


def publishable(user, piece):
    """Return the codes of the languages in which somebody may print a piece, withdraw it and so on, without handing it in.

    Who may not change the piece, but translates it, publishes it in those languages only.
    """
    if piece.trashed_at or not user.has_perm("publishing.publish_piece"):
        return []
    if needs_approval(piece) and not user.has_perm("publishing.approve_piece"):
        return []
    own = [] if rights.may_change(user, piece) else rights.languages_of(user)
    return own or list(languages.stored())


def may_decide(user, review):
    """Say whether somebody may approve or return what others handed in."""
    if user.has_perm("publishing.approve_piece"):
        return True
    return set(review.languages) <= set(publishable(user, review.piece))


def deciders(review):
    """Return the staff who may decide about a review; whoever handed it in may not."""
    permissions = ["publishing.approve_piece"]
    permissions += [] if needs_approval(review.piece) else ["publishing.publish_piece"]
    accounts = get_user_model().objects
    found = {user for each in permissions for user in accounts.with_perm(each).filter(is_staff=True)}
    found = [user for user in found if user.pk != review.submitted_by_id and may_decide(user, review)]
    return sorted(found, key=lambda user: user.pk)


def waiting():
    """Return the reviews that somebody has to decide about, the oldest first."""
    return Review.objects.filter(outcome=Outcome.WAITING, piece__trashed_at=None).order_by("submitted_at", "pk")


def last(piece):
    """Return the newest review of a piece, or None."""
    return Review.objects.filter(piece=piece.pk).select_related("submitted_by", "decided_by").first()


def to_decide(user):
    """Return the waiting reviews that somebody may decide about."""
    found = waiting().exclude(submitted_by=user)
    if user.has_perm("publishing.approve_piece"):
        return found
    if not user.has_perm("publishing.publish_piece"):
        return found.none()
    found = found.exclude(piece__kind__in=KindSettings.objects.filter(needs_approval=True).values("kind"))
    if not rights.languages_of(user):
        return found
    return found.filter(pk__in=[review.pk for review in found.select_related("piece") if may_decide(user, review)])


def handed_in_by(user):
    """Return the reviews that somebody asked for and that wait, or were returned and not handed in again since."""
    newer = Review.objects.filter(piece=OuterRef("piece"), pk__gt=OuterRef("pk"))
    found = Review.objects.filter(submitted_by=user, piece__trashed_at=None).exclude(Exists(newer))
    return found.filter(outcome__in=[Outcome.WAITING, Outcome.RETURNED])


def submit(piece, codes, by, digests, note=""):
    """Hand in some languages of a piece; return the Review. `digests` is {language: that of the proof that was shown}.

    Raise ValidationError where the desk is another one by now (code "changed"), something is waiting already
    ("waiting"), or a language has no title and lead ("incomplete").
    """
    with transaction.atomic():
        piece = press.locked(piece)
        for code in codes:
            press.must_be_ready(piece, code)
            if proof(piece, code).digest != digests.get(code):
                raise press.changed(code)
        if waiting().filter(piece=piece.pk).exists():
            raise ValidationError(_("This was handed in already, and waits for a decision."), code="waiting")
        review = Review.objects.create(
            piece_id=piece.pk,
            languages=list(codes),
            digests=digests,
            note=note,
            submitted_at=clock.now(),
            submitted_by=by,
        )
        audit.note(audit.Action.SUBMITTED, piece, by, codes, review=review.pk)
        return review


def approve(review, by, digests, at=None, take_over=False):
    """Print what was handed in, from now or an instant to come; return the editions, all languages or none.

    `digests` is {language: that of the proof that the reviewer was shown}. Raise PermissionDenied for who may not, and
    ValidationError where the desk is another one by now (code "changed"), or whatever else the press objects to.
    """
    with transaction.atomic():
        review = _to_decide(review, by)
        editions = [
            press.publish(review.piece, code, at, by, take_over, digest=digests.get(code, ""))
            for code in review.languages
        ]
        _decide(review, Outcome.APPROVED, by)
        return editions


def give_back(review, by, answer):
    """Return what was handed in, with a message to who did."""
    with transaction.atomic():
        _decide(_to_decide(review, by), Outcome.RETURNED, by, answer)


def take_back(review, by):
    """Withdraw one's own request; the desk stays as it is."""
    with transaction.atomic():
        review = _still_waiting(review)
        if review.submitted_by_id != by.pk:
            raise PermissionDenied
        _decide(review, Outcome.TAKEN_BACK, by)


def _to_decide(review, by):
    review = _still_waiting(review)
    if review.submitted_by_id == by.pk or not may_decide(by, review):
        raise PermissionDenied
    return review


def _still_waiting(review):
    """Return the review fresh from the database, its piece locked. Raise ValidationError where it was decided."""
    piece = press.locked(review.piece)
    review = Review.objects.get(pk=review.pk)
    review.piece = piece
    if review.outcome != Outcome.WAITING:
        raise decided()
    return review


def decided():
    """Return the ValidationError for a review that waits no longer."""
    return ValidationError(_("Somebody decided about this meanwhile."), code="decided")


def _decide(review, outcome, by, answer=""):
    review.outcome, review.answer = outcome, answer
    review.decided_at, review.decided_by = clock.now(), by
    review.save()
    audit.note(audit.Action(outcome), review.piece, by, review.languages, review=review.pk)
