"""Where words were translated before, and how; and what of it is not to be offered again."""

from collections import defaultdict

from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from publishing import languages
from publishing.admin.ids import sent_id
from translations import memory, rights
from translations.models import Pair

MOST = 50


class WordsForm(forms.Form):
    words = forms.CharField(label=gettext_lazy("Words"), max_length=200, widget=forms.SearchInput)
    source = forms.ChoiceField(label=gettext_lazy("in"), choices=languages.choices)
    into = forms.ChoiceField(label=gettext_lazy("translated into"), choices=languages.choices)

    def clean(self):
        if self.cleaned_data.get("source") and self.cleaned_data.get("source") == self.cleaned_data.get("into"):
            raise ValidationError(_("Choose two languages."))
        return super().clean()


@permission_required("translations.view_term", raise_exception=True)
@require_safe
def concordance(request):
    form = WordsForm(request.GET or None, initial=_usual(request.user))
    found = []
    if form.is_valid():
        chosen = form.cleaned_data
        found = memory.concordance(chosen["words"], chosen["source"], chosen["into"], MOST)
    context = {
        **admin.site.each_context(request),
        "title": _("Words in use"),
        "form": form,
        "was_asked": form.is_valid(),
        "found": _with_places(found),
        "most": MOST,
        "may_forget": request.user.has_perm("translations.delete_term"),
    }
    return TemplateResponse(request, "admin/translations/concordance.html", context)


@permission_required("translations.delete_term", raise_exception=True)
@require_POST
def forget(request):
    """Take a pair out of the memory; lead back to where its translation was seen."""
    memory.forget(get_object_or_404(Pair, pk=sent_id(request.POST.get("pair"))))
    messages.success(request, _("It is not offered any more."))
    query = {name: request.POST.get(name, "") for name in ("words", "source", "into")}
    return HttpResponseRedirect(f"{reverse('concordance')}?{urlencode(query)}")


def _usual(user):
    """Return the languages that a form begins with: into one of their own."""
    codes, own = list(languages.stored()), rights.languages_of(user)
    into = own[0] if own else codes[0]
    return {"into": into, "source": next(code for code in reversed(codes) if code != into)}


def _with_places(found):
    """Return [(Occurrence, name of the record, address at the desk)], at one query for each kind of record."""
    numbers = defaultdict(set)
    for occurrence in found:
        numbers[occurrence.pair.model].add(occurrence.pair.object_id)
    records = {label: apps.get_model(label)._base_manager.in_bulk(ids) for label, ids in numbers.items()}
    return [(each, *_place(each.pair, records[each.pair.model].get(each.pair.object_id))) for each in found]


def _place(pair, record):
    """Return the name of the record and where its text stands on the desk, "" where it is gone or is the source now."""
    if record is None:
        return "", ""
    if pair.language == record.source_language or record.trashed_at:
        return str(record), ""
    return str(record), f"{reverse('translate', args=[pair.model, pair.object_id, pair.language])}#{pair.key}"
