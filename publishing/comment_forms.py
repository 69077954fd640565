"""The box in which whoever has a secret link leaves a comment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from publishing.models import Comment


class RemarkForm(forms.Form):
    """`blocks` are the ids of the blocks that the page has; without one, the comment is on the page as a whole."""

    block = forms.CharField(required=False)
    name = forms.CharField(
        label=_("Your name"),
        max_length=Comment._meta.get_field("author_name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    text = forms.CharField(
        label=_("Your comment"),
        max_length=Comment._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    # People do not see it; machines fill in whatever they find.
    url = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args, blocks=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.blocks = blocks

    def clean_block(self):
        block = self.cleaned_data["block"]
        if block and block not in self.blocks:
            raise forms.ValidationError(
                _("That part of the page is no longer there. Send this again as a comment on the whole page.")
            )
        return block or None

    def clean_url(self):
        if self.cleaned_data["url"]:
            raise forms.ValidationError(_("Leave the last field empty: only machines fill it in."))
