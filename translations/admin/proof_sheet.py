"""A page to print: all languages of a record in columns, the desk's texts or the public ones, to be signed off."""

from django import forms
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from publishing import clock, languages
from publishing.admin.ids import sent_id
from publishing.models import Edition, Piece
from translations import segments
from translations.admin.proof_rows import ProofSheet

DESK, PUBLIC = "desk", "public"


class ChoiceForm(forms.Form):
    of = forms.ChoiceField(
        label=gettext_lazy("What is printed"),
        required=False,
        choices=[(DESK, gettext_lazy("the desk")), (PUBLIC, gettext_lazy("what visitors see"))],
        widget=forms.RadioSelect,
    )
    language = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), required=False, choices=languages.choices, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data, record):
        super().__init__(data or {"of": DESK, "language": languages.stored()})
        if not isinstance(record, Piece):
            del self.fields["of"]
        self.is_valid()  # what is asked for and does not exist counts for nothing
        self.is_public = self.cleaned_data.get("of") == PUBLIC
        self.codes = [
            code for code in languages.stored() if code in (self.cleaned_data.get("language") or languages.stored())
        ]


@require_safe
def proof_sheet(request, label, object_id):
    record = _record(request, label, object_id)
    form = ChoiceForm(request.GET, record)
    editions = _public(record) if form.is_public else None
    sheet = ProofSheet(record, form.codes, editions)
    context = {
        **site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "title": _("Proof sheet: %(name)s") % {"name": record},
        "original": record,
        "form": form,
        "sheet": sheet,
        "columns": [_column(code, record, editions) for code in form.codes],
        "now": clock.now(),
    }
    return TemplateResponse(request, "admin/translations/proof_sheet.html", context)


def _record(request, label, object_id):
    """Return the record of an address; 404 where there is none, 403 where somebody may not see it."""
    labels = {model._meta.label_lower for model in segments.translatable()}
    number = sent_id(object_id)
    record = segments.find(label, number) if label in labels and number is not None else None
    if record is None:
        raise Http404
    if not site.get_model_admin(type(record)).has_view_permission(request, record):
        raise PermissionDenied
    return record


def _public(piece):
    """Return {language: Edition} of what is public now, the source language first."""
    found = Edition.objects.at(clock.now()).filter(piece=piece.pk, blank=False).select_related("printed_by")
    return {
        edition.language: edition
        for edition in sorted(found, key=lambda each: (each.language != piece.source_language, each.language))
    }


def _column(code, record, editions):
    return {
        "code": code,
        "name": languages.native_name(code),
        "dir": "rtl" if languages.is_right_to_left(code) else "ltr",
        "is_source": code == record.source_language,
        "edition": (editions or {}).get(code),
    }
