"""What a test does with a site of its own, in a process that has just read its languages: `acts.py NAME ARGUMENT …`."""

import json
import re
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import Group, User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402
from modeltranslation.translator import translator  # noqa: E402

from peru50 import language_steps, words  # noqa: E402
from publishing import languages, press  # noqa: E402
from publishing.models import Edition, Piece  # noqa: E402
from tests import desk, site  # noqa: E402


def fill():
    call_command("migrate", verbosity=0)
    site.fill()
    desk.make_editor()


def write(code):
    """Write every text that is there in Dutch in another language too, and publish the pieces."""
    for model, names in _tables():
        for row in model._base_manager.all():
            texts = {
                languages.column(name, code): languages.text(row, name, "nl").replace("⟦nl:", f"⟦{code}:")
                for name in names
                if languages.text(row, name, "nl")
            }
            model._base_manager.filter(pk=row.pk).update(**texts)
    for piece in Piece.objects.order_by("pk"):
        press.publish(piece.specific, code)


def texts():
    """Return {code: {table, id and field: text}} of all that the database holds."""
    return {
        code: {
            f"{model._meta.db_table} {row.pk} {name}": languages.text(row, name, code)
            for model, names in _tables()
            for row in model._base_manager.all()
            for name in names
        }
        for code in languages.stored()
    }


def _tables():
    """Yield (model, its translated fields) for each table that has any."""
    for model in translator.get_registered_models(abstract=False):
        names = [
            field.translated_field.name for field in model._meta.local_fields if hasattr(field, "translated_field")
        ]
        if names and not model._meta.proxy:
            yield model, sorted(set(names))


def compare_models_with_migrations():
    """Fail where makemigrations finds anything to do."""
    call_command("makemigrations", check=True, verbosity=0)


def forwards():
    call_command("migrate", verbosity=0)


def backwards():
    """Go back to the schema of this release."""
    latest = max(path.stem for path in (settings.BASE_DIR / "publishing" / "migrations").glob("0*.py"))
    call_command("migrate", "publishing", latest, verbosity=0)


def open_all():
    for code in settings.ADDED_LANGUAGES:
        language_steps.open_(code, anyway=True)


def later():
    """Return {code: [titles of pieces, sources of blocks]} as the later schema has them, where sources are speakers."""
    found = {}
    for code in languages.stored():
        end = languages.column("", code)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT title{end} FROM publishing_piece ORDER BY 1")  # noqa: S608
            titles = [row[0] for row in cursor]
            cursor.execute(f"SELECT speaker{end}, note{end} FROM publishing_block WHERE speaker{end} <> '' ORDER BY 1")  # noqa: S608
            found[code] = [titles, [speaker for speaker, _note in cursor]]
    return found


def visit(code):
    """Return what a visitor meets in a language, and what somebody sees who works here."""
    with translation.override(code):
        home, search = reverse("home"), reverse("search")
    article = Edition.objects.current(code).filter(kind="article").order_by("piece").first()
    client = Client(headers={"host": "localhost"})
    client_of_editor = Client(headers={"host": "localhost"})
    client_of_editor.force_login(User.objects.get())
    page = client.get(article.get_absolute_url())
    as_of = client_of_editor.get(f"/admin/as-of/2100-01-01T00:00Z{article.get_absolute_url()}")
    pages = re.findall(f"<loc>http://localhost(/{code}/.*?)</loc>", client.get("/sitemap.xml").text)
    return {
        "pages": sorted({client.get(page).status_code for page in pages}),
        "home": client.get(home).status_code,
        "search": client.get(f"{search}?q=lead").text.count(f"⟦{code}:"),
        "page": page.status_code,
        "said": page["Content-Language"],
        "html": re.search("<html[^>]*>", page.text)[0],
        "marks": sorted(set(re.findall("⟦(.*?):", page.text))),
        "as_of": [as_of.status_code, f"⟦{code}:" in as_of.text],
        "in_dutch_home": f'hreflang="{code}"' in client.get("/nl/").text,
        "form": client_of_editor.get(f"/admin/articles/article/{article.piece_id}/change/").status_code,
    }


def triggers():
    """Return the names of what the database refuses and notes by itself."""
    table, name = {"sqlite": ("sqlite_master", "name"), "postgresql": ("pg_trigger", "tgname")}[connection.vendor]
    only = "type = 'trigger'" if connection.vendor == "sqlite" else "NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM {table} WHERE {only} ORDER BY 1")  # noqa: S608
        return [row[0] for row in cursor]


def editions():
    """Return {code: how many editions there are}."""
    return dict(Edition.objects.values_list("language").annotate(number=Count("pk")))


def groups():
    return sorted(Group.objects.values_list("name", flat=True))


def change_word(code, msgid, text):
    """Let a word of the interface say something else, as the page for them does."""
    found = next(word for word in words.all_of(code) if word.msgid == msgid)
    words.write(code, found, [text])
    return text


if __name__ == "__main__":
    names = sys.argv[1].split("+")
    acts = [globals()[name] for name in names]
    print(json.dumps([act(*sys.argv[2 : 2 + act.__code__.co_argcount]) for act in acts]))
