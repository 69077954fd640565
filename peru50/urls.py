from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import pgettext_lazy

from articles.views import TextPageView
from peru50 import media, profiles, sitemaps, views
from publishing.preview_views import preview
from translations.feeds import to_translate

urlpatterns = [
    path("", views.choose_language, name="choose_language"),
    path("admin/language/", profiles.set_language, name="set_language"),
    path("admin/", include("publishing.admin.urls")),
    path("admin/", include("translations.admin.urls")),
    path("admin/languages/", include("peru50.admin_languages")),
    path("admin/translations/words/", include("peru50.admin_words")),
    path("admin/", admin.site.urls),
    path("media/<path:name>", media.serve, name="media"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("preview/<str:secret>/", preview, name="preview"),
    path("to-translate/<slug:secret>/", to_translate, name="to_translate"),
]
urlpatterns += i18n_patterns(
    path("", views.HomeView.as_view(), name="home"),
    path(pgettext_lazy("address", "search/"), views.SearchView.as_view(), name="search"),
    path("", include("articles.urls")),
    path("", include("events.urls")),
    path("", include("gallery.urls")),
    # Last: a text page has its slug right below the language.
    path("<slug:slug>/", TextPageView.as_view(), name="page"),
)

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
