"""Texts go out to people without an account, in files, and come back: see translations/exchange/."""

import io
import zipfile

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from publishing import clock, languages
from translations import rights
from translations.admin.exchange_forms import ExportForm, ImportForm
from translations.exchange import applying, checking, exporting, formats
from translations.exchange.document import DamagedError, Document, Unit
from translations.models import ImportedFile


def _languages(request):
    """Return the codes of the languages that somebody writes; 403 for who writes none."""
    codes = rights.written_by(request.user)
    if not codes:
        raise PermissionDenied
    return codes


def _page(request, template, title, **context):
    context = {**admin.site.each_context(request), "title": title, **context}
    return TemplateResponse(request, f"admin/translations/{template}", context)


@require_http_methods(["GET", "HEAD", "POST"])
def export(request):
    """Ask which texts go out, into which language and as what; answer with the file."""
    codes = _languages(request)
    chosen = (request.POST if request.method == "POST" else request.GET).getlist("record")
    given = {"language": request.GET.get("language", codes[0])}
    own = {"codes": codes, "user": request.user, "chosen": chosen}
    form = ExportForm(request.POST, **own) if request.method == "POST" else ExportForm(initial=given, **own)
    if form.is_bound and form.is_valid():
        try:
            return _files(form)
        except ValidationError as error:
            form.add_error(None, error)
    names = form.records() if chosen else []
    return _page(request, "export.html", _("Texts for a translator without an account"), form=form, records=names)


def _files(form):
    """Return the file for an outsider, or all of them in one: texts of several source languages, or very many."""
    wanted, to_do = form.cleaned_data["language"], form.cleaned_data["to_do"]
    kind = formats.FORMATS[form.cleaned_data["format"]]
    documents = exporting.documents(form.records(), wanted, to_do)
    if not documents:
        raise ValidationError(_("There is nothing to translate in this."), code="nothing")
    files = {name: kind.write(document) for name, document in _named(documents, kind.EXTENSION).items()}
    if any(len(data) > formats.LARGEST for data in files.values()):
        raise ValidationError(_("It is too large: %(most)d MB at most.") % {"most": formats.LARGEST // 1024 // 1024})
    name, data = next(iter(files.items()))
    if len(files) == 1:
        return _download(name, kind.TYPE, data)
    return _download(name.rpartition(".")[0] + ".zip", "application/zip", _packed(files))


def _named(documents, extension):
    """Return {name of a file: Document}."""
    found = {}
    for document in documents:
        name = f"peru50-{document.source_language}-{document.language}-{clock.now():%Y-%m-%d}"
        same = sum(each.startswith(name) for each in found)
        found[f"{name}-{same + 1}.{extension}" if same else f"{name}.{extension}"] = document
    return found


def _packed(files):
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return package.getvalue()


def _download(name, media_type, data):
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(data, content_type=media_type, headers={"Content-Disposition": disposition})


@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request):
    """Take in a file that came back, if all of it is whole, and lead to what it would change."""
    _languages(request)
    sent = request.method == "POST"
    form = ImportForm(request.POST if sent else None, request.FILES if sent else None)
    reasons = []
    if form.is_valid():
        try:
            return redirect("exchange_report", _kept(request.user, form.cleaned_data["file"]).pk)
        except DamagedError as error:
            reasons = error.messages
    own = ImportedFile.objects.filter(by=request.user)
    name = form.cleaned_data["file"].name if reasons else ""
    return _page(
        request, "import.html", _("Texts that come back"), form=form, reasons=reasons, file_name=name, waiting=own
    )


def _kept(user, file):
    """Keep what a file says until it is applied; raise DamagedError where it is refused."""
    document = formats.read(file.name, file.read(formats.LARGEST + 1))
    report = checking.check(document, user)
    return ImportedFile.objects.create(
        name=file.name,
        source_language=report.source_language,
        language=report.language,
        units=[[unit.reference, unit.source, unit.target, unit.place] for unit in document.units],
        by=user,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def report(request, pk):
    """Show what a file would change, as things are now, and write what was chosen of it; or drop the file."""
    _languages(request)
    kept = get_object_or_404(ImportedFile, pk=pk, by=request.user)
    if "drop" in request.POST:
        kept.delete()
        messages.success(request, _("“%(name)s” was dropped.") % {"name": kept})
        return redirect("exchange_import")
    found, reasons = None, []
    try:
        found = checking.check(_document(kept), request.user)
    except DamagedError as error:
        reasons = error.messages
    if request.method == "POST" and found:
        _apply(request, found)
        return redirect("exchange_report", pk)
    language = languages.native_name(kept.language)
    return _page(request, "report.html", kept.name, kept=kept, report=found, reasons=reasons, language_name=language)


def _document(kept):
    units = [Unit(reference, source, target, place) for reference, source, target, place in kept.units]
    return Document(kept.source_language, kept.language, units)


def _apply(request, found):
    prefix = "text-"
    sent = {name.removeprefix(prefix): seen for name, seen in request.POST.items() if name.startswith(prefix)}
    chosen = {int(number): seen for number, seen in sent.items() if number.isdecimal() and len(number) < 10}
    written, refused = applying.apply(found, chosen, request.user)
    text = ngettext("%(count)d text was written.", "%(count)d texts were written.", written)
    messages.success(request, text % {"count": written})
    for change, reason in refused:
        label = f"{change.record}, {change.segment.label}"
        messages.warning(request, _("%(label)s: %(reason)s") % {"label": label, "reason": reason})
