from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from django_tasks.signals import task_started


class Peru50Config(AppConfig):
    name = "peru50"
    verbose_name = _("Peru50")

    def ready(self):
        from peru50 import roles, words  # which need the models

        post_migrate.connect(roles.after_migrations, sender=self)
        task_started.connect(words.before_job)


class AdminConfig(admin.AdminConfig):
    """Django's admin, with a site of ours."""

    default = False  # not what is meant by "peru50" in INSTALLED_APPS
    default_site = "peru50.site.Site"
