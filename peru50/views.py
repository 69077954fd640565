from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from articles.belt import belt
from articles.maps import numbered
from articles.series import Series
from publishing import addresses, languages, redirects, search
from publishing.models import Edition, PieceKind
from publishing.reading import Page, References
from publishing.views import EditionListView, PublicView, alternates_of, current_themes, moved, reversed_in


@require_safe
def choose_language(request):
    """Send a visitor of "/" to the first public language that the browser asks for. Never stored, never a cookie."""
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    wanted = (each for code, _quality in accepted for each in (code, code.split("-")[0]))
    chosen = next((code for code in wanted if code in languages.public()), languages.default())
    with translation.override(chosen):
        response = HttpResponseRedirect(reverse("home"))
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["Accept-Language"])
    return response


class HomeView(PublicView):
    """The home page; as_view(edition=…) shows that edition of it, printed or not."""

    template_name = "peru50/home.html"
    edition = None

    def alternates(self):
        homes = Edition.objects.current().filter(kind=PieceKind.HOME).only("language", "kind", "slug")
        return alternates_of([*homes, self.edition] if self.edition else homes) or reversed_in("home")

    @property
    def text_language(self):
        return self.home.language if self.home else self.language

    @cached_property
    def home(self):
        """The edition that is shown: this language's, or the original in its place; None where there is neither."""
        if self.edition:
            return self.edition
        homes = Edition.objects.current().filter(kind=PieceKind.HOME).select_related("cover").order_by("piece_id")
        here = homes.filter(language=self.language).first()
        return here or (addresses.original(homes) if addresses.shows_original(PieceKind.HOME) else None)

    def get_context_data(self, **kwargs):
        home = self.home
        themes = current_themes(self.language)
        editions = [edition for edition in (home, *themes) if edition]
        featured = home.facts["featured"] if home else None
        references = References(editions, self.language)
        page = Page(home, references) if home else None
        return super().get_context_data(
            home=home,
            page=page,
            belt=belt(themes, self.language, references),
            featured=references.page(featured),
            series=self._series(references.page(featured)),
            map=numbered(page.linked("region") if page else []),
            events=Edition.objects.current(self.language).filter(kind=PieceKind.EVENT).for_list().newest_first()[:3],
            **self._winner(page),
            **kwargs,
        )

    def _series(self, featured):
        """Return the dossier of the featured piece with the places that are known, or None."""
        series = Series.of(featured, self.language) if featured else None
        return series and {
            "dossier": series.dossier,
            "number": dict(map(reversed, series.dossier.facts["places"]))[featured.piece_id],
        }

    def _winner(self, page):
        entries = page.linked("entry") if page else []
        entry = next((entry for entry in entries if entry.pk == page.facts["entry"]), None)
        contest = entry and page.references.page(entry.contest_id)
        return {"entry": entry if contest else None, "contest": contest}


class SearchView(EditionListView):
    template_name = "peru50/search.html"
    paginate_by = 10

    def get_queryset(self):
        self.query = " ".join(self.request.GET.get("q", "").split())
        self.found = search.search(self.query, self.language)
        self.chosen = [kind for kind in self.request.GET.getlist("kind") if kind in PieceKind]
        return self.found.filter(kind__in=self.chosen) if self.chosen else self.found

    def get_context_data(self, **kwargs):
        context = super().get_context_data(
            query=self.query,
            themes=current_themes(self.language),
            kinds=search.kinds(self.found) if self.query else [],
            chosen=self.chosen,
            **kwargs,
        )
        return context | {"hits": [search.hit(edition, self.query) for edition in context["editions"]]}


@require_safe
def robots(request):
    address = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(
        f"User-agent: *\nDisallow: /admin/\nDisallow: /preview/\nDisallow: /to-translate/\n\nSitemap: {address}\n",
        content_type="text/plain",
    )


def _error(request, status, **context):
    template = f"{status}.html"
    language = translation.get_language() if translation.get_language() in languages.public() else languages.default()
    with translation.override(language):
        context |= {"language": language, "alternates": reversed_in("home"), "is_error": True}
        return render(request, template, context, status=status)


def bad_request(request, exception):
    return _error(request, 400)


def forbidden(request, exception):
    return _error(request, 403)


def not_found(request, exception):
    """Answer what no page does: by a redirect that an editor added, or else with the languages that have the page."""
    address, found = redirects.find(request.path_info)
    if address:
        return moved(address)
    elsewhere = getattr(exception, "elsewhere", ()) or alternates_of(found.elsewhere)
    return _error(request, 404, elsewhere=elsewhere)


def server_error(request):
    # The fault may be the database's: this page asks it for nothing.
    return _error(request, 500, without_database=True)
