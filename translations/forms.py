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

    def _refuse_machine(self, column, text):
        try:
            machine_texts.refuse_at_once(self.instance, column.language, {column.translated_field.name: text})
        except ValidationError as error:
            self.add_error(column.name, error)
