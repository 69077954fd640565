from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class Peru50Config(AppConfig):
    name = "peru50"
    verbose_name = _("Peru50")


class AdminConfig(admin.AdminConfig):
    """Django's admin, with a site of ours."""

    default = False  # not what is meant by "peru50" in INSTALLED_APPS
    default_site = "peru50.site.Site"
