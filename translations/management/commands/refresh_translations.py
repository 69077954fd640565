from django.core.management.base import BaseCommand

from translations import freshness, learning, segments
from translations.models import Pair


class Command(BaseCommand):
    help = "Compute anew how fresh every translation is, and learn from history what was translated before."

    def handle(self, **options):
        known = set(Pair.objects.values_list("model", "object_id").distinct())
        for model in segments.translatable():
            for record in model._base_manager.iterator():
                if segments.identity(record) not in known:
                    learning.learn_from_history(segments.find(*segments.identity(record)))
        freshness.settle_all()
