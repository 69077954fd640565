from django.core.management.base import BaseCommand

from peru50 import catalogues


class Command(BaseCommand):
    help = "Compile the interface words (.po) that changed. Needs no gettext."
    requires_system_checks = []

    def handle(self, **options):
        for source in catalogues.compile_stale():
            self.stdout.write(f"Compiled {source}.")
