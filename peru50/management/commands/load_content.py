from django.core.management.base import BaseCommand

from peru50.content.load import load, pictures


class Command(BaseCommand):
    """Load the jubilee from content/. Idempotent: what exists stays as editors have it."""

    help = "Load the texts and pictures of content/, print the pieces and make the pictures' renditions."

    def add_arguments(self, parser):
        parser.add_argument("--no-renditions", action="store_true", help="leave the renditions to the worker")

    def handle(self, *args, no_renditions, **options):
        load(self.stdout.write)
        missing = [] if no_renditions else list(pictures())
        for number, photo in enumerate(missing, 1):
            self.stdout.write(f"  making sizes of picture {number} of {len(missing)} …")
            photo.make_renditions()
