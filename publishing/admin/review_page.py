"""The page of a review: what would change, what is remarked, and what somebody may answer."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from publishing import comments, languages, review_mails, reviews
from publishing.accounts import name_of
from publishing.admin.hand_in import site_of
from publishing.admin.instants import in_zones
from publishing.admin.offers import Offer, offers
from publishing.admin.review_forms import ApproveForm, GiveBackForm, ReviewCommentForm
from publishing.models import Review


@dataclass
class Part:
    """One language of a review: what is on offer while it waits, and the comments."""

    language: str
    offer: Offer | None = None
    is_changed: bool = False
    comment_form: ReviewCommentForm | None = None
    comments: list = field(default_factory=list)

    @property
    def name(self):
        return languages.native_name(self.language)


class ReviewPage:
    """A review as one person sees it."""

    def __init__(self, request, review):
        self.request, self.review = request, review
        self.piece = review.piece.specific
        self.is_waiting = review.outcome == Review.Outcome.WAITING and not self.piece.trashed_at
        self.is_own = review.submitted_by_id == request.user.pk
        self.may_decide = self.is_waiting and not self.is_own and reviews.may_decide(request.user, self.review)
        self.may_comment = self.is_waiting and (self.is_own or self.may_decide)
        self._blocks = {str(block.pk): _label(block) for block in self.piece.blocks.all()}
        self.parts = self._parts()
        found = [part.offer for part in self.parts if part.offer]
        self.form = ApproveForm(self._sent("_approve"), offers=found, initial={"languages": review.languages})
        self.give_back_form = GiveBackForm(self._sent("_give_back"))

    def _sent(self, button):
        return self.request.POST if button in self.request.POST else None

    def _parts(self):
        found = {offer.language: offer for offer in offers(self.piece)} if self.is_waiting else {}
        written = list(self.review.comments.select_related("author"))
        return [self._part(language, found.get(language), written) for language in self.review.languages]

    def _part(self, language, offer, written):
        part = Part(language, offer)
        part.comments = [self._comment(each) for each in written if each.language == language]
        if offer:
            part.is_changed = offer.proof.digest != self.review.digests.get(language)
            ids = [block["id"] for block in offer.proof.edition.body]
            blocks = {each: self._blocks[each] for each in ids}
            part.comment_form = ReviewCommentForm(self._sent_comment(language), prefix=language, blocks=blocks)
        return part

    def _sent_comment(self, language):
        return self.request.POST if self.request.POST.get("_comment") == language else None

    def _comment(self, comment):
        about = self._blocks.get(str(comment.block), _("a block that is no longer there")) if comment.block else ""
        return {"comment": comment, "about": about, "who": name_of(comment.author)}

    # What the page says

    @property
    def handed_in(self):
        return in_zones(self.review.submitted_at)

    @property
    def decided(self):
        return in_zones(self.review.decided_at)

    @property
    def submitted_by(self):
        return name_of(self.review.submitted_by)

    @property
    def decided_by(self):
        return name_of(self.review.decided_by)

    @property
    def languages(self):
        return ", ".join(part.name for part in self.parts)

    @property
    def has_errors(self):
        return any(part.offer.errors or not part.offer.is_ready for part in self.parts if part.offer)

    @property
    def is_changed(self):
        return any(part.is_changed for part in self.parts)

    # What is answered

    def answer(self):
        """Do what was asked for and say so; return whether it was done, so that the page is to be read anew."""
        answers = {
            "_approve": self._approve,
            "_give_back": self._give_back,
            "_take_back": self._take_back,
            "_comment": self._add_comment,
        }
        asked = next((name for name in answers if name in self.request.POST), None)
        if asked is None:
            raise PermissionDenied
        try:
            if said := answers[asked]():
                messages.success(self.request, said)
            return bool(said)
        except ValidationError as error:  # somebody else was quicker
            messages.error(self.request, " ".join(error.messages))
            return True

    def _approve(self):
        self._must_decide()
        if not self.form.is_valid():
            return ""
        try:
            editions = reviews.approve(self.review, self.request.user, **self.form.values)
        except ValidationError as error:
            if error.code == "decided":
                raise
            self.form.refuse(error)
            return ""
        self._write_back()
        if editions[0].public_from > editions[0].printed_at:
            text = _("Approved: {languages} will be public from {instant}.")
        else:
            text = _("Approved and published: {languages}.")
        return format_html(text, languages=self.languages, instant=in_zones(editions[0].public_from))

    def _give_back(self):
        self._must_decide()
        if not self.give_back_form.is_valid():
            return ""
        reviews.give_back(self.review, self.request.user, self.give_back_form.cleaned_data["answer"])
        self._write_back()
        return _("Returned to %(person)s.") % {"person": self.submitted_by}

    def _take_back(self):
        reviews.take_back(self.review, self.request.user)
        return _("Taken back. The text stays on the desk.")

    def _must_decide(self):
        if not self.is_waiting:
            raise reviews.decided()
        if not self.may_decide:
            raise PermissionDenied

    def _write_back(self):
        self.review.refresh_from_db()
        review_mails.answer(self.review, site_of(self.request))

    def _add_comment(self):
        part = next((each for each in self.parts if each.language == self.request.POST["_comment"]), None)
        if not self.may_comment or part is None:
            raise PermissionDenied
        if not part.comment_form.is_valid():
            return ""
        values = part.comment_form.cleaned_data
        comments.leave(
            self.piece, part.language, values["text"], values["block"] or None, self.request.user, self.review
        )
        return _("The comment was added.")


def _label(block):
    return f"{capfirst(block.get_kind_display())}: {Truncator(str(block)).chars(60)}"
