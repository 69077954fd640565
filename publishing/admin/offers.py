"""What the publish dialog says of each language: what visitors would see changed, and what speaks against it."""

from dataclasses import dataclass
from functools import cached_property

from publishing import checks, clock, compare, languages, states
from publishing.admin.instants import in_zones
from publishing.admin.states import SHORT
from publishing.models import Edition
from publishing.proofs import Proof, proof
from publishing.reading import Page


@dataclass(eq=False)
class Offer:
    """One language of a piece: the proof of its desk beside what is public now (None if nothing is)."""

    piece: object
    state: states.LanguageState
    proof: Proof
    public: Edition | None
    coming: list

    @property
    def language(self):
        return self.state.language

    @property
    def name(self):
        return languages.native_name(self.language)

    @property
    def short(self):
        return SHORT[self.state.visibility]

    @property
    def is_ready(self):
        return self.piece.is_ready(self.language)

    @property
    def is_unchanged(self):
        """Say whether visitors read just this already."""
        return self.public is not None and Proof(self.public).digest == self.proof.digest

    @property
    def can_be_published(self):
        return self.is_ready and not self.errors

    @property
    def is_sensible(self):
        """Say whether it can be published, and makes a difference."""
        return self.can_be_published and not self.is_unchanged

    @cached_property
    def comparison(self):
        return compare.editions(self.public, self.proof.edition)

    @cached_property
    def findings(self):
        return checks.findings(self.proof.edition, Page(self.proof.edition)) if self.is_ready else []

    @property
    def errors(self):
        return [finding for finding in self.findings if finding.is_error]

    @property
    def warnings(self):
        return [finding for finding in self.findings if not finding.is_error]

    @property
    def address(self):
        return self.proof.edition.get_absolute_url()

    @property
    def old_address(self):
        """The address that would redirect from now on, "" if it stays."""
        old = self.public.get_absolute_url() if self.public else ""
        return "" if old == self.address else old

    @property
    def followers(self):
        """What was planned before, and takes the place of whatever is published now."""
        return followers(self.coming)


def followers(coming):
    """Say of the editions to come when each begins, and whether it is an end."""
    return [{"when": in_zones(edition.public_from), "is_end": edition.blank} for edition in coming]


def offers(piece):
    """Return the Offers of a piece, one per language."""
    now = clock.now()
    blocks = list(piece.blocks.all())
    line = Edition.objects.filter(piece=piece.pk, public_until__gt=now).select_related("cover").order_by("public_from")
    lines = {}
    for edition in line:
        lines.setdefault(edition.language, []).append(edition)
    return [
        Offer(
            piece,
            state,
            proof(piece, state.language, blocks=blocks),
            next((each for each in lines.get(state.language, ()) if each.public_from <= now and not each.blank), None),
            [each for each in lines.get(state.language, ()) if each.public_from > now],
        )
        for state in states.of_pieces([piece])[piece.pk]
    ]
