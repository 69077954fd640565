from django.core.management.base import CommandError

from peru50 import language_steps
from peru50.management.steps import StepCommand


class Command(StepCommand):
    help = "Remove a language that was added, for good: all texts in it go, after they were written to var/exports."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def step(self, code, yes, **options):
        if not yes and input(f"All texts in “{code}” will be deleted. To go on, type its code: ") != code:
            raise CommandError("Nothing was done.")
        language_steps.remove(code)
