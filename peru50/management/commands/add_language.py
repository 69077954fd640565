from peru50 import language_steps
from peru50.management.steps import StepCommand


class Command(StepCommand):
    help = "Add a language, which visitors do not see before it is opened. May be given again, if it was cut off."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--name", default="", help="its name in the language itself, if the site does not know it")
        parser.add_argument("--rtl", action="store_true", default=None, help="it is written from right to left")

    def step(self, code, name, rtl, **options):
        code = language_steps.add(code, name, rtl)
        self.stdout.write(f"Added. When its texts are there: manage.py open_language {code}")
