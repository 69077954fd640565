from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = _("Publishing")

    def ready(self):
        from publishing import columns, reviews, sign_ins, triggers  # which need the models

        pre_migrate.connect(columns.before_migrations, sender=self)
        pre_migrate.connect(triggers.before_migrations, sender=self)
        post_migrate.connect(triggers.after_migrations, sender=self)
        post_migrate.connect(reviews.after_migrations, sender=self)
        user_logged_in.connect(sign_ins.note_success)
        user_login_failed.connect(sign_ins.note_failure)
