from django.contrib import admin
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from articles.figures import said
from articles.models import (
    Article,
    Byline,
    Dossier,
    DossierPlace,
    Home,
    KeyFigure,
    Milestone,
    Organisation,
    Person,
    Project,
    Region,
    Tag,
    Theme,
)
from publishing.admin.languages import PartInline, listed
from publishing.admin.pieces import in_all_languages
from translations.admin.pieces import PieceAdmin, RecordAdmin

TEXTS = (None, {"fields": ["title", "slug", "lead"]})


class BylineInline(PartInline):
    model = Byline
    fields = [("person", "role", "ordering")]


@admin.register(Article)
class ArticleAdmin(PieceAdmin):
    inlines = [BylineInline, *PieceAdmin.inlines]
    checkbox_fields = ["themes"]
    fieldsets = [
        TEXTS,
        (
            _("What it is"),
            {"fields": ["category", "source_language", "date", "cover", "themes", "tags"]},
        ),
        (
            _("Where it first appeared"),
            {
                "classes": ["collapse"],
                "fields": ["source_publication", "source_date", "source_author", "source_url"],
            },
        ),
    ]
    list_display = ["picture", "called", "category", "in_themes", "in_languages", "changed_at"]
    list_filter = ["category", ("themes", admin.RelatedOnlyFieldListFilter)]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("themes")

    @admin.display(description=_("themes"))
    def in_themes(self, article):
        return listed(article.themes.all(), "title")


@admin.register(Theme)
class ThemeAdmin(PieceAdmin):
    fieldsets = [TEXTS, (_("What it is"), {"fields": ["motif", "source_language", "cover", "ordering"]})]
    list_display = ["picture", "called", "motif", "in_languages", "changed_at"]
    ordering = ["ordering"]


class DossierPlaceInline(PartInline):
    model = DossierPlace
    fk_name = "dossier"
    fields = [("number", "piece")]


@admin.register(Dossier)
class DossierAdmin(PieceAdmin):
    inlines = [DossierPlaceInline, *PieceAdmin.inlines]
    fieldsets = [TEXTS, (_("What it is"), {"fields": ["source_language", "cover", "length"]})]


@admin.register(Home)
class HomeAdmin(PieceAdmin):
    checkbox_fields = ["regions_shown"]
    fieldsets = [
        TEXTS,
        (
            _("What it shows"),
            {
                "fields": [
                    "source_language",
                    "cover",
                    "featured",
                    "entry",
                    "milestones",
                    "organisations",
                    "regions_shown",
                ]
            },
        ),
    ]

    def has_delete_permission(self, request, obj=None):
        return False  # the site opens with it: it is withdrawn rather

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Home.objects.exists()

    def changelist_view(self, request, extra_context=None):
        """There is one home page: lead to it."""
        home = Home.objects.first()
        if home and self.has_view_or_change_permission(request):
            return HttpResponseRedirect(self.address("change", home))
        return super().changelist_view(request, extra_context)


@admin.register(Tag)
class TagAdmin(RecordAdmin):
    fields = ["name"]
    search_fields = in_all_languages("name")


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    fields = ["name", "organisation", "description"]
    name_field = None
    list_display = ["name", "organisation", "changed_at"]
    list_display_links = ["name"]
    list_select_related = ["organisation"]
    search_fields = ["name", *in_all_languages("description")]


@admin.register(Organisation)
class OrganisationAdmin(RecordAdmin):
    fields = ["name", "acronym", "slug", "kind", "country", "url", "description"]
    list_display = ["called", "acronym", "kind", "country", "changed_at"]
    list_filter = ["kind", "country"]
    search_fields = ["acronym", "slug", *in_all_languages("name", "description")]

    def choice_label(self, organisation):
        name = super().choice_label(organisation)
        return f"{name} ({organisation.acronym})" if organisation.acronym else name


@admin.register(Project)
class ProjectAdmin(RecordAdmin):
    checkbox_fields = ["regions"]
    fields = ["name", "slug", "description", "theme", "organisations", "regions", "start", "end"]
    list_display = ["called", "theme", "changed_at"]
    list_filter = [("theme", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["theme"]
    printed_with = ["theme"]
    search_fields = ["slug", *in_all_languages("name", "description")]


@admin.register(Region)
class RegionAdmin(RecordAdmin):
    fields = ["name", "slug", "map_name", "note"]
    name_field = None
    list_display = ["name", "changed_at"]
    list_display_links = ["name"]
    search_fields = ["name", *in_all_languages("note")]


@admin.register(KeyFigure)
class KeyFigureAdmin(RecordAdmin):
    fields = [
        "label",
        ("qualifier", "value", "unit"),
        "start_value",
        "as_of",
        "source",
        "theme",
        "project",
        "organisation",
        "ordering",
    ]
    name_field = "label"
    list_display = ["figure", "called", "theme", "as_of", "changed_at"]
    list_display_links = ["figure", "called"]
    list_filter = [("theme", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["theme"]
    printed_with = ["theme"]
    search_fields = in_all_languages("label", "source")

    @admin.display(description=_("figure"), ordering="value")
    def figure(self, figure):
        parts = said(figure)
        return " ".join(filter(None, [parts.qualifier, parts.number, parts.unit]))

    def choice_label(self, figure):
        return f"{self.figure(figure)} {super().choice_label(figure)}"


@admin.register(Milestone)
class MilestoneAdmin(RecordAdmin):
    fields = ["date", "title", "text"]
    name_field = "title"
    list_display = ["called", "date", "changed_at"]
    search_fields = in_all_languages("title", "text")
