"""The pages of the translators' desk that belong to no model's admin."""

from django.contrib.admin import site
from django.urls import path

from translations.admin import matrix

urlpatterns = [
    path("translations/", site.admin_view(matrix.matrix), name="translations"),
]
