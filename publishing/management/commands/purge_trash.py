from datetime import timedelta

from django.core.management.base import BaseCommand

from publishing import clock, trash


class Command(BaseCommand):
    """Empty the trash of what has lain there long enough; a record at a time, so that it may be cut off and run again."""

    help = "Delete for good what has lain in the trash for long. What was ever published stays."

    def add_arguments(self, parser):
        parser.add_argument(
            "--older-than", type=int, default=trash.KEPT.days, metavar="DAYS", help="default: %(default)s days"
        )

    def handle(self, *args, older_than, **options):
        gone, stays = trash.purge(clock.now() - timedelta(days=older_than))
        self.say("Deleted for good", gone)
        self.say("Kept, for the history of the site needs it", stays)

    def say(self, what, records):
        self.stdout.write(f"{what}: {len(records)}")
        for record in records:
            self.stdout.write(f"  {record._meta.verbose_name} “{record}”")
