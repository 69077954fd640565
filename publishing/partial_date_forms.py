"""Three small inputs for a date as far as it is known: year, part of it, day."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from publishing.partial_dates import DECADE_PARTS, SEASONS, PartialDate

PARTS = [
    ("", _("the year only")),
    (_("Month"), [(f"month-{number}", name) for number, name in MONTHS.items()]),
    (_("Season (in Europe)"), [(f"season-{number}", name) for number, name in SEASONS.items()]),
    (
        _("Decade"),
        [
            ("decade", _("the whole decade")),
            ("early", _("early in the decade")),
            ("mid", _("middle of the decade")),
            ("late", _("late in the decade")),
        ],
    ),
]


class PartialDateWidget(forms.MultiWidget):
    template_name = "publishing/partial_date_widget.html"

    def __init__(self, attrs=None):
        widgets = {
            "year": forms.NumberInput({"min": 1000, "max": 2999, "placeholder": _("year"), "aria-label": _("year")}),
            "part": forms.Select({"aria-label": _("part of the year")}, choices=PARTS),
            "day": forms.NumberInput({"min": 1, "max": 31, "placeholder": _("day"), "aria-label": _("day")}),
        }
        super().__init__(widgets, attrs)

    def decompress(self, value):
        value = PartialDate.parse(value) if isinstance(value, str) else value
        if value is None:
            return [None, "", None]
        start = value.start
        match value.precision:
            case "day":
                return [start.year, f"month-{start.month}", start.day]
            case "month" | "season":
                return [start.year, f"{value.precision}-{start.month}", None]
            case "year":
                return [start.year, "", None]
        return [value.decade, value.precision, None]


class PartialDateFormField(forms.MultiValueField):
    widget = PartialDateWidget
    default_error_messages = {
        "day": _("A day needs its month."),
        "calendar": _("There is no such day in that month."),
    }

    def __init__(self, *, max_length=None, empty_value="", **kwargs):
        fields = (
            forms.IntegerField(min_value=1000, max_value=2999, required=False, localize=False),
            forms.ChoiceField(choices=PARTS, required=False),
            forms.IntegerField(min_value=1, max_value=31, required=False),
        )
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, values):
        year, part, day = values or (None, "", None)
        if not year:
            if day or part:
                raise ValidationError(_("A date needs at least its year."))
            return None
        unit, _dash, month = part.partition("-")
        if day and unit != "month":
            raise ValidationError(self.error_messages["day"])
        try:
            return PartialDate(*self._start(year, unit, int(month or 1), day))
        except ValueError as error:
            raise ValidationError(self.error_messages["calendar"]) from error

    @staticmethod
    def _start(year, unit, month, day):
        """Return the first possible day and the precision."""
        if unit in DECADE_PARTS:
            return dt.date(year // 10 * 10 + DECADE_PARTS[unit], 1, 1), unit
        if unit == "month":
            return dt.date(year, month, day or 1), "day" if day else "month"
        return dt.date(year, month, 1), unit or "year"
