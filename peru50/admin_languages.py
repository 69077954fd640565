"""The page of the admin on which languages are added, opened to visitors, hidden and removed."""

from dataclasses import dataclass
from datetime import timedelta
from functools import wraps

from django import forms
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from peru50 import language_file, language_steps, readiness, tasks
from peru50.language_file import SHIPPED, Language
from publishing import audit, clock, languages
from publishing.admin import as_of
from translations.models import TextState

SHOWN_JOBS = 5
A_MOMENT = timedelta(seconds=10)  # in which a job that began has come to its step
JOBS = {
    tasks.add_language.module_path: gettext_lazy("Adding"),
    tasks.remove_language.module_path: gettext_lazy("Removing"),
}
# Offered by name beside the languages that Django knows.
OF_PERU = ("ay", "qu")


def may_manage(view):
    """Let administrators alone see a page, and say what is wrong where the languages file cannot be read."""

    @permission_required("publishing.manage_languages", raise_exception=True)
    @wraps(view)
    def seen(request, *arguments, **named):
        try:
            return view(request, *arguments, **named)
        except language_file.MalformedError as error:
            return _page(request, "damaged", _("Languages"), error=error)

    return seen


@dataclass(frozen=True)
class Row:
    """A language as the languages file has it: this process may not know it yet, or no longer."""

    code: str
    name: str
    rtl: bool
    is_public: bool
    texts: int
    readiness: readiness.Readiness

    @property
    def is_shipped(self):
        return self.code in SHIPPED

    @property
    def address(self):
        """The site in this language, for who works here; "" where this process cannot show it yet."""
        return as_of.address(clock.now(), f"/{self.code}/") if self.code in languages.stored() else ""


class AddForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("code"),
        max_length=20,
        help_text=gettext_lazy("As in de, qu or pt-br. It stands in every address of the language."),
        widget=forms.TextInput(attrs={"list": "known-languages", "autocapitalize": "none", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label=gettext_lazy("name"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("What the language calls itself. Left empty, it is the name that the site knows."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("direction"),
        required=False,
        choices=[
            ("", gettext_lazy("as the site knows it")),
            ("ltr", gettext_lazy("from left to right")),
            ("rtl", gettext_lazy("from right to left")),
        ],
    )

    def clean(self):
        values = super().clean()
        if "code" not in values or "name" not in values:
            return values
        rtl = {"ltr": False, "rtl": True}.get(values.get("direction"))
        try:
            self.wanted = language_steps.described(values["code"], values["name"], rtl)
        except ValidationError as error:
            raise ValidationError({"code": error.messages}) from error
        code, language = self.wanted
        if code in languages.stored() or language.state == "stored":
            self.add_error("code", _("%(name)s is there already.") % {"name": language.name})
        elif is_under_way(code):
            self.add_error("code", _("%(name)s is being added already.") % {"name": language.name})
        return values


class OpenForm(forms.Form):
    anyway = forms.BooleanField(label=gettext_lazy("Open it all the same"), required=False)


class RemoveForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("To go on, type the code of the language"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, wanted, *args):
        super().__init__(*args)
        self.wanted = wanted

    def clean_code(self):
        if self.cleaned_data["code"].strip() != self.wanted:
            raise ValidationError(_("This is not the code of the language. Nothing was removed."))
        return self.wanted


@may_manage
@require_http_methods(["GET", "HEAD", "POST"])
def languages_page(request):
    """List the languages and what is being done with them; add one."""
    form = AddForm(request.POST or None)
    if form.is_valid():
        code, language = form.wanted
        result = tasks.add_language.enqueue(code, language.name, language.rtl, request.user.pk, get_language())
        _say(request, result, _("%(name)s was added.") % {"name": language.name})
        return HttpResponseRedirect(request.path)
    is_moving = is_under_way()  # asked first: what ends meanwhile is in the file that is read then
    found = _file()
    context = {
        "form": form,
        "rows": [_row(code, found) for code in _codes(found)],
        "jobs": _jobs(),
        "known": [
            (code, language_steps.known(code).name) for code in sorted({*LANG_INFO, *OF_PERU} - {*_codes(found)})
        ],
        "ready_at": readiness.READY_AT,
        "is_moving": is_moving or _is_restarting(found),
    }
    return _page(request, "page", _("Languages"), **context)


@may_manage
@require_http_methods(["GET", "HEAD", "POST"])
def open_page(request, code):
    row = _row_or_404(code)
    form = OpenForm(request.POST or None)
    if form.is_valid() and _took(form, lambda: language_steps.open_(code, form.cleaned_data["anyway"])):
        audit.note(audit.Action.PUBLISHED, by=request.user, name=f"{row.name} ({code})")
        messages.success(request, _("%(name)s is open to visitors.") % {"name": row.name})
        return HttpResponseRedirect(reverse("languages"))
    title = _("Open %(name)s to visitors") % {"name": row.name}
    return _page(request, "open", title, form=form, row=row, ready_at=readiness.READY_AT)


@may_manage
@require_http_methods(["GET", "HEAD", "POST"])
def hide_page(request, code):
    row = _row_or_404(code)
    form = forms.Form(request.POST or None)
    if form.is_valid() and _took(form, lambda: language_steps.hide(code)):
        audit.note(audit.Action.WITHDRAWN, by=request.user, name=f"{row.name} ({code})")
        messages.success(request, _("%(name)s is hidden from visitors.") % {"name": row.name})
        return HttpResponseRedirect(reverse("languages"))
    return _page(request, "hide", _("Hide %(name)s from visitors") % {"name": row.name}, form=form, row=row)


@may_manage
@require_http_methods(["GET", "HEAD", "POST"])
def remove_page(request, code):
    row = _row_or_404(code)
    if row.is_shipped:
        raise Http404("comes with the site")
    form = RemoveForm(code, request.POST or None)
    if form.is_valid():
        result = tasks.remove_language.enqueue(code, row.name, request.user.pk, get_language())
        _say(request, result, _("%(name)s was removed.") % {"name": row.name})
        return HttpResponseRedirect(reverse("languages"))
    return _page(request, "remove", _("Remove %(name)s for good") % {"name": row.name}, form=form, row=row)


def _page(request, name, title, **context):
    request.current_app = admin.site.name
    context |= {**admin.site.each_context(request), "title": title}
    return TemplateResponse(request, f"admin/languages/{name}.html", context)


def _took(form, step):
    """Take a step; where it is refused, say why in the form."""
    try:
        step()
    except ValidationError as error:
        form.add_error(None, error)
    return not form.errors


# What is there


def _file():
    return language_file.read(settings.LANGUAGES_FILE)


def _codes(found):
    return sorted({*SHIPPED, *found.in_state("stored")})


def _row(code, found):
    language = found.known.get(code) or Language(languages.native_name(code), languages.is_right_to_left(code))
    return Row(
        code=code,
        name=language.name,
        rtl=language.rtl,
        is_public=code in found.public,
        texts=TextState.objects.filter(language=code).exclude(state=TextState.State.MISSING).count(),
        readiness=readiness.of(code),
    )


def _row_or_404(code):
    found = _file()
    if code not in _codes(found):
        raise Http404("no such language")
    return _row(code, found)


def _is_restarting(found):
    """Say whether this process does not know yet what the file says."""
    return {*_codes(found)} != {*languages.stored()} or {*found.public} != {*languages.public()}


# The jobs


def _job_rows():
    return DBTaskResult.objects.filter(task_path__in=JOBS).order_by("-enqueued_at")


def is_under_way(code=None):
    """Say whether something is being done with a language, or with any."""
    running = _job_rows().filter(status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING))
    return any(code in (None, job.args_kwargs["args"][0]) and not _is_cut_off(job) for job in running)


def _is_cut_off(job):
    """Say whether nobody is at a job any more: its worker was killed, which left it as it was."""
    return (
        job.status == TaskResultStatus.RUNNING
        and job.started_at < timezone.now() - A_MOMENT
        and not language_file.is_locked(settings.LANGUAGES_FILE)
    )


def _jobs():
    """Return what was asked for last and how far it is; of what failed, why."""
    return [
        {
            "what": JOBS[job.task_path],
            "name": job.args_kwargs["args"][1],
            "at": job.finished_at or job.started_at or job.enqueued_at,
            **_outcome(job),
        }
        for job in _job_rows()[:SHOWN_JOBS]
    ]


def _outcome(job):
    if _is_cut_off(job):
        return {"state": "failed", "reason": _("It was cut off, and can be done again at any time.")}
    if job.return_value:
        return {"state": "refused", "reason": job.return_value}
    return {"state": job.status.lower(), "reason": job.traceback.strip().rpartition("\n")[2]}


def _say(request, result, done):
    """Say what came of a job, where it was not put off."""
    if not result.is_finished:
        messages.info(request, _("This takes a while. The page shows how far it is; you may leave it."))
    elif result.status == TaskResultStatus.FAILED:
        messages.error(request, _("It failed: %(reason)s") % {"reason": result.errors[-1].exception_class_path})
    elif result.return_value:
        messages.error(request, result.return_value)
    else:
        messages.success(request, done)


urlpatterns = [
    path("", admin.site.admin_view(languages_page), name="languages"),
    path("<str:code>/open/", admin.site.admin_view(open_page), name="languages_open"),
    path("<str:code>/hide/", admin.site.admin_view(hide_page), name="languages_hide"),
    path("<str:code>/remove/", admin.site.admin_view(remove_page), name="languages_remove"),
]
