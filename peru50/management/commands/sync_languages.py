from django.core.management.base import BaseCommand

from peru50 import language_steps


class Command(BaseCommand):
    help = "Migrate, and let database and words have what the languages of this site need, and no others."

    def add_arguments(self, parser):
        parser.add_argument("--coming", metavar="CODE", help="prepare this language, and drop nothing")

    def handle(self, coming, **options):
        language_steps.sync()
        if coming:
            language_steps.prepare(coming)
        else:
            language_steps.forget_removed()
