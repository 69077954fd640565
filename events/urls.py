from django.urls import path
from django.utils.translation import pgettext_lazy

from events import views

urlpatterns = [
    path(pgettext_lazy("address", "events/"), views.EventListView.as_view(), name="event_list"),
    path(pgettext_lazy("address", "events/<slug:slug>/"), views.EventView.as_view(), name="event"),
]
