"""Measure the preview beside the form: `python bench/preview.py [seconds]`.

Makes a database of its own (SQLite, or the empty one of DATABASE_URL) with an article of 60 blocks in three languages,
and lets one editor and then five send the whole form, with another title each time, as fast as they get the page. It
prints the CPU of one preview (the time its thread was at work), the time until the answer, and the queries. Meanwhile
another connection holds the lock that whoever saves the piece would wait for.
"""

import contextlib
import os
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
BLOCKS = 60
EDITORS = (1, 5)
KINDS = ("text", "text", "text", "picture", "quote", "figure", "text", "question", "text", "box")
PARAGRAPH = f"<p>{'Words of a long paragraph about fifty years of cooperation. ' * 12}</p>"


def main(seconds):
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "peru50.settings",
            "SECRET_KEY": "for-the-benchmark",
            "VAR_DIR": folder,
        }
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        clients = [_client(f"editor-{number}") for number in range(max(EDITORS))]
        article, fields = _form(clients[0])
        print(f"{BLOCKS} blocks in three languages, {len(urlencode(fields, doseq=True)) / 1000:.0f} kB sent")
        print(f"{'editors':>8}{'previews':>10}{'CPU ms':>8}{'p95':>7}{'answer ms':>11}{'p95':>7}{'queries':>9}")
        with _saving(article):
            for editors in EDITORS:
                _print(editors, _measure(article, fields, clients[:editors], seconds))


def _form(client):
    """Return an article and the fields of its form as a browser sends them."""
    from tests import factories as make
    from tests.desk import form_of, sent

    article, theme = make.make_article(cover=make.make_photo()), make.make_theme()
    article.themes.add(theme)
    photos = [make.make_photo() for _number in range(8)]
    figures = [make.make_figure(number, theme=theme) for number in range(1, 7)]
    for number in range(BLOCKS):
        kind = KINDS[number % len(KINDS)]
        html = {"html": PARAGRAPH * 2} if kind in ("text", "question", "box") else {}
        title = {"title": "A question?"} if kind in ("question", "box") else {}
        text = {"text": "A sentence from the piece."} if kind in ("quote", "picture") else {}
        target = {"picture": {"photo": photos[number % 8]}, "figure": {"figure": figures[number % 6]}}.get(kind, {})
        make.make_block(article, kind, codes=(), **target, **make.texts(**html, **title, **text))
    return article, sent(client.get(form_of(article)))


def _client(name):
    """Return a browser in which an editor has signed in."""
    from django.test import Client

    from tests.desk import make_editor

    client = Client(headers={"host": "localhost"})
    client.force_login(make_editor(name))
    return client


@contextlib.contextmanager
def _saving(article):
    """Hold, on another connection, what the saving of the piece locks."""
    from django.db import connection, transaction

    from publishing.models import Piece

    held, done = threading.Event(), threading.Event()

    def save():
        with transaction.atomic():
            Piece.objects.select_for_update().get(pk=article.pk)
            held.set()
            done.wait()
        connection.close()

    thread = threading.Thread(target=save)
    thread.start()
    held.wait()
    yield
    done.set()
    thread.join()


def _measure(article, fields, clients, seconds):
    """Return [(CPU seconds, seconds until the answer, queries)] of every preview."""
    measured = []
    end = time.perf_counter() + seconds
    threads = [threading.Thread(target=_type, args=(client, article, fields, end, measured)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return measured


def _type(client, article, fields, end, measured):
    from django.db import connection
    from django.urls import reverse

    address = f"{reverse('admin:articles_article_preview', args=[article.pk])}?language=nl"
    queries = []
    with connection.execute_wrapper(lambda execute, *query: queries.append(query) or execute(*query)):
        while time.perf_counter() < end:
            queries.clear()
            words = f"Title {len(measured)}"
            body = urlencode(fields | {"title_nl": words, "block_text-3-html_nl": f"<p>{words}</p>"}, doseq=True)
            cpu, start = time.thread_time(), time.perf_counter()
            response = client.post(address, body, content_type="application/x-www-form-urlencoded")
            measured.append((time.thread_time() - cpu, time.perf_counter() - start, len(queries)))
            if response.status_code != 200 or words not in response.json()["page"]:
                raise SystemExit(f"The preview answered {response.status_code}.")
    connection.close()


def _print(editors, measured):
    cpu, answers, queries = (sorted(values) for values in zip(*measured, strict=True))
    row = [median(cpu) * 1000, percentile(cpu) * 1000, median(answers) * 1000, percentile(answers) * 1000]
    print(
        f"{editors:>8}{len(measured):>10}{row[0]:>8.1f}{row[1]:>7.1f}{row[2]:>11.1f}{row[3]:>7.1f}{median(queries):>9.0f}"
    )


def percentile(values):
    return values[int(len(values) * 0.95)]


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10)
