"""What to publish or withdraw, and when, on the clock of Brussels or Lima."""

from django import forms
from django.utils.translation import gettext_lazy as _

from publishing import clock, languages, press, states
from publishing.admin.clock_forms import ClockForm, WallClockField
from publishing.admin.states import is_public


class TimedForm(ClockForm):
    """Languages and an instant that may be left out."""

    languages = forms.MultipleChoiceField(label=_("Languages"), widget=forms.CheckboxSelectMultiple)

    def clean(self):
        cleaned = super().clean()
        for name in self.times:
            if instant := cleaned.get(name):
                cleaned[name] = self._still_to_come(name, instant)
        return cleaned

    def _still_to_come(self, name, instant):
        if instant <= clock.now():
            self.add_error(name, _("This lies in the past. Leave it empty for now."))
        return instant

    def refuse(self, error):
        """Show what the press objected to."""
        self.add_error(None, error)

    def _offer(self, codes):
        self.fields["languages"].choices = [(code, languages.native_name(code)) for code in codes]


class PrintingForm(TimedForm):
    """From when something is to be public; it asks to take over an address once the press objects."""

    start = WallClockField(label=_("Public from"), required=False, help_text=_("Left empty: now."))
    take_over = forms.BooleanField(
        label=_("Take over the address"),
        required=False,
        help_text=_("Old links to the other piece will then lead to this one."),
    )
    times = ("start",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.asks_to_take_over = "take_over" in self.data

    def refuse(self, error):
        super().refuse(error)
        self.asks_to_take_over |= error.code == "old"

    @property
    def time_fields(self):
        return [self[name] for name in (*self.times, "zone")]


class PrintAgainForm(PrintingForm):
    languages = None

    @property
    def values(self):
        """The arguments for press.print_again."""
        return {"at": self.cleaned_data["start"], "take_over": self.cleaned_data["take_over"]}


class PublishForm(PrintingForm):
    """Which of the languages on offer to publish, and when; it carries the digests of what was shown."""

    end = WallClockField(label=_("Public until"), required=False, help_text=_("Left empty: until further notice."))
    anyway = forms.BooleanField(label=_("Publish all the same, in spite of the warnings above"), required=False)
    times = ("start", "end")

    def __init__(self, *args, offers, **kwargs):
        super().__init__(*args, **kwargs)
        self.offers = offers
        self._offer([offer.language for offer in offers if offer.can_be_published])

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end <= start:
            self.add_error("end", _("The end lies before the beginning."))
        for offer in self._chosen:
            if self._digest(offer.language) != offer.proof.digest:
                self.add_error(None, press.changed(offer.language))
        if self.must_be_weighed and not cleaned.get("anyway"):
            self.add_error("anyway", _("Mend what the warnings say, or tick this."))
        return cleaned

    @property
    def chosen(self):
        return self["languages"].value() or ()

    @property
    def has_warnings(self):
        """Say whether a language that makes a difference, or was chosen, has warnings."""
        return any(offer.warnings for offer in self.offers if offer.is_sensible or offer in self._chosen)

    @property
    def must_be_weighed(self):
        """Say whether what is chosen has warnings, so that the button alone does not do."""
        return any(offer.warnings for offer in self._chosen)

    @property
    def is_plain(self):
        """Say whether nothing but the button is left to press."""
        return bool(self._chosen) and not self.must_be_weighed and not self.errors

    @property
    def _chosen(self):
        return [offer for offer in self.offers if offer.language in self.chosen and offer.can_be_published]

    @property
    def values(self):
        """The arguments for PublicationMixin.publish."""
        return {
            "codes": self.cleaned_data["languages"],
            "at": self.cleaned_data["start"],
            "until": self.cleaned_data["end"],
            "take_over": self.cleaned_data["take_over"],
            "digests": {code: self._digest(code) for code in self.cleaned_data["languages"]},
        }

    def _digest(self, language):
        return self.data.get(f"digest-{language}", "")


class WithdrawForm(TimedForm):
    at = WallClockField(label=_("Withdraw on"), required=False, help_text=_("Left empty: now."))
    times = ("at",)
    field_order = ["languages", "at", "zone"]

    def __init__(self, *args, piece, codes, **kwargs):
        """`codes` are the languages that may be withdrawn."""
        super().__init__(*args, **kwargs)
        found = states.of_pieces([piece])[piece.pk]
        self._offer([state.language for state in found if is_public(state) and state.language in codes])

    @property
    def values(self):
        """The arguments for PublicationMixin.withdraw."""
        return {"codes": self.cleaned_data["languages"], "at": self.cleaned_data["at"]}
