"""What to publish or withdraw, and when, on the clock of Brussels or Lima."""

import datetime as dt
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from publishing import clock, languages, states
from publishing.admin.instants import ZONES
from publishing.admin.states import is_public


class WallClockField(forms.Field):
    """A day and a time on some clock on a wall: which one, the form says beside it."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {"invalid": _("Give a day and a time, such as 2015-10-16 18:30.")}

    def to_python(self, value):
        if not value:
            return None
        try:
            return dt.datetime.fromisoformat(value).replace(tzinfo=None)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class TimedForm(forms.Form):
    """Languages and an instant that may be left out."""

    languages = forms.MultipleChoiceField(label=_("Languages"), widget=forms.CheckboxSelectMultiple)
    zone = forms.ChoiceField(label=_("On the clock of"), choices=ZONES.items(), required=False)
    times = ()

    def clean(self):
        cleaned = super().clean()
        zone = ZoneInfo(cleaned.get("zone") or next(iter(ZONES)))
        for name in self.times:
            if moment := cleaned.get(name):
                cleaned[name] = self._still_to_come(name, moment.replace(tzinfo=zone))
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
