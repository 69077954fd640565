from django.core.exceptions import ValidationError

from peru50 import language_steps, readiness
from peru50.management.steps import StepCommand

SHOWN = 20  # of the words and of the pieces that are missing


class Command(StepCommand):
    help = "Offer a language to visitors, if enough of it is there."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--anyway", action="store_true", help="whatever is missing")

    def step(self, code, anyway, **options):
        try:
            language_steps.open_(code, anyway)
        except ValidationError as error:
            if error.code == "not_ready":
                self.say_what_is_missing(readiness.of(code))
            raise
        self.say_what_is_missing(readiness.of(code))

    def say_what_is_missing(self, ready):
        for what, missing in (("words of the interface", ready.words), ("pieces", ready.pieces)):
            if missing:
                self.stdout.write(f"{len(missing)} {what} are missing:")
                self.stdout.write("\n".join(f"  {each}" for each in missing[:SHOWN]))
