"""Forms in which an instant is given, on the clock of Brussels or of Lima."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from publishing.admin.instants import FIRST, ZONES, shown_by

# Years that every clock can show, and no edition outlives.
EARLIEST, LATEST = 1900, 9000


class WallClockWidget(forms.DateTimeInput):
    """A day and a time; static/admin_peru50/clocks.js says beside it what every clock shows then."""

    template_name = "admin/publishing/wall_clock.html"

    def __init__(self):
        super().__init__({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class WallClockField(forms.Field):
    """A day and a time on some clock on a wall: which one, the form says beside it."""

    widget = WallClockWidget
    default_error_messages = {"invalid": _("Give a day and a time, such as 2015-10-16 18:30.")}

    def to_python(self, value):
        if not value:
            return None
        try:
            moment = dt.datetime.fromisoformat(value).replace(tzinfo=None)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
        if not EARLIEST <= moment.year <= LATEST:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return moment


class ClockForm(forms.Form):
    """A form with a clock to choose; the fields named in `times` become instants of it."""

    zone = forms.ChoiceField(label=_("On the clock of"), choices=ZONES.items(), required=False)
    times = ()

    def clean(self):
        cleaned = super().clean()
        zone = cleaned.get("zone") or FIRST
        for name in self.times:
            if moment := cleaned.get(name):
                try:
                    cleaned[name] = shown_by(moment, zone)
                except ValidationError as error:
                    self.add_error(name, error)
        return cleaned


class InstantForm(ClockForm):
    """One instant, such as that of which the site is shown."""

    at = WallClockField(label=_("Day and time"))
    times = ("at",)
    field_order = ["at", "zone"]
