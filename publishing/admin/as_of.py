"""The site as of a date, past or to come, for whoever works here: every public page, with links that stay in that time.

A page knows nothing of it. It is asked while publishing.clock shows the other instant, and while addresses are
made below /admin/as-of/<instant>/; the bar that says so is put on top of what it answered.
"""

import datetime as dt
from contextlib import contextmanager
from copy import copy

from django import forms
from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import Resolver404, get_resolver, get_script_prefix, resolve, reverse, set_script_prefix
from django.utils import translation
from django.utils.http import escape_leading_slashes
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from publishing import clock, languages
from publishing.admin.clock_forms import EARLIEST, LATEST, InstantForm
from publishing.admin.instants import FIRST, in_zones, on_clock
from publishing.models import Edition

may_see = permission_required("publishing.view_piece", raise_exception=True)
MINUTE = dt.timedelta(minutes=1)
MASTHEAD = b'<header class="mast">'


class InstantConverter:
    """An instant in an address: 2026-11-26T09:00Z; without a zone it is on the clock of Brussels."""

    regex = r"\d{4}-\d\d-\d\d[T\d:.Z+-]*"

    def to_python(self, value):
        instant = dt.datetime.fromisoformat(value)
        if not EARLIEST <= instant.year <= LATEST:
            raise ValueError("beyond what clocks show")
        return clock.in_milliseconds(instant if instant.tzinfo else make_aware(instant))

    def to_url(self, instant):
        naive = instant.astimezone(dt.UTC).replace(tzinfo=None)
        precision = "milliseconds" if naive.microsecond else "seconds" if naive.second else "minutes"
        return f"{naive.isoformat(timespec=precision)}Z"


class AsOfForm(InstantForm):
    path = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_path(self):
        """Lead to a page of this site and nowhere else."""
        path = self.cleaned_data["path"]
        return path if _view_of(path.partition("?")[0]) else "/"


def address(instant, path="/"):
    """Return where a public page is shown as of an instant, or the whole minute after it."""
    return reverse("as_of", kwargs={"at": _whole_minute(instant)}) + path.removeprefix("/")


def beginning_of(edition):
    """Return where the site is shown from when an edition begins: its page; after an end, the home of its language."""
    with translation.override(edition.language):
        page = reverse("home") if edition.blank else edition.get_absolute_url()
    return address(edition.public_from, page)


@may_see
@require_safe
def choose(request):
    """Lead to the site as of the instant that is given, or ask for one."""
    form = AsOfForm(request.GET if "at" in request.GET else None, initial={"at": on_clock(clock.now())})
    if form.is_valid():
        return HttpResponseRedirect(address(form.cleaned_data["at"], form.cleaned_data["path"]))
    context = admin.site.each_context(request) | {"form": form, "title": _("The site as of a date")}
    return TemplateResponse(request, "admin/as_of/choose.html", context)


@may_see
@require_safe
def show(request, at, path=""):
    """Answer what the site answers at an instant, under a bar that says so."""
    page = copy(request)
    page.path_info = f"/{path}"
    here = reverse("as_of", kwargs={"at": at})
    if not request.path.startswith(here):
        return HttpResponseRedirect(here + page.get_full_path_info()[1:])
    response = _answer(page, at, here)
    location = response.get("Location", "")
    if location.startswith("/") and not location.startswith(here):
        response["Location"] = here + location[1:]
    response["X-Robots-Tag"] = "noindex"
    # Behind the link that skips to the content, which comes first on every page.
    response.content = response.content.replace(MASTHEAD, _bar(page, at).encode() + MASTHEAD, 1)
    return response


def _answer(page, at, here):
    language = translation.get_language_from_path(page.path_info) or translation.get_language()
    with clock.showing(at), _addresses_below(here), languages.showing(language), translation.override(language):
        try:
            match = page.resolver_match = _view_of(page.path_info)
            if not match:
                raise Http404("not a page")
            response = match.func(page, *match.args, **match.kwargs)
        except Http404 as error:
            response = get_resolver().resolve_error_handler(404)(page, exception=error)
        return response.render() if hasattr(response, "render") else response


def _view_of(path):
    """Return the ResolverMatch of a public page: the root, or one below a language; None of anything else."""
    language = translation.get_language_from_path(path)
    if not language and path != "/":
        return None
    with translation.override(language):
        try:
            return resolve(path)
        except Resolver404:
            return None


@contextmanager
def _addresses_below(prefix):
    """Let every address that is made within lead below a prefix."""
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(before)


def steps(at):
    """Return the last instant before, and the first after, at which something begins or ends; None where nothing does."""
    begins = Edition.objects.order_by("public_from").values_list("public_from", flat=True)
    return begins.filter(public_from__lte=at - MINUTE).last(), begins.filter(public_from__gt=at).first()


def _bar(page, at):
    path = page.get_full_path_info()
    links = [
        instant and {"url": address(instant, path), "when": in_zones(_whole_minute(instant))} for instant in steps(at)
    ]
    context = {
        "form": AsOfForm(initial={"at": on_clock(at), "zone": FIRST, "path": path}, auto_id="as-of-%s"),
        "when": in_zones(at),
        "is_staged": translation.get_language_from_path(page.path_info) not in (None, *languages.public()),
        "before": links[0],
        "after": links[1],
        "today": escape_leading_slashes(path),
    }
    return render_to_string("admin/as_of/bar.html", context, page)


def _whole_minute(instant):
    """Round up: what begins within a minute has begun at its end, and one step passes all of it."""
    return instant + (instant.replace(second=0, microsecond=0) - instant) % MINUTE
