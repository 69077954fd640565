from django.core.management.base import BaseCommand

from translations import learning, watch


class Command(BaseCommand):
    help = "Compute anew how fresh every translation is, and learn from history what was translated before."

    def handle(self, **options):
        watch.note_all()
        learning.catch_up()
