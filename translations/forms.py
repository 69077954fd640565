from django.core.exceptions import ValidationError

from translations import machine_texts


class ReviewedTextsForm:
    """For forms of what visitors read as soon as it is stored: a machine's text waits until somebody has reviewed it."""

    def clean(self):
        cleaned = super().clean()
        columns = [each for each in self._meta.model._meta.concrete_fields if hasattr(each, "translated_field")]
        for column in columns:
            text = self.cleaned_data.get(column.name)
            if text and column.name in self.changed_data:
                self._refuse_machine(column, text)
        return cleaned

    @property
    def whole(self):
        """The record that visitors read, and what the keys of these texts begin with in it."""
        return self.instance, ""

    def _refuse_machine(self, column, text):
        record, beginning = self.whole
        try:
            machine_texts.refuse_at_once(record, column.language, {f"{beginning}{column.translated_field.name}": text})
        except ValidationError as error:
            self.add_error(column.name, error)
