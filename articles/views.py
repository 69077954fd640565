from django.utils.functional import cached_property

from articles import maps
from articles.belt import belt
from articles.models import Organisation, Project, Region, Tag
from articles.series import Series
from publishing import visible
from publishing.models import Edition, Piece, PieceKind
from publishing.reading import References
from publishing.views import EditionListView, PieceView, PublicView, RecordView, ThemeFilterMixin, current_themes


class ArticleListView(ThemeFilterMixin, EditionListView):
    kind = PieceKind.ARTICLE
    template_name = "articles/article_list.html"

    @cached_property
    def tag(self):
        number = self.request.GET.get("tag", "")
        return Tag.objects.filter(pk=number).first() if number.isdecimal() else None

    def get_queryset(self):
        editions = super().get_queryset()
        if self.theme:
            editions = editions.filter(editiontheme_set__target=self.theme.piece_id)
        return editions.filter(editiontag_set__target=self.tag) if self.tag else editions

    def get_context_data(self, **kwargs):
        return super().get_context_data(tag=self.tag, **kwargs)


class SeriesPieceView(PieceView):
    """A piece that may have a place in a dossier."""

    @cached_property
    def series(self):
        return Series.of(self.edition, self.language)

    def references(self):
        return References([self.edition], self.language, also=self.series.neighbours if self.series else ())

    def get_context_data(self, **kwargs):
        series = self.series.read(self.page.references) if self.series else None
        return super().get_context_data(series=series, **kwargs)


class ArticleView(SeriesPieceView):
    kind = PieceKind.ARTICLE
    template_name = "articles/article_detail.html"

    def get_context_data(self, **kwargs):
        people = self.page.references.records("person")
        byline = [
            {"person": people[line["person"]], "role": line["role"]}
            for line in self.page.facts.get("byline", ())
            if line["person"] in people
        ]
        return super().get_context_data(byline=byline, **kwargs)


class TextPageView(PieceView):
    """About, privacy and the like."""

    kind = PieceKind.PAGE
    template_name = "articles/page_detail.html"


class ThemeListView(ThemeFilterMixin, PublicView):
    template_name = "articles/theme_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(belt=belt(self.themes, self.language), **kwargs)


class ThemeView(PieceView):
    kind = PieceKind.THEME
    template_name = "articles/theme_detail.html"

    def get_context_data(self, **kwargs):
        about = visible.pages_about(Piece(pk=self.edition.piece_id), "theme", self.language)
        others = [theme for theme in current_themes(self.language) if theme.piece_id != self.edition.piece_id]
        return super().get_context_data(about=about.exclude(piece=self.edition.piece_id)[:6], others=others, **kwargs)


class DossierView(PieceView):
    kind = PieceKind.DOSSIER
    template_name = "articles/dossier_detail.html"

    def get_context_data(self, **kwargs):
        places = [
            {"number": number, "edition": self.page.references.page(piece)}
            for number, piece in self.page.facts["places"]
            if self.page.references.page(piece)
        ]
        return super().get_context_data(places=places, **kwargs)


class OrganisationListView(PublicView):
    template_name = "articles/organisation_list.html"

    def get_context_data(self, **kwargs):
        organisations = visible.seen(Organisation.objects.all(), "organisation", self.language)
        return super().get_context_data(organisations=organisations, **kwargs)


class OrganisationView(RecordView):
    template_name = "articles/organisation_detail.html"

    def get_context_data(self, **kwargs):
        record = Organisation.objects.filter(slug=kwargs["slug"]).first()
        organisation = self.find(record, record and visible.languages_of(record, "organisation"))
        return super().get_context_data(
            organisation=organisation,
            pages=visible.pages_about(organisation, "organisation", self.language)[:20],
            projects=visible.seen(organisation.projects.all(), "project", self.language),
            figures=visible.seen(organisation.figures.all(), "figure", self.language),
            **kwargs,
        )


class ProjectListView(PublicView):
    template_name = "articles/project_list.html"

    def get_context_data(self, **kwargs):
        projects = visible.seen(Project.objects.all(), "project", self.language)
        return super().get_context_data(projects=projects, **kwargs)


class ProjectView(RecordView):
    template_name = "articles/project_detail.html"

    def get_context_data(self, **kwargs):
        record = Project.objects.filter(slug=kwargs["slug"]).first()
        project = self.find(record, record and visible.languages_of(record, "project"))
        return super().get_context_data(
            project=project,
            theme=Edition.objects.current(self.language).filter(piece=project.theme_id).for_list().first(),
            organisations=visible.seen(project.organisations.all(), "organisation", self.language),
            regions=visible.seen(project.regions.all(), "region", self.language),
            figures=visible.seen(project.figures.all(), "figure", self.language),
            **kwargs,
        )


class MapView(PublicView):
    template_name = "articles/map.html"

    def get_context_data(self, **kwargs):
        projects = visible.seen(Project.objects.all(), "project", self.language)
        regions = visible.seen(Region.objects.all(), "region", self.language).order_by("pk")
        return super().get_context_data(regions=maps.with_projects(regions, projects), **kwargs)
