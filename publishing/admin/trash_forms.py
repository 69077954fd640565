from django import forms
from django.utils.translation import gettext_lazy as _

from publishing import addresses, languages, trash


class RestoreForm(forms.Form):
    """Asks for another address for each that another piece has by now."""

    def __init__(self, *args, pieces, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {}
        for (piece, language), other in trash.taken(pieces).items():
            name = f"slug_{piece.pk}_{language}"
            self.places[name] = (piece.pk, language)
            self.fields[name] = self._field(piece, language, other)

    def _field(self, piece, language, other):
        names = {"piece": piece, "language": languages.native_name(language)}
        taken = {"slug": languages.text(piece, "slug", language), "other": other}
        return forms.SlugField(
            label=_("Address of “%(piece)s” (%(language)s)") % names,
            help_text=_("“%(slug)s” is that of “%(other)s” by now.") % taken,
            max_length=100,
            initial=addresses.propose(piece, language),
            error_messages={"invalid": _("Use letters without accents, digits and hyphens: no spaces.")},
        )

    @property
    def slugs(self):
        """The argument for trash.restore."""
        return {place: self.cleaned_data[name] for name, place in self.places.items()}
