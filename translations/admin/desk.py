"""The translators' desk: a record in one language, text by text beside its source; saved text by text as one types.

Without a script it is a form that saves all its texts. Whatever is sent is written by translations/writing.py, in the
one language of the address, by who may write it (translations/rights.py).
"""

from functools import cache
from http import HTTPStatus

from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from js_asset import ImportMap, Media, Script

from publishing import languages, previews
from publishing.admin.ids import sent_id
from publishing.admin.languages import FORM_WORDS
from publishing.models import Block, Piece
from publishing.proofs import proof
from translations import glossary, machine, memory, rights, segments, writing
from translations.admin.desk_form import DeskForm
from translations.admin.desk_records import sheets_of
from translations.admin.desk_rows import Sheet
from translations.checks import ignored
from translations.models import Pair
from translations.segments import fingerprint

MODULES = {
    f"peru50/desk-{name}": f"admin_peru50/translate-{name}.js" for name in ("editors", "hints", "page", "saving")
}
MEDIA = Media(
    importmap=ImportMap({"peru50/frame": "admin_peru50/frame.js", **MODULES}),
    css={"all": [f"admin_peru50/{name}.css" for name in ("translate", "text-states", "hints", "languages", "paste")]},
    js=[Script(f"admin_peru50/{name}.js", type="module") for name in ("translate", "prose", "paste")],
)


@require_http_methods(["GET", "HEAD", "POST"])
def translate(request, label, object_id, language):
    record = record_of(request, label, object_id, language)
    form = DeskForm(_sheets(request, record, language), request.POST or None, request.user)
    if request.method != "POST":
        return _page(request, form)
    if not form.sheet.may_write:
        raise PermissionDenied
    if not form.save():
        return _page(request, form)
    try:
        form.press()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("“%(name)s” was saved.") % {"name": record})
    return HttpResponseRedirect(_next(request, form.sheet))


def _next(request, sheet):
    """Return where the button leads that a form was sent by."""
    record, wanted = sheet.record, request.POST.get("_next")
    if wanted in ("hand_in", "publish") and isinstance(record, Piece):
        return f"{_page_of(record, wanted)}?language={sheet.language}"
    block = request.POST.get("_hide") or request.POST.get("_show")
    return sheet.address("translate") + (f"#b-{block}" if block else "")


def _sheets(request, record, language):
    terms_of = cache(lambda code: glossary.terms(code, language))
    sheet = Sheet(record, language, request.user, terms_of(record.source_language))
    if not isinstance(record, Piece):
        return [sheet]
    return [sheet, *sheets_of(record, language, request.user, terms_of)]


def _page(request, form):
    sheet = form.sheet
    record, language = sheet.record, sheet.language
    text_field = Block._meta.get_field("html").formfield()
    others = [code for code in rights.writable(request.user, record) if code not in (language, record.source_language)]
    context = {
        **site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "title": _("%(name)s: %(language)s") % {"name": record, "language": languages.native_name(language)},
        "original": record,
        "form": form,
        "sheet": sheet,
        "form_url": _page_of(record, "change"),
        "page_url": sheet.address("translate_page"),
        "machine_rest_url": _machine_url(sheet) if isinstance(record, Piece) else "",
        "is_piece": isinstance(record, Piece),
        "may_publish": sheet.may_write and _may_publish(request, record, language),
        "language": _described(language),
        "source_name": languages.native_name(record.source_language),
        "others": [{**_described(code), "url": Sheet(record, code).address("translate")} for code in others],
        "editor_config": text_field.widget.get_config(),
        "form_words": {key: str(word) for key, word in FORM_WORDS.items()},
        "media": (MEDIA + text_field.widget.media).with_nonce(str(request.csp_nonce)),
    }
    return TemplateResponse(request, "admin/translations/desk.html", context, status=form.status)


def _may_publish(request, record, language):
    if not isinstance(record, Piece):
        return False
    return language in site.get_model_admin(type(record)).languages_to_publish(request, record)


def _machine_url(sheet, *key):
    """Return the address at which a machine is asked for one text, or for all that are missing; "" where there is none."""
    name = "translate_machine" if key else "translate_machine_rest"
    return sheet.address(name, *key) if machine.is_on() and sheet.may_write else ""


def _described(code):
    is_rtl = languages.is_right_to_left(code)
    return {"code": code, "name": languages.native_name(code), "dir": "rtl" if is_rtl else "ltr"}


def _page_of(record, name):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{name}", args=[record.pk])


# What the page sends for one text, and is answered with what became of it


@require_POST
def write(request, label, object_id, language):
    """Write one text."""
    record = record_of(request, label, object_id, language, rights.may_write)
    sent = request.POST
    key = sent.get("key", "")
    try:
        writing.write(
            record,
            language,
            key,
            sent.get("text", ""),
            by=request.user,
            seen=sent.get("seen"),
            source_seen=sent.get("source"),
            origin=sent["origin"] if sent.get("origin") in Pair.Origin.values else Pair.Origin.WRITTEN,
            is_finished="finish" in sent,
            is_reviewed="reviewed" in sent,
        )
    except writing.ConflictError as error:
        return _conflict(error)
    except ValidationError as error:
        return _refused(error)
    return _answer(request, record, language, key)


@require_POST
def vouch(request, label, object_id, language):
    """Say of one translation that it is still right, or that it was reviewed."""
    is_review = request.POST.get("say") == "reviewed"
    record = record_of(request, label, object_id, language, rights.may_review if is_review else rights.may_write)
    sent = request.POST
    key = sent.get("key", "")
    say = writing.review if is_review else writing.confirm
    try:
        say(record, language, [key], by=request.user, seen=sent.get("seen"), source_seen=sent.get("source"))
    except writing.ConflictError as error:
        return _conflict(error)
    except ValidationError as error:
        return _refused(error)
    return _answer(request, record, language, key)


@require_POST
def ignore(request, label, object_id, language):
    """Say of a remark on one text that it is no mistake, and why; without a reason, take that back."""
    record = record_of(request, label, object_id, language, rights.may_write)
    row = Sheet(record, language).row(request.POST.get("key", ""))
    if row is None:
        return _gone()
    code = request.POST.get("code", "")
    try:
        if "heed" in request.POST:
            ignored.heed(record, row.judgement, code)
        else:
            ignored.ignore(record, row.judgement, code, request.POST.get("reason", ""), request.user)
    except ValidationError as error:
        return _refused(error, HTTPStatus.BAD_REQUEST)
    return _answer(request, record, language, row.key)


def _answer(request, record, language, key):
    record = segments.find(*segments.identity(record))
    row = Sheet(record, language, request.user, glossary.terms(record.source_language, language)).row(key)
    if row is None:
        return _gone()
    drawn = {
        name: render_to_string(f"admin/translations/desk_{name}.html", {"row": row}, request).strip()
        for name in ("said", "changes")
    }
    shown = {"seen": row.seen, "source": row.source_seen, "text": row.text, "state": row.state}
    return JsonResponse({**shown, **drawn})


FORBIDDEN = {"unknown", "trashed"}


def _refused(error, status=HTTPStatus.BAD_REQUEST, **more):
    status = HTTPStatus.FORBIDDEN if getattr(error, "code", "") in FORBIDDEN else status
    return JsonResponse(
        {"message": " ".join(error.messages), "code": getattr(error, "code", ""), **more}, status=status
    )


def _conflict(error):
    return _refused(error, HTTPStatus.CONFLICT, stored=error.stored, seen=fingerprint(error.stored))


def _gone():
    return _refused(ValidationError(_("This text is no longer there."), code="unknown"))


# What the page asks for


@require_safe
def page(request, label, object_id, language):
    """Answer with the page in this language as it is stored."""
    record = record_of(request, label, object_id, language)
    if not isinstance(record, Piece):
        raise Http404
    shown = previews.render(request, proof(record, language).edition)
    return previews.private(JsonResponse({"page": shown.text}))


@require_safe
def hints(request, label, object_id, language, key):
    """Answer with what helps with one text: what was said before, what things are called, what is ignored."""
    record = record_of(request, label, object_id, language)
    source_language = record.source_language
    terms = glossary.terms(source_language, language)
    row = Sheet(record, language, request.user, terms).row(key)
    if row is None or not row.source:
        raise Http404
    context = {
        "row": row,
        "matches": memory.matches(source_language, language, row.source, near=(*segments.identity(record), key)),
        "entries": terms.about(row.source),
        "reasons": ignored.reasons(record, row.judgement),
        "machine_url": _machine_url(row.sheet, key),
        "source_language": source_language,
        "language": language,
    }
    return TemplateResponse(request, "admin/translations/desk_hints.html", context)


def record_of(request, label, object_id, language, may=None):
    """Return the record of an address; 404 where there is none, 403 where somebody may not even read it.

    `may` is what of translations/rights.py must be allowed beyond that.
    """
    labels = {model._meta.label_lower for model in segments.translatable()}
    number = sent_id(object_id)
    is_one = label in labels and language in languages.stored() and number is not None
    record = segments.find(label, number) if is_one else None
    if record is None or language == record.source_language:
        raise Http404
    may_read = site.get_model_admin(type(record)).has_view_permission(request, record)
    if not (may_read or rights.may_write(request.user, record, language)):
        raise PermissionDenied
    if may and not may(request.user, record, language):
        raise PermissionDenied
    return record
