"""What somebody hands in for review, and what is answered; each carries the digests of what was shown."""

from django import forms
from django.utils.translation import gettext_lazy as _

from publishing import languages
from publishing.admin.publication_forms import PublishForm
from publishing.models import Comment, Review


class HandInForm(forms.Form):
    languages = forms.MultipleChoiceField(label=_("Languages"), widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(
        label=_("Note to the reviewer"),
        required=False,
        max_length=Review._meta.get_field("note").max_length,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, offers, **kwargs):
        super().__init__(*args, **kwargs)
        self.offers = offers
        ready = [offer.language for offer in offers if offer.is_ready and not offer.errors]
        self.fields["languages"].choices = [(code, languages.native_name(code)) for code in ready]

    @property
    def chosen(self):
        return self["languages"].value() or ()

    @property
    def values(self):
        """The arguments for reviews.submit."""
        codes = self.cleaned_data["languages"]
        digests = {code: self.data.get(f"digest-{code}", "") for code in codes}
        return {"codes": codes, "digests": digests, "note": self.cleaned_data["note"]}


class ApproveForm(PublishForm):
    """The publish dialog's, for all the languages of a review and without an end."""

    end = None
    times = ("start",)

    @property
    def time_fields(self):
        return [self["start"], self["zone"]]

    @property
    def values(self):
        """The arguments for reviews.approve."""
        return {
            "digests": {code: self._digest(code) for code in self.cleaned_data["languages"]},
            "at": self.cleaned_data["start"],
            "take_over": self.cleaned_data["take_over"],
        }


class GiveBackForm(forms.Form):
    answer = forms.CharField(
        label=_("What should be changed"),
        max_length=Review._meta.get_field("answer").max_length,
        widget=forms.Textarea({"rows": 4}),
    )


class ReviewCommentForm(forms.Form):
    """A comment on what was handed in in one language: on all of it, or on a block."""

    block = forms.ChoiceField(label=_("To which part"), required=False)
    text = forms.CharField(
        label=_("Comment"),
        max_length=Comment._meta.get_field("text").max_length,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args, blocks, **kwargs):
        """`blocks` is {id: label} of those that the page shows."""
        super().__init__(*args, **kwargs)
        self.fields["block"].choices = [("", _("the whole page")), *blocks.items()]
