from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import to_locale

from peru50 import words
from publishing import languages


class Command(BaseCommand):
    help = (
        "Write the words of the interface, with what was changed on the desk, as .po files, into locale/ or elsewhere."
    )

    def add_arguments(self, parser):
        parser.add_argument("language", nargs="*", help="as in es; all of them, if none is named")
        parser.add_argument(
            "--to", type=Path, default=settings.BASE_DIR / "locale", help="the folder; locale/ of the site"
        )

    def handle(self, *, language, to, **options):
        for code in language or languages.stored():
            if code not in languages.stored():
                raise CommandError(f"There is no language {code} here.")
            path = to / to_locale(code) / "LC_MESSAGES" / "django.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            words.whole(code).save(str(path))
            self.stdout.write(f"Wrote {path}.")
