"""What every public page is made of. A page is a pure function of its address, the editions and the time."""

from dataclasses import dataclass

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.views.generic import ListView, TemplateView

from publishing import addresses, languages
from publishing.models import Edition, PieceKind
from publishing.reading import Page, References

# Longer addresses and search words are nobody's: they get an answer without a query.
MAX_PARAMETER = 200


class NotInThisLanguage(Http404):
    """The page exists, in other languages: the 404 page links to them."""

    def __init__(self, elsewhere):
        super().__init__("not in this language")
        self.elsewhere = elsewhere


@dataclass(frozen=True)
class Alternate:
    """A language in which this very page exists."""

    language: str
    url: str

    @property
    def name(self):
        return languages.native_name(self.language)


def reversed_in(name, kwargs=None, codes=None):
    """Return the Alternates of a page that has the same parts in each language."""
    found = []
    for code in codes or languages.public():
        with translation.override(code):
            found.append(Alternate(code, reverse(name, kwargs=kwargs)))
    return found


def alternates_of(editions):
    """Return the Alternates of a piece; of two editions in one language the latter counts."""
    found = {edition.language: Alternate(edition.language, edition.get_absolute_url()) for edition in editions}
    return [*found.values()]


def moved(address):
    """Lead to an address for good, as far as search engines go."""
    response = HttpResponsePermanentRedirect(address)
    # A browser that keeps a 301 for good loops when a name comes back: A, B, A.
    response["Cache-Control"] = "max-age=0"
    return response


class PublicMixin:
    """Give a template the language and the languages that truly have this page.

    `text_language` is the language of its text: not the page's own where an original stands in for what is missing.
    """

    @cached_property
    def language(self):
        return translation.get_language()

    @property
    def text_language(self):
        return self.language

    def alternates(self):
        """Return the Alternates of this page, this language's own included."""
        match = self.request.resolver_match
        return reversed_in(match.view_name, match.kwargs)

    def get_context_data(self, **kwargs):
        alternates = sorted(self.alternates(), key=lambda alternate: alternate.language)
        return super().get_context_data(
            language=self.language,
            text_language=self.text_language,
            is_stand_in=self.text_language != self.language,
            alternates=alternates,
            **kwargs,
        )

    def dispatch(self, request, *args, **kwargs):
        values = [*kwargs.values(), *request.GET.values()]
        if any(len(str(value)) > MAX_PARAMETER or "\x00" in str(value) for value in values):
            raise Http404("over-long or broken parameter")
        return super().dispatch(request, *args, **kwargs)


class PublicView(PublicMixin, TemplateView):
    """A public page that is no piece."""


class PieceView(PublicMixin, TemplateView):
    """The page of a piece. Subclasses name the kind and the template.

    as_view(edition=…) shows that edition, printed or not, whatever its address leads to: see publishing/previews.py.
    """

    kind = None
    edition = None

    def get(self, request, *args, **kwargs):
        if self.edition:
            return super().get(request, *args, **kwargs)
        found = addresses.find(self.kind, self.language, kwargs["slug"])
        if found.moved_to:
            return moved(self.moved_url(found.moved_to))
        if not found.edition:
            raise NotInThisLanguage(alternates_of(found.elsewhere))
        self.edition = found.edition
        return super().get(request, *args, **kwargs)

    def moved_url(self, edition):
        return edition.address_in(self.language)

    @property
    def text_language(self):
        return self.edition.language

    @cached_property
    def page(self):
        return Page(self.edition, self.references())

    def references(self):
        return References([self.edition], self.language)

    def alternates(self):
        return alternates_of([*self.page.references.languages_of(self.edition.piece_id), self.edition])

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, edition=self.edition, **kwargs)


class EditionListView(PublicMixin, ListView):
    """A list of the current editions of a kind, newest first, with filters from the query string."""

    kind = None
    paginate_by = 12
    context_object_name = "editions"

    def get_queryset(self):
        return Edition.objects.current(self.language).filter(kind=self.kind).for_list().newest_first()


def current_themes(language):
    """Return the current editions of the themes, in their own order."""
    themes = Edition.objects.current(language).filter(kind=PieceKind.THEME).for_list()
    return sorted(themes, key=lambda theme: theme.facts["ordering"])


class ThemeFilterMixin:
    """Let a list be narrowed to one theme, named by its motif: ?theme=farming."""

    @cached_property
    def themes(self):
        return current_themes(self.language)

    @cached_property
    def theme(self):
        motif = self.request.GET.get("theme", "")
        return next((theme for theme in self.themes if theme.category == motif), None)

    def get_context_data(self, **kwargs):
        return super().get_context_data(themes=self.themes, theme=self.theme, **kwargs)


class RecordView(PublicMixin, TemplateView):
    """The page of a shared record, in the languages in which a current edition points to it."""

    kind = None

    def alternates(self):
        match = self.request.resolver_match
        return reversed_in(match.view_name, match.kwargs, sorted(self.seen_in))

    def find(self, record, seen_in):
        """Return the record, or answer 404 with a link to the languages that show it."""
        self.record, self.seen_in = record, seen_in
        if record is None or not seen_in:
            raise Http404("no such record")
        if self.language not in seen_in:
            raise NotInThisLanguage(self.alternates())
        return record
