"""The translators' desk: a record in one language, text by text beside its source; saved text by text as one types.

Without a script it is a form that saves all its texts. Whatever is sent is written by translations/writing.py, in the
one language of the address, by who may write it (translations/rights.py).
"""

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
from translations import rights, segments, writing
from translations.admin.desk_form import DeskForm
from translations.admin.desk_rows import Sheet
from translations.models import Pair
from translations.segments import fingerprint

MODULES = {f"peru50/desk-{name}": f"admin_peru50/translate-{name}.js" for name in ("editors", "page", "saving")}
MEDIA = Media(
    importmap=ImportMap({"peru50/frame": "admin_peru50/frame.js", **MODULES}),
    css={"all": [f"admin_peru50/{name}.css" for name in ("translate", "text-states", "languages", "paste")]},
    js=[Script(f"admin_peru50/{name}.js", type="module") for name in ("translate", "prose", "paste")],
)


@require_http_methods(["GET", "HEAD", "POST"])
def translate(request, label, object_id, language):
    record = _record(request, label, object_id, language)
    sheet = Sheet(record, language)
    if request.method == "POST":
        _must_write(request, record, language)
        form = DeskForm(sheet, request.POST, request.user)
        if form.save():
            return HttpResponseRedirect(_after(request, form))
        return _page(request, form, status=form.status)
    return _page(request, DeskForm(sheet))


def _after(request, form):
    """Do what the button asks for that the form was sent by; return where it leads."""
    record, language = form.sheet.record, form.sheet.language
    wanted = request.POST.get("_next")
    for say, keys in ((writing.confirm, "_correct"), (writing.review, "_reviewed")):
        if keys in request.POST:
            say(record, language, request.POST.getlist(keys), by=request.user)
    if wanted in ("done", "hand_in", "publish"):
        writing.finish(record, language, by=request.user)
        writing.done(record, language, by=request.user)
    messages.success(request, _("“%(name)s” was saved.") % {"name": record})
    if wanted in ("hand_in", "publish") and isinstance(record, Piece):
        return f"{_page_of(record, wanted)}?language={language}"
    return _address("translate", record, language)


def _page(request, form, status=HTTPStatus.OK):
    sheet = form.sheet
    record, language = sheet.record, sheet.language
    may_write = rights.may_write(request.user, record, language) and not record.trashed_at
    text_field = Block._meta.get_field("html").formfield()
    media = MEDIA + text_field.widget.media
    others = [code for code in rights.writable(request.user, record) if code not in (language, record.source_language)]
    context = {
        **site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "title": _("%(name)s: %(language)s") % {"name": record, "language": languages.native_name(language)},
        "original": record,
        "opts": record._meta,
        "form": form,
        "sheet": sheet,
        "may_write": may_write,
        "may_publish": may_write and _may_publish(request, record),
        "may_hand_in": may_write and isinstance(record, Piece),
        "has_page": isinstance(record, Piece),
        "write_url": _address("translate_write", record, language),
        "vouch_url": _address("translate_vouch", record, language),
        "page_url": _address("translate_page", record, language),
        "form_url": _page_of(record, "change"),
        "language": _described(language),
        "source_language": _described(record.source_language),
        "others": [{**_described(code), "url": _address("translate", record, code)} for code in others],
        "editor_config": text_field.widget.get_config(),
        "form_words": {key: str(word) for key, word in FORM_WORDS.items()},
        "media": media.with_nonce(str(request.csp_nonce)),
    }
    return TemplateResponse(request, "admin/translations/desk.html", context, status=status)


def _may_publish(request, record):
    return isinstance(record, Piece) and site.get_model_admin(type(record)).has_publish_permission(request, record)


def _described(code):
    is_rtl = languages.is_right_to_left(code)
    return {"code": code, "name": languages.native_name(code), "dir": "rtl" if is_rtl else "ltr"}


@require_POST
def write(request, label, object_id, language):
    """Write one text; answer with what became of it."""
    record = _to_write(request, label, object_id, language)
    sent = request.POST
    key = sent.get("key", "")
    origin = sent.get("origin") if sent.get("origin") in Pair.Origin.values else Pair.Origin.WRITTEN
    try:
        writing.write(
            record,
            language,
            key,
            sent.get("text", ""),
            by=request.user,
            seen=sent.get("seen"),
            origin=origin,
            is_finished="finish" in sent,
        )
    except writing.ConflictError as error:
        return _refused(error, HTTPStatus.CONFLICT, stored=error.stored, seen=fingerprint(error.stored))
    except ValidationError as error:
        is_forged = error.code in ("unknown", "trashed")
        return _refused(error, HTTPStatus.FORBIDDEN if is_forged else HTTPStatus.BAD_REQUEST)
    return _answer(request, record, language, key)


@require_POST
def vouch(request, label, object_id, language):
    """Say of one translation that it is still right, or that it was reviewed; answer with what became of it."""
    record = _record(request, label, object_id, language)
    key = request.POST.get("key", "")
    is_review = request.POST.get("say") == "reviewed"
    if not (rights.may_review if is_review else rights.may_write)(request.user, record, language):
        raise PermissionDenied
    say = writing.review if is_review else writing.confirm
    try:
        say(record, language, [key], by=request.user)
    except ValidationError as error:
        return _refused(error, HTTPStatus.FORBIDDEN)
    return _answer(request, record, language, key)


@require_safe
def page(request, label, object_id, language):
    """Answer with the page in this language as it is stored."""
    record = _record(request, label, object_id, language)
    if not isinstance(record, Piece):
        raise Http404
    shown = previews.render(request, proof(record, language).edition)
    return previews.private(JsonResponse({"page": shown.text}))


def _answer(request, record, language, key):
    sheet = Sheet(segments.find(*segments.identity(record)), language)
    row = sheet.row(key)
    if row is None:
        return _refused(ValidationError(_("This text is no longer there.")), HTTPStatus.FORBIDDEN)
    said = render_to_string("admin/translations/desk_said.html", {"row": row, "may_write": True}, request)
    return JsonResponse({"seen": row.seen, "text": row.text, "state": row.state, "said": said})


def _refused(error, status, **more):
    return JsonResponse({"message": " ".join(error.messages), **more}, status=status)


def _address(name, record, language, *args):
    return reverse(name, args=[*segments.identity(record), language, *args])


def _page_of(record, name):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{name}", args=[record.pk])


def _record(request, label, object_id, language):
    """Return the record of an address; 404 where there is none, 403 where somebody may neither read nor write it."""
    labels = {model._meta.label_lower for model in segments.translatable()}
    number = sent_id(object_id)
    is_one = label in labels and language in languages.stored() and number is not None
    record = segments.find(label, number) if is_one else None
    if record is None or language == record.source_language:
        raise Http404
    may_read = site.get_model_admin(type(record)).has_view_permission(request, record)
    if not (may_read or rights.may_write(request.user, record, language)):
        raise PermissionDenied
    return record


def _to_write(request, label, object_id, language):
    record = _record(request, label, object_id, language)
    _must_write(request, record, language)
    return record


def _must_write(request, record, language):
    if not rights.may_write(request.user, record, language):
        raise PermissionDenied
