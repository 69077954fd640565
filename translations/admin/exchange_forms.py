"""What somebody says who takes texts along for an outsider, or brings them back."""

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy

from publishing import languages
from publishing.models import Piece
from translations import segments
from translations.exchange.formats import ENDS, FORMATS


class What(TextChoices):
    PIECES = "pieces", gettext_lazy("all pieces")
    RECORDS = "records", gettext_lazy("all pictures, people, organisations and so on")
    EVERYTHING = "everything", gettext_lazy("everything")


class ExportForm(forms.Form):
    """`record` is given once for each record that was chosen: "publishing.piece:12"; without any, `what` says which."""

    what = forms.ChoiceField(label=gettext_lazy("Texts of"), choices=What, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Into"))
    format = forms.ChoiceField(
        label=gettext_lazy("File"), choices=[(name, each.NAME) for name, each in FORMATS.items()]
    )
    to_do = forms.BooleanField(
        label=gettext_lazy("Only what is missing, unfinished or outdated"), required=False, initial=True
    )

    def __init__(self, *args, codes, user, chosen, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.places = user, chosen
        self.fields["language"].choices = [(code, languages.native_name(code)) for code in codes]
        if chosen:
            del self.fields["what"]

    def records(self):
        """Return the records that were chosen and that are on the desk, as far as somebody may see them."""
        if self.places:
            return [record for record in map(self._record, self.places) if record]
        what = self.cleaned_data["what"] or What.EVERYTHING
        models = [model for model in self._visible() if what == What.EVERYTHING or _is_of(model, what)]
        return [record for model in models for record in map(_specific, model.objects.on_desk().order_by("pk"))]

    def _visible(self):
        return [model for model in segments.translatable() if self.user.has_perm(_right_to_view(model))]

    def _record(self, place):
        label, _colon, number = place.partition(":")
        model = next((model for model in self._visible() if model._meta.label_lower == label), None)
        return segments.find(label, int(number)) if model and number.isdecimal() and len(number) < 19 else None


def _right_to_view(model):
    return f"{model._meta.app_label}.view_{model._meta.model_name}"


def _is_of(model, what):
    return (model is Piece) == (what == What.PIECES)


def _specific(record):
    return record.specific if isinstance(record, Piece) else record


class ImportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File that came back"),
        max_length=200,
        help_text=gettext_lazy("XLIFF, PO, XLSX or CSV, as it went out from here. Nothing is written yet."),
        widget=forms.FileInput(attrs={"accept": ",".join([".xlf", ".xliff", *ENDS])}),
    )
