"""Pages of the admin that belong to no model; below /admin/, where an editor's cookies go."""

from django.contrib.admin import site
from django.urls import path, register_converter

from publishing.admin import as_of, calendar, clocks, pasting, trash_page

register_converter(as_of.InstantConverter, "instant")

urlpatterns = [
    path("as-of/", site.admin_view(as_of.choose), name="as_of_choose"),
    path("as-of/<instant:at>/", site.admin_view(as_of.show), name="as_of"),
    path("as-of/<instant:at>/<path:path>", site.admin_view(as_of.show), name="as_of"),
    path("calendar/", site.admin_view(calendar.calendar), name="calendar"),
    path("clocks/", site.admin_view(clocks.clocks), name="clocks"),
    path("paste/", site.admin_view(pasting.paste), name="paste"),
    path("trash/", site.admin_view(trash_page.trash_page), name="trash"),
]
