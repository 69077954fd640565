"""The page of the admin on which the words of the interface are translated, language by language."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import TextChoices
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from peru50 import words
from peru50.language_file import SHIPPED
from publishing import languages
from translations import checks, rights

AT_ONCE = 40


class Show(TextChoices):
    ALL = "", gettext_lazy("all")
    UNTRANSLATED = "untranslated", gettext_lazy("untranslated")
    CHANGED = "changed", gettext_lazy("changed here")


class Row:
    """A word as it is shown: with what other languages say, and with what somebody typed that was not taken."""

    def __init__(self, word, language, may_write, typed=None, errors=(), stored=()):
        self.word, self.language, self.may_write = word, language, may_write
        self.errors, self.stored = errors, stored
        self.forms = list(zip(words.examples(language) if word.plural else [""], typed or word.forms, strict=True))

    @property
    def anchor(self):
        return f"w-{self.word.hash[:12]}"

    @property
    def sources(self):
        """Return what the other languages say; those that the site came with, which lack no word, come first."""
        codes = sorted(languages.public(), key=lambda code: code not in SHIPPED)
        return [(code, self.word.in_language(code)) for code in codes if code != self.language]

    @property
    def remarks(self):
        """What the checks of translations say of it, beside the first of the other languages."""
        if not self.word.is_translated or self.word.is_address or self.errors or not self.sources:
            return []
        code, source = self.sources[0]
        pairs = zip(source, [self.word.forms[0], self.word.forms[-1]], strict=False)
        found = {
            remark.message: remark
            for said, form in pairs
            for remark in checks.findings(self.language, code, said, form)
        }
        return list(found.values())


@require_http_methods(["GET", "HEAD", "POST"])
def interface_words(request, language):
    """Show the words of a language and let them be changed, one at a time; or give them all as a file."""
    if language not in languages.stored():
        raise Http404
    if language not in rights.words_of(request.user):
        raise PermissionDenied
    if "po" in request.GET:
        return _download(language)
    found, failed = words.all_of(language), None
    if request.method == "POST":
        word = next((each for each in found if each.hash == request.POST.get("word")), None)
        if word is None:
            raise Http404
        failed = _write(request, language, word)
        if failed is None:
            query = QueryDict(request.META["QUERY_STRING"], mutable=True)
            query["saved"] = word.hash[:12]
            return redirect(f"{request.path}?{query.urlencode()}#w-{word.hash[:12]}")
    return _page(request, language, found, failed)


def _write(request, language, word):
    """Write what was sent for a word; return the Row of one that was not taken."""
    typed = [request.POST.get(f"form-{number}", "") for number in range(len(word.forms))]
    try:
        if not _may_write(request.user, word):
            raise ValidationError(_("Addresses are for administrators."), code="address")
        words.write(language, word, typed, request.user, request.POST.get("seen", ""))
    except ValidationError as error:
        stored = getattr(error, "stored", ())
        return Row(word, language, _may_write(request.user, word), typed, error.messages, stored)
    return None


def _may_write(user, word):
    return not word.is_address or user.has_perm("publishing.manage_languages")


def _page(request, language, found, failed):
    asked = request.GET.get("q", "").replace("\x00", "").strip()
    show = request.GET.get("show", "")
    wanted = [word for word in found if _is_shown(word, show) and _holds(word, language, asked)]
    wanted.sort(key=lambda word: not word.is_for_visitors)
    page = Paginator(wanted, AT_ONCE).get_page(request.GET.get("page"))
    rows = [
        failed if failed and failed.word.hash == word.hash else Row(word, language, _may_write(request.user, word))
        for word in page
    ]
    if failed and failed not in rows:
        rows.insert(0, failed)
    saved = f"w-{request.GET['saved']}" if "saved" in request.GET and not failed else ""
    context = {
        **admin.site.each_context(request),
        "title": _("Words of the interface"),
        "language": language,
        "name": languages.native_name(language),
        "others": [(code, languages.native_name(code)) for code in rights.words_of(request.user) if code != language],
        "rows": rows,
        "page": page,
        "asked": asked,
        "show": show,
        "choices": Show.choices,
        "saved": saved,
        "is_saved_elsewhere": saved and saved not in [row.anchor for row in rows],
        "of_visitors": _counted(word for word in found if word.is_for_visitors),
        "of_others": _counted(word for word in found if not word.is_for_visitors),
    }
    return TemplateResponse(request, "admin/peru50/words.html", context)


def _counted(found):
    """Return how many words are translated, of how many."""
    translated = [word.is_translated for word in found]
    return sum(translated), len(translated)


def _is_shown(word, show):
    return {Show.UNTRANSLATED: not word.is_translated, Show.CHANGED: word.is_changed}.get(show, True)


def _holds(word, language, asked):
    """Say whether a word says something, in the code, in its language or in another."""
    if not asked:
        return True
    others = [text for code in languages.public() if code != language for text in word.in_language(code)]
    return any(asked.casefold() in text.casefold() for text in (word.msgid, *word.forms, *others))


def _download(language):
    disposition = content_disposition_header(as_attachment=True, filename=f"peru50-{language}.po")
    return HttpResponse(
        str(words.whole(language)),
        content_type="text/x-gettext-translation; charset=utf-8",
        headers={"Content-Disposition": disposition},
    )


urlpatterns = [
    path("<str:language>/", admin.site.admin_view(interface_words), name="interface_words"),
]
