"""A page as it would be if an edition were printed. Nothing is written, and nobody else sees it."""

import copy

from django.http import QueryDict
from django.urls import resolve, reverse
from django.utils import translation

from publishing import languages
from publishing.models import PieceKind


def render(request, edition, **context):
    """Return the public page of an edition, printed or not, as a rendered response; `context` is for its templates.

    The view is the one that answers at the address of its kind: so a preview cannot differ from the page.
    """
    with languages.showing(edition.language), translation.override(edition.language):
        match = resolve(_any_address(edition.kind))
        view = match.func.view_class.as_view(edition=edition, extra_context={"is_preview": True, **context})
        response = view(_visit(request, edition, match), **match.kwargs).render()
    return private(response)


def private(response):
    """Let nobody store the page, find it by a search engine, or learn its address from a link on it."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _any_address(kind):
    return reverse(kind, kwargs=None if kind == PieceKind.HOME else {"slug": "-"})


def _visit(request, edition, match):
    """Return the request that a visitor of the page would make."""
    visit = copy.copy(request)
    visit.method, visit.GET, visit.POST = "GET", QueryDict(), QueryDict()
    visit.path = visit.path_info = edition.get_absolute_url()
    visit.resolver_match = match
    return visit
