"""Sentences in pairs: every error that was put into one is found, and nothing is said of those that are right."""

import tomllib
from itertools import permutations
from pathlib import Path

import pytest
from django.conf import settings

from translations.checks import findings
from translations.glossary import Entry, Terms

HERE = Path(__file__).parent / "segment_pairs"
CONTENT = settings.BASE_DIR / "content"
CLEAN = tomllib.loads((HERE / "clean.toml").read_text())
LANGUAGES = ("nl", "es", "fr")


TERMS = [
    (
        {"nl": "ombudsdienst", "es": "Defensoría", "fr": "service de médiation"},
        {"nl": "ombudsman", "es": "ombudsman", "fr": "médiateur"},
        False,
    ),
    (
        {"nl": "familiale landbouw", "es": "agricultura familiar", "fr": "agriculture familiale"},
        {"nl": "gezinslandbouw", "es": "agricultura de familia", "fr": "agriculture de famille"},
        False,
    ),
    (
        {
            "nl": "Belgische Ontwikkelingssamenwerking",
            "es": "Cooperación Belga al Desarrollo",
            "fr": "Coopération belge au développement",
        },
        {},
        True,
    ),
]


def terms(source_language, language):
    entries = [
        Entry(
            pk=number,
            is_name=is_name,
            note="",
            source=(words[source_language],),
            preferred=(words[language],),
            allowed=(),
            forbidden=tuple(filter(None, [forbidden.get(language)])),
        )
        for number, (words, forbidden, is_name) in enumerate(TERMS)
    ]
    return Terms(source_language, language, entries)


def seeded(language):
    """Return [(code, name of the sentence, source language, translation)] of a file of errors."""
    lines = (HERE / f"{language}.txt").read_text().splitlines()
    return [tuple(line.split(" | ", 3)) for line in lines if line and not line.startswith("#")]


def remarks(name, source_language, language, target):
    sentence = CLEAN[name]
    source = sentence[source_language]
    return findings(
        language,
        source_language,
        source,
        "" if target == "-" else target,
        is_markup=source.startswith("<"),
        max_length=sentence.get("max_length"),
        field=sentence.get("field", ""),
        terms=terms(source_language, language),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_150_errors(language):
    assert len(seeded(language)) >= 150


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_is_found(language):
    missed = [
        (code, target)
        for code, name, source_language, target in seeded(language)
        if code not in [remark.code for remark in remarks(name, source_language, language, target)]
    ]
    assert missed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_of_a_right_translation(language):
    said = [
        (remark.code, sentence[language])
        for name, sentence in CLEAN.items()
        for source_language in LANGUAGES
        if source_language != language
        for remark in remarks(name, source_language, language, sentence[language])
    ]
    assert said == []


# The site's own content


def translated(data, path=()):
    """Yield (path, {language: text}) of all texts of a file of content."""
    if isinstance(data, list):
        data = dict(enumerate(data))
    if not isinstance(data, dict):
        return
    texts = {code: data[code].strip() for code in LANGUAGES if isinstance(data.get(code), str)}
    if len(texts) > 1 and path[-1] != "slug":
        yield path, texts
    for name, value in data.items():
        yield from translated(value, (*path, name))


def glossary(source_language, language):
    """Return the glossary that the site's content comes with."""
    entries = []
    for number, table in enumerate(tomllib.loads((CONTENT / "records" / "term.toml").read_text())["term"]):
        words = {
            usage: {code: [each] if isinstance(each, str) else each for code, each in table.get(usage, {}).items()}
            for usage in ("preferred", "allowed", "forbidden")
        }
        entries.append(
            Entry(
                pk=number,
                is_name=table["kind"] == "name",
                note="",
                source=tuple(word for each in words.values() for word in each.get(source_language, ())),
                **{usage: tuple(each.get(language, ())) for usage, each in words.items()},
            )
        )
    return Terms(source_language, language, entries)


def content():
    """Yield (language, source language, source, translation, field) of the site's own content, in all directions."""
    for file in sorted(CONTENT.rglob("*.toml")):
        for path, texts in translated(tomllib.loads(file.read_text())) if file.stem != "term" else ():
            field = "title" if path == ("title",) else ""
            for source_language, language in permutations(texts, 2):
                yield language, source_language, texts[source_language], texts[language], field


def test_the_sites_own_content_raises_hardly_any_alarm():
    pairs = list(content())
    terms_of = {languages: glossary(*languages) for languages in permutations(LANGUAGES, 2)}
    alarms = []
    for language, source_language, source, target, field in pairs:
        values = {"is_markup": source.startswith("<"), "field": field, "terms": terms_of[source_language, language]}
        found = findings(language, source_language, source, target, **values)
        assert not [remark for remark in found if remark.is_error], target
        if found:
            alarms.append(f"{source_language} → {language}: {target[:60]} {[remark.message for remark in found]}")
    print(f"{len(alarms)} of {len(pairs)} segments: {len(alarms) / len(pairs):.1%}", *alarms, sep="\n")
    assert len(pairs) > 2000
    assert len(alarms) <= len(pairs) * 0.05
