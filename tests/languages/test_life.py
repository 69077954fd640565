"""Three languages come to a site that has contents, and a later release changes the schema: nothing is lost."""

import re

from django.conf import settings

LATER = {"LATER": "1"}
ADDED = ("de", "qu", "ar")


def test_languages_come_one_after_another_and_neither_they_nor_a_change_of_the_schema_lose_a_text(own_site):
    _none, before, triggers = own_site.act("fill+texts+triggers")
    for code in ADDED:
        own_site.manage("add_language", code)
        own_site.act("write", code)
    written, there, groups = own_site.act("texts+triggers+groups")
    assert {code: written[code] for code in before} == before
    for code in ADDED:
        assert written[code] == {key: text.replace("⟦nl:", f"⟦{code}:") for key, text in before["nl"].items()}
        assert f"translators-{code}" in groups
    assert there == triggers
    assert "No changes" in own_site.manage("makemigrations", "--check")

    # A later release, and back to this one.
    own_site.manage("migrate", "--verbosity", "0", **LATER)
    found = own_site.act("later", **LATER)
    assert found == {
        code: [of_all(texts, "piece", "title"), of_all(texts, "block", "source")] for code, texts in written.items()
    }
    latest = max(path.stem for path in (settings.BASE_DIR / "publishing" / "migrations").glob("0*.py"))
    own_site.manage("migrate", "publishing", latest, "--verbosity", "0", **LATER)
    assert own_site.act("texts+triggers") == [written, triggers]

    # Staged: who works here sees it, visitors do not.
    staged = own_site.act("visit", "ar")
    assert staged == {
        "home": 404,
        "search": 0,
        "page": 404,
        "said": "nl",
        "html": '<html lang="nl">',
        "marks": ["nl"],
        "as_of": [200, True],
        "form": 200,
        "in_sitemap": False,
        "in_dutch_home": False,
    }

    own_site.manage("open_language", "ar", "--anyway")
    shown = own_site.act("visit", "ar")
    assert shown.pop("search")
    assert shown == {
        "home": 200,
        "page": 200,
        "said": "ar",
        "html": '<html lang="ar" dir="rtl">',
        "marks": ["*", "ar"],
        "as_of": [200, True],
        "form": 200,
        "in_sitemap": True,
        "in_dutch_home": True,
    }

    own_site.manage("hide_language", "ar")
    assert own_site.act("visit+texts", "ar") == [staged, written]


def of_all(texts, model, field):
    return sorted(text for key, text in texts.items() if text and re.fullmatch(f"publishing_{model} .* {field}", key))
