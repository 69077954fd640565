from django.core.management.base import BaseCommand, CommandError

from gallery.models import Photo


class Command(BaseCommand):
    help = "Makes the AVIF, WebP and JPEG files of all pictures in all widths."

    def add_arguments(self, parser):
        parser.add_argument("--missing", action="store_true", help="only for pictures that lack some of them")

    def handle(self, *args, missing, **options):
        photos = [photo for photo in Photo.objects.all() if not (missing and photo.has_all_renditions)]
        failed = [photo for number, photo in enumerate(photos, 1) if not self.make(photo, number, len(photos))]
        if failed:
            raise CommandError(f"{len(failed)} of {len(photos)} pictures could not be made.")

    def make(self, photo, number, total):
        """Make one picture's files; say whether that went well, so that one bad file does not stop the rest."""
        self.stdout.write(f"{number}/{total} {photo}")
        try:
            photo.make_renditions()
        except OSError as error:
            self.stderr.write(f"{photo.file.name}: {error}")
            return False
        return True
