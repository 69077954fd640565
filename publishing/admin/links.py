"""Addresses of this site that an editor pasted become references when a form is saved."""

from publishing import links, markup


class InternalLinksMixin:
    """For a form with fields of markup; they are those that have a sanitiser."""

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            if hasattr(field, "sanitize") and cleaned.get(name):
                cleaned[name] = links.internalise(markup.clean(cleaned[name]))
        return cleaned
