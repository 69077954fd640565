from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    name = "translations"
    verbose_name = _("Translations")

    def ready(self):
        from publishing import checks, history
        from translations import learning, publication, watch  # which need the models

        checks.CHECKS.append(publication.check)
        history.followers.append(learning.follow)
        pre_migrate.connect(watch.before_migrations, sender=self)
        post_migrate.connect(watch.after_migrations, sender=self)
