from peru50 import language_steps
from peru50.management.steps import StepCommand


class Command(StepCommand):
    help = "Offer a language to visitors no longer. Its texts stay, and it can be opened again."

    def step(self, code, **options):
        language_steps.hide(code)
