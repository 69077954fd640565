from django.core.management.base import BaseCommand

from peru50 import language_steps


class Command(BaseCommand):
    help = "Migrate, and let database and words have what the languages of this site need, and no others."

    def add_arguments(self, parser):
        parser.add_argument("--keep", action="store_true", help="keep the columns of languages that were removed")

    def handle(self, keep, **options):
        language_steps.sync()
        if not keep:
            language_steps.forget_removed()
