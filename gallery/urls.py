from django.urls import path
from django.utils.translation import pgettext_lazy

from gallery import views

urlpatterns = [
    path(pgettext_lazy("address", "pictures/"), views.PhotoListView.as_view(), name="photo_list"),
    path(pgettext_lazy("address", "pictures/<int:pk>/"), views.PhotoView.as_view(), name="photo"),
    path(pgettext_lazy("address", "contests/"), views.ContestListView.as_view(), name="contest_list"),
    path(pgettext_lazy("address", "contests/<slug:slug>/"), views.ContestView.as_view(), name="contest"),
    path(pgettext_lazy("address", "contests/<slug:slug>/<int:number>/"), views.EntryView.as_view(), name="entry"),
]
