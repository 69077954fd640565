"""What to publish or withdraw, and when, on the clock of Brussels or Lima."""

from django import forms
from django.utils.translation import gettext_lazy as _

from publishing import clock, languages, states
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


class PublishForm(TimedForm):
    start = WallClockField(label=_("Public from"), required=False, help_text=_("Left empty: now."))
    end = WallClockField(label=_("Public until"), required=False, help_text=_("Left empty: until further notice."))
    take_over = forms.BooleanField(
        label=_("Take over the address"),
        required=False,
        help_text=_("Old links to the other piece will then lead to this one."),
    )
    times = ("start", "end")
    field_order = ["languages", "start", "end", "zone", "take_over"]

    def __init__(self, *args, piece, asks_to_take_over=False, **kwargs):
        super().__init__(*args, **kwargs)
        ready = [code for code in languages.stored() if piece.is_ready(code)]
        self.not_ready = [languages.native_name(code) for code in languages.stored() if code not in ready]
        self._offer(ready)
        if not (asks_to_take_over or "take_over" in self.data):
            self._taking_over = self.fields.pop("take_over")

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end <= start:
            self.add_error("end", _("The end lies before the beginning."))
        return cleaned

    def refuse(self, error):
        super().refuse(error)
        if error.code == "old":
            self.fields.setdefault("take_over", self._taking_over)

    @property
    def values(self):
        """The arguments for PublicationMixin.publish."""
        return {
            "codes": self.cleaned_data["languages"],
            "at": self.cleaned_data["start"],
            "until": self.cleaned_data["end"],
            "take_over": self.cleaned_data.get("take_over", False),
        }


class WithdrawForm(TimedForm):
    at = WallClockField(label=_("Withdraw on"), required=False, help_text=_("Left empty: now."))
    times = ("at",)
    field_order = ["languages", "at", "zone"]

    def __init__(self, *args, piece, **kwargs):
        super().__init__(*args, **kwargs)
        found = states.of_pieces([piece])[piece.pk]
        self._offer([state.language for state in found if is_public(state)])

    @property
    def values(self):
        """The arguments for PublicationMixin.withdraw."""
        return {"codes": self.cleaned_data["languages"], "at": self.cleaned_data["at"]}
