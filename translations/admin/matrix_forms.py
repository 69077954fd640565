"""What the matrix is narrowed down to, and by what its rows are sorted."""

from django import forms
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from publishing import languages
from publishing.models import Block, Piece, PieceKind
from translations import progress
from translations.models import TextState

State = TextState.State
Theme = Block._meta.get_field("theme").related_model

ALL, MINE = "all", "mine"
# {value of the filter: (its words, which TextStates are meant)}
STATES = {
    "to_do": (_("to do"), progress.TO_DO),
    **{each.value: (each.label, Q(state=each)) for each in State if each != State.SOURCE},
    "machine": (_("machine text that nobody reviewed"), Q(has_machine_text=True)),
}


class FilterForm(forms.Form):
    """`own` are the codes of the languages that the person writes, `models` those of the rows."""

    languages = forms.ChoiceField(label=_("Languages"), required=False)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *((key, words) for key, (words, _q) in STATES.items())],
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    theme = forms.ModelChoiceField(
        label=_("Theme"), required=False, queryset=Theme.objects.on_desk(), empty_label=_("All")
    )
    q = forms.CharField(label=_("Search"), required=False, max_length=200, widget=forms.TextInput({"type": "search"}))
    sort = forms.ChoiceField(
        label=_("Sorted by"), required=False, choices=[("", _("words to do")), ("changed", _("last change"))]
    )

    def __init__(self, data, own, models):
        super().__init__(data)
        self.own = own
        is_limited = 0 < len(own) < len(languages.stored())
        mine = [(MINE, _("my languages"))] if is_limited else []
        self.fields["languages"].choices = [*mine, (ALL, _("All")), *languages.choices()]
        self.fields["kind"].choices = [("", _("All")), *_kinds(models)]
        self.usual = MINE if is_limited else ALL

    @property
    def chosen(self):
        """The filters in use; what is asked for and does not exist counts for nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def codes(self):
        """The languages that are shown and counted."""
        chosen = self.chosen.get("languages", self.usual)
        return {ALL: list(languages.stored()), MINE: self.own}.get(chosen, [chosen])

    @property
    def states(self):
        """Which TextStates are asked for, or None."""
        return STATES[self.chosen["state"]][1] if "state" in self.chosen else None


def _kinds(models):
    if models == [Piece]:
        return PieceKind.choices
    return [(model._meta.label_lower, capfirst(model._meta.verbose_name)) for model in models]
