from django.core.management.commands import flush

from publishing import triggers


class Command(flush.Command):
    """Django's own, which on SQLite deletes row by row: the editions too, which the database refuses otherwise."""

    def handle(self, **options):
        with triggers.lifted(options["database"]):
            super().handle(**options)
