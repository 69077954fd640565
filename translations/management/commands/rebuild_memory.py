from django.core.management.base import BaseCommand

from translations import memory


class Command(BaseCommand):
    help = "Build the translation memory anew from all texts that were ever translated here."

    def handle(self, **options):
        self.stdout.write(f"{memory.rebuild()} passages.")
