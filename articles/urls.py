from django.urls import path
from django.utils.translation import pgettext_lazy

from articles import views

urlpatterns = [
    path(pgettext_lazy("address", "articles/"), views.ArticleListView.as_view(), name="article_list"),
    path(pgettext_lazy("address", "articles/<slug:slug>/"), views.ArticleView.as_view(), name="article"),
    path(pgettext_lazy("address", "themes/"), views.ThemeListView.as_view(), name="theme_list"),
    path(pgettext_lazy("address", "themes/<slug:slug>/"), views.ThemeView.as_view(), name="theme"),
    path(pgettext_lazy("address", "dossiers/<slug:slug>/"), views.DossierView.as_view(), name="dossier"),
    path(pgettext_lazy("address", "organisations/"), views.OrganisationListView.as_view(), name="organisation_list"),
    path(pgettext_lazy("address", "organisations/<slug:slug>/"), views.OrganisationView.as_view(), name="organisation"),
    path(pgettext_lazy("address", "projects/"), views.ProjectListView.as_view(), name="project_list"),
    path(pgettext_lazy("address", "projects/<slug:slug>/"), views.ProjectView.as_view(), name="project"),
    path(pgettext_lazy("address", "map/"), views.MapView.as_view(), name="map"),
]
