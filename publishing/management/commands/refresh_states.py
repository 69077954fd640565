from django.core.management.base import BaseCommand
from django.db import transaction

from publishing import states
from publishing.models import Piece


class Command(BaseCommand):
    help = "Compute anew what lists and forms say of each piece: whether its desk is what was published last."

    def handle(self, **options):
        numbers = Piece.objects.order_by("pk").values_list("pk", flat=True)
        for number in numbers:
            with transaction.atomic():
                states.refresh(Piece.objects.select_for_update(no_key=True).get(pk=number))
        self.stdout.write(f"{len(numbers)} pieces refreshed.")
