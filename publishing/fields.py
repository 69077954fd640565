"""Model fields that are ours."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.partial_date_forms import PartialDateFormField
from publishing.partial_dates import PartialDate


class PartialDateField(models.CharField):
    """A PartialDate or None; sorts by time in the database."""

    description = _("A date as far as it is known")

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        return PartialDate.parse(value)

    def to_python(self, value):
        if value is None or isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(value)
        except ValueError as error:
            raise ValidationError(_("This is not a date we can read.")) from error

    def get_prep_value(self, value):
        value = self.to_python(value)
        return "" if value is None else str(value)

    def run_validators(self, value):
        super().run_validators(self.get_prep_value(value))

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def formfield(self, **kwargs):
        return models.Field.formfield(self, **{"form_class": PartialDateFormField, **kwargs})
