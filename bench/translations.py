"""Measure what translators wait for: `python bench/translations.py [how many pieces]`.

Makes a database of its own (SQLite, or the empty one of DATABASE_URL) with 2,000 articles, or as many as asked for, of 30
blocks in five languages, two of which the site added; texts are missing, outdated, being written and reviewed. It prints
how long the server is at work on the pages, and their queries: with few pieces and with all of them. Then it settles one
piece again and again, and lets a line of SQL write all of them and settles those.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
FEW, MANY, BLOCKS, ROUNDS = 20, 2000, 30, 20
ADDED = {"de": "Deutsch", "qu": "Runasimi"}
WORDS = "De oogst van dit jaar, in de bergen boven het dorp, was goed, en wie er woont, vertelt er graag over. " * 2


def main(many):
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        known = {code: {"name": name, "rtl": False, "state": "stored"} for code, name in ADDED.items()}
        Path(folder, "languages.json").write_text(json.dumps({"languages": known, "public": ["es", "fr", "nl"]}))
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "peru50.settings",
            "SECRET_KEY": "for-the-benchmark",
            "VAR_DIR": folder,
            "JOBS": "immediate",
        }
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        clients = [_client("editors"), _client("translators-fr")]
        _fill(FEW)
        few = _measure(*clients)
        _fill(many - FEW)
        measured = _measure(*clients)
        print(f"{many:,} articles of {BLOCKS} blocks in five languages; queries with {FEW} of them, and with all")
        print(f"{'':<44}{'few':>6}{'all':>6}{'CPU ms':>9}{'p95':>7}{'answer ms':>11}{'p95':>7}")
        for name, (queries, times) in measured.items():
            print(f"{name:<44}{few[name][0]:>6}{queries:>6}{_figures(times)}")
        _settle(many)


def _client(group):
    """Return a browser in which somebody of a group has signed in."""
    from django.test import Client

    from tests.desk import make_member

    client = Client(headers={"host": "localhost"})
    client.force_login(make_member(group))
    return client


# Filling


def _fill(number):
    """Make articles with their blocks, who vouches for their texts, what is public of them, and settle them."""
    from django.db import transaction

    from peru50.management.commands.setup_site import gather_statistics
    from translations import freshness

    for start in range(0, number, 100):
        with transaction.atomic():
            _make(min(100, number - start))
    freshness.settle_unsettled()
    gather_statistics()


def _make(number):
    from articles.models import Article
    from publishing import languages
    from publishing.models import Block, DeskState, Edition
    from translations.models import Pair

    codes = languages.stored()
    articles, blocks = [], []
    for _article in range(number):
        article = Article.objects.create(source_language="nl", category="news", date="2015-12-01/day")
        for name in ("title", "lead", "slug"):
            for code in _written(article.pk, codes):
                setattr(article, f"{name}_{code}", f"{name}-{code}-{article.pk}")
        article.save()
        articles.append(article)
        blocks += [_block(article, place, codes) for place in range(BLOCKS)]
    Block.objects.bulk_create(blocks, batch_size=200)
    Pair.objects.bulk_create((pair for article in articles for pair in _pairs(article, blocks, codes)), batch_size=500)
    Edition.objects.bulk_create(
        (_edition(article, blocks, code) for article in articles for code in languages.public()), batch_size=200
    )
    DeskState.objects.bulk_create(
        # Where the source has changed, the desk has moved on.
        DeskState(piece_id=article.pk, language=code, desk_digest="a", printed_digest="a" if article.pk % 4 else "b")
        for article in articles
        for code in codes
    )


def _written(number, codes):
    """Return the languages that a piece is written in: every third lacks Quechua, every fifth German too."""
    lacks = {*(["qu"] if number % 3 == 0 else []), *(["de", "qu"] if number % 5 == 0 else [])}
    return [code for code in codes if code not in lacks]


def _text(article, place, code):
    return f"<p>{code} {article.pk}-{place}: {WORDS}</p>"


def _block(article, place, codes):
    from publishing.models import Block

    texts = {f"html_{code}": _text(article, place, code) for code in _written(article.pk, codes)}
    return Block(parent_id=article.pk, kind="text", ordering=place, **texts)


def _pairs(article, blocks, codes):
    """Yield who vouches for the translations of an article; in every fourth the last source has changed since."""
    from publishing import clock
    from translations import learning

    texts = {
        f"blocks:{block.pk}:html": {code: getattr(block, f"html_{code}") for code in codes}
        for block in blocks
        if block.parent_id == article.pk
    }
    texts |= {name: {code: getattr(article, f"{name}_{code}") for code in codes} for name in ("title", "lead")}
    last = list(texts)[BLOCKS - 1]
    for key, of_key in texts.items():
        source = "<p>Wat er vroeger stond.</p>" if key == last and article.pk % 4 == 0 else of_key["nl"]
        for code, target in of_key.items():
            if code != "nl" and target:
                reviewed = {"reviewed_at": clock.now()} if article.pk % 2 else {}
                yield learning.pair(article, key, "nl", source, code, target, at=clock.now(), **reviewed)


def _edition(article, blocks, code):
    from publishing import clock
    from publishing.models import Edition

    own = [block for block in blocks if block.parent_id == article.pk]
    return Edition(
        piece_id=article.pk,
        language=code,
        kind="article",
        source_language="nl",
        title=getattr(article, f"title_{code}"),
        slug=getattr(article, f"slug_{code}"),
        lead=getattr(article, f"lead_{code}"),
        body=[{"kind": "text", "id": str(block.pk), "html": getattr(block, f"html_{code}")} for block in own],
        public_from=clock.now(),
        printed_at=clock.now(),
    )


# Measuring


def _measure(editor, translator):
    """Return {name: (queries, [(seconds of CPU, seconds until the answer)])} of each page."""
    from articles.models import Article
    from translations.models import Visit

    number = Article.objects.filter(pk__gt=0).order_by("pk")[FEW // 2].pk
    feed = Visit.objects.get_or_create(user_id=translator.session["_auth_user_id"])[0].feed_secret
    pages = {
        "the matrix, all languages": (editor, "/admin/translations/"),
        "the matrix, one language, of a translator": (translator, "/admin/translations/"),
        "the matrix, outdated, by last change": (editor, "/admin/translations/?state=outdated&sort=changed"),
        "the matrix, searched": (editor, "/admin/translations/?q=title"),
        "the matrix, shared records": (editor, "/admin/translations/?of=records"),
        "the translators’ desk": (editor, f"/admin/translate/publishing.piece/{number}/de/"),
        "the proof sheet": (editor, f"/admin/translate/publishing.piece/{number}/proof/"),
        "the public proof sheet": (editor, f"/admin/translate/publishing.piece/{number}/proof/?of=public"),
        "the start page": (editor, "/admin/"),
        "the feed": (translator, f"/to-translate/{feed}/"),
    }
    return {name: _asked(client, address) for name, (client, address) in pages.items()}


def _asked(client, address):
    from django.db import connection

    queries = []
    client.get(address)  # what is read once is read now
    with connection.execute_wrapper(lambda execute, *query: queries.append(query) or execute(*query)):
        client.get(address)
    return len(queries), [_timed(lambda: _get(client, address)) for _round in range(ROUNDS)]


def _get(client, address):
    response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}.")


def _timed(do):
    cpu, start = time.process_time(), time.perf_counter()
    do()
    return time.process_time() - cpu, time.perf_counter() - start


def _settle(many):
    from articles.models import Article
    from translations import freshness

    article = Article.objects.order_by("pk")[FEW // 2]
    times = [_timed(lambda: freshness.settle(article)) for _round in range(ROUNDS)]
    print(f"{'settling one piece':<56}{_figures(times)}")
    Article.objects.update(title_nl="Een andere titel")
    cpu, seconds = _timed(freshness.settle_unsettled)
    print(f"settling all {many:,} after an UPDATE of all: {cpu:.1f} s of CPU, {seconds:.1f} s")


def _figures(times):
    cpu, answers = (sorted(1000 * value for value in values) for values in zip(*times, strict=True))
    return f"{median(cpu):>9.1f}{percentile(cpu):>7.1f}{median(answers):>11.1f}{percentile(answers):>7.1f}"


def percentile(values):
    return values[int(len(values) * 0.95)]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
