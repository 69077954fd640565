from django.core.management.base import BaseCommand, CommandError
from django.core.validators import URLValidator, ValidationError

from translations import digests, freshness


class Command(BaseCommand):
    help = "Writes to those who asked for it what there came to translate since they last looked. To be run once a day."

    def add_arguments(self, parser):
        parser.add_argument("site", help="where the site is: https://peru50.example")

    def handle(self, *args, site, **options):
        try:
            URLValidator(schemes=["https", "http"])(site)
        except ValidationError as error:
            raise CommandError(f"“{site}” is no address of a site, such as https://peru50.example.") from error
        freshness.settle_unsettled()
        due = digests.due()
        for visit in due:
            digests.send.enqueue(visit.pk, site.rstrip("/"))
        self.stdout.write(f"People whose mail is due: {len(due)}")
