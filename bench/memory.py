"""Measure the translation memory: `python bench/memory.py [how many]`.

Makes a scratch database on the engine of the environment (DATABASE_URL), fills it with 100,000 translated paragraphs
(or as many as asked for), which a chain of the words of content/ makes up, and prints how long it takes to find one
that is there, one that is alike, and none; and what that leaves in the memory of the process. The scratch database is
dropped.
"""

import os
import random
import re
import statistics
import sys
import tempfile
import time
import tomllib
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
MANY = 100_000
ROUNDS = 300
BATCH = 2_000
LANGUAGES = ("nl", "es")


def main(many):
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peru50.settings")
    os.environ.setdefault("SECRET_KEY", "bench")
    with tempfile.TemporaryDirectory() as folder:
        django.setup()
        from django.db import connection

        connection.settings_dict["TEST"]["NAME"] = (
            f"{folder}/memory.sqlite3" if connection.vendor == "sqlite" else f"peru50_bench_{os.getpid()}"
        )
        name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            _measure(connection, many)
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)


def _measure(connection, many):
    from peru50.management.commands.setup_site import gather_statistics
    from translations import memory
    from translations.models import Mark

    chance = random.Random(50)  # noqa: S311 no secret
    start = time.perf_counter()
    sources = _fill(many, chance)
    gather_statistics()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    filled = time.perf_counter() - start
    print(f"{connection.vendor}: {many:,} paragraphs, {Mark.objects.count():,} marks, learnt in {filled:.0f} s")
    chosen = chance.sample(sources, ROUNDS)
    before = _private()
    asked = {
        "the same": chosen,
        "alike": [_changed(text, chance) for text in chosen],
        "nothing": [_strange(chance) for _text in chosen],
    }
    print(f"{'':<14}{'median':>9}{'p95':>9}{'worst':>9} ms{'CPU':>7} ms{'found':>9}")
    for name, texts in asked.items():
        _print(name, texts, lambda text: memory.matches("nl", "es", text))
    _print("concordance", [" ".join(text.split()[3:5]) for text in chosen[:50]], _concordance)
    after = _private()
    print(f"memory of the process: {before:.0f} MB before the lookups, {after:.0f} MB after")


def _concordance(words):
    from translations import memory

    return memory.concordance(words, "nl", "es")


def _print(name, texts, find):
    times, found, cpu = [], 0, time.process_time()
    for text in texts:
        start = time.perf_counter()
        found += bool(find(text))
        times.append((time.perf_counter() - start) * 1000)
    cpu = (time.process_time() - cpu) * 1000 / len(texts)
    median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(f"{name:<14}{median:>9.1f}{p95:>9.1f}{max(times):>9.1f}   {cpu:>7.1f}   {found:>5} of {len(texts)}")


def _fill(many, chance):
    """Learn as many translated paragraphs; return their sources."""
    from publishing import clock
    from translations import memory
    from translations.models import Pair
    from translations.segments import fingerprint

    chains = {code: _chain(code) for code in LANGUAGES}
    sources = []
    for start in range(0, many, BATCH):
        pairs = []
        for number in range(start, min(start + BATCH, many)):
            source, target = (_paragraph(chains[code], chance) for code in LANGUAGES)
            sources.append(source)
            pairs.append(
                Pair(
                    model="publishing.piece",
                    object_id=number // 30,
                    key=f"blocks:{number}:html",
                    source_language="nl",
                    source_text=source,
                    source_hash=fingerprint(source),
                    language="es",
                    target_text=target,
                    target_hash=fingerprint(target),
                    at=clock.now(),
                )
            )
        memory.learn(Pair.objects.bulk_create(pairs))
    return sources


def _chain(language):
    """Return {word: words that follow it somewhere in content/}."""
    follows = defaultdict(list)
    for path in (ROOT / "content").rglob("*.toml"):
        for text in _texts(tomllib.loads(path.read_text()), language):
            words = re.sub(r"<[^>]+>", " ", text).split()
            for word, after in pairwise(["", *words]):
                follows[word].append(after)
    return follows


def _texts(table, language):
    """Yield the texts of a file in a language."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _texts(value, language)
        elif isinstance(value, list):
            for each in value:
                yield from _texts(each, language) if isinstance(each, dict) else ()
        elif key == language and isinstance(value, str):
            yield value


def _paragraph(chain, chance):
    words, word = [], ""
    for _word in range(chance.randint(4, 60)):
        word = chance.choice(chain.get(word) or chain[""])
        words.append(word)
    return " ".join(words)


def _changed(text, chance):
    """Return a text with one word in ten another one, and one left out."""
    words = text.split()
    for _change in range(1 + len(words) // 10):
        words[chance.randrange(len(words))] = "waterput"
    return " ".join(words[:-1] if len(words) > 5 else words)


def _strange(chance):
    """Return words of no language."""
    return " ".join("".join(chance.choices("bcdfglmprst", k=7)) for _word in range(30))


def _private():
    """Return the megabytes that this process holds for itself, files that it has mapped left out."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"RssAnon:\s+(\d+)", status)[1]) / 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
