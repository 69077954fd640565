from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Peru50Config(AppConfig):
    name = "peru50"
    verbose_name = _("Peru50")
