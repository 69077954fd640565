from django.core.management.base import BaseCommand

from publishing import link_checks


class Command(BaseCommand):
    help = "Follows the links to other sites that were not followed for a week, and notes which do not work."

    def add_arguments(self, parser):
        parser.add_argument("--most", type=int, default=link_checks.MOST_AT_ONCE, help="how many to follow at most")

    def handle(self, *args, most, **options):
        links = link_checks.check(most)
        for link in links:
            if link.works is False:
                self.stdout.write(f"{link.url}: {link.explanation}")
        broken = sum(link.works is False for link in links)
        self.stdout.write(f"{len(links)} links followed, {broken} of them do not work.")
