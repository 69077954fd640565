from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation


class StepCommand(BaseCommand):
    """A command that takes a step with a language; why one is refused is said in English, as commands speak."""

    def add_arguments(self, parser):
        parser.add_argument("code", help="the code of the language, such as de, qu or pt-br")

    def handle(self, code, **options):
        try:
            with translation.override("en"):
                self.step(code, **options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
