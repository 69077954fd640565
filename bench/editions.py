"""Measure finding a page among few editions and among many: `python bench/editions.py [how many]`.

Makes a scratch database on the engine of the environment (DATABASE_URL), fills it with 100 editions and then with
100,000 (or as many as asked for), seven of each article and language on its time line, and prints how long the
queries behind public pages take, and by which indexes they go. The scratch database is dropped.
"""

import os
import re
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
FEW, MANY = 100, 100_000
POINTS = 7  # on each time line
ROUNDS = 200
DAY = timedelta(days=1)
# What EXPLAIN of SQLite and of PostgreSQL says of an index, or of a table without one.
PLAN = re.compile(
    r"INDEX \w+|Index .*Scan .*using \w+|Bitmap Index Scan on \w+|SCAN \w+$|Seq Scan on \w+", re.MULTILINE
)
INDEX = re.compile(r"^(INDEX|Index .*using|Bitmap Index Scan on) ")
PARAGRAPH = "<p>" + "Woorden over de oogst in de bergen, zoals een verhaal ze heeft. " * 6 + "</p>"


def main(many):
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peru50.settings")
    os.environ.setdefault("SECRET_KEY", "bench")
    with tempfile.TemporaryDirectory() as folder:
        django.setup()
        measured = {number: _in_scratch_database(folder, number) for number in (FEW, many)}
    _print(measured)


def _in_scratch_database(folder, number):
    from django.db import connection

    connection.settings_dict["TEST"]["NAME"] = (
        f"{folder}/{number}.sqlite3" if connection.vendor == "sqlite" else f"peru50_bench_{os.getpid()}"
    )
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        theme = _fill(number)
        _gather_statistics(connection)
        return {name: _measure(query) for name, query in _queries(number, theme).items()}
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _gather_statistics(connection):
    """Do what setup_site does on SQLite, and PostgreSQL by itself."""
    from peru50.management.commands.setup_site import gather_statistics

    gather_statistics()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _fill(number):
    """Print as many editions, in three languages, of articles of one theme; return the theme."""
    from articles.models import Theme
    from publishing import clock, languages
    from publishing.models import Edition, Piece, PieceKind

    theme = Theme.objects.create(source_language="nl", motif="farming", title_nl="Landbouw", slug_nl="landbouw")
    codes = languages.stored()
    pieces = Piece.objects.bulk_create(
        Piece(kind=PieceKind.ARTICLE, source_language="nl") for _piece in range(-(-number // len(codes) // POINTS))
    )
    lines = [(piece, code) for piece in pieces for code in codes]
    for start in range(0, len(lines), 200):
        batch = [
            edition for piece, code in lines[start : start + 200] for edition in _line(piece, code, theme, clock.now())
        ]
        _keep(Edition.objects.bulk_create(batch), theme)
    return theme


def _line(piece, language, theme, now):
    """Yield the editions of a piece in a language, a hundred days each; the last goes on."""
    from publishing import clock
    from publishing.models import Edition, PieceKind

    first = now - (POINTS * 100 - piece.pk % 100) * DAY
    for point in range(POINTS):
        begins = first + point * 100 * DAY
        last = point == POINTS - 1
        yield Edition(
            piece=piece,
            language=language,
            kind=PieceKind.ARTICLE,
            category="feature",
            source_language="nl",
            title=f"Verhaal {piece.pk}",
            slug=f"verhaal-{piece.pk}" if last else f"verhaal-{piece.pk}-{point}",
            lead="Een begin van een verhaal dat in lijsten staat. " * 3,
            date=f"{1965 + piece.pk % 50}-{1 + piece.pk % 12:02}-01/day",
            facts={"byline": [], "source": None},
            links={"theme": [theme.pk]},
            body=[{"kind": "text", "id": f"{piece.pk}-{block}", "html": PARAGRAPH} for block in range(10)],
            search_text=" verhaal oogst berg " * 20,
            public_from=begins,
            public_until=clock.FOREVER if last else begins + 100 * DAY,
            printed_at=begins,
        )


def _keep(editions, theme):
    from publishing.models import LINKS

    link = LINKS["theme"]
    link.objects.bulk_create(link(edition=edition, target_id=theme.pk) for edition in editions)


def _queries(number, theme):
    """Return {name: function that asks the database}."""
    from publishing import addresses, clock
    from publishing.models import Edition, PieceKind

    middle = Edition.objects.current("nl")[number // 21 // 2].piece_id
    now = clock.now()

    def listed(at=None):
        return Edition.objects.current("nl", at).filter(kind=PieceKind.ARTICLE).for_list().newest_first()

    def of_theme():
        return listed().filter(editiontheme_set__target=theme.pk)

    return {
        "a page by its address": lambda: addresses.find("article", "nl", f"verhaal-{middle}"),
        "an old address": lambda: addresses.find("article", "nl", f"verhaal-{middle}-1"),
        "an unknown address": lambda: addresses.find("article", "nl", "nergens"),
        "a page as of last year": lambda: Edition.objects.current("nl", now - 365 * DAY).filter(piece=middle).first(),
        "list, first page": lambda: list(listed()[:12]),
        "list, tenth page": lambda: list(listed()[108:120]),
        "list as of last year": lambda: list(listed(now - 365 * DAY)[:12]),
        "list of a theme": lambda: list(of_theme()[:12]),
        "the next change": lambda: Edition.objects.filter(public_from__gt=now).order_by("public_from").first(),
        "count of a list": lambda: listed().count(),
        "all of the sitemap": lambda: list(Edition.objects.current().values_list("piece", "language", "slug")),
    }


def _measure(query):
    """Return (milliseconds of the fastest round, which other load disturbs least, indexes that its queries go by)."""
    times = []
    end = time.perf_counter() + 10
    while len(times) < ROUNDS and time.perf_counter() < end:
        start = time.perf_counter()
        query()
        times.append((time.perf_counter() - start) * 1000)
    return min(times), _indexes(query)


def _indexes(query):
    """Return the indexes that a query's statements go by, and the tables that they read whole."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        query()
    plan = ""
    with connection.cursor() as cursor:
        for statement in asked:
            cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{statement['sql']}")
            plan += "".join(f"{row[-1]}\n" for row in cursor.fetchall())
    return ", ".join(dict.fromkeys(INDEX.sub("", found) for found in PLAN.findall(plan)))


def _print(measured):
    few, many = measured
    print(f"{'':<24}{f'{few:,}':>10}{f'{many:,}':>10} editions: ms, the fastest of {ROUNDS}")
    for name, (fastest, _indexes) in measured[few].items():
        at_many, indexes = measured[many][name]
        print(f"{name:<24}{fastest:>10.2f}{at_many:>10.2f}  {indexes}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
