"""Three languages come to a site that has contents, and a later release changes the schema: nothing is lost."""

import re

ADDED = ("de", "qu", "ar")


def test_languages_come_one_after_another_and_neither_they_nor_a_change_of_the_schema_lose_a_text(own_site):
    _none, before, triggers = own_site.act("fill+texts+triggers")
    for code in ADDED:
        own_site.manage("add_language", code)
        _none, written, groups = own_site.act("write+texts+groups", code)
        assert written[code] == {key: text.replace("⟦nl:", f"⟦{code}:") for key, text in before["nl"].items()}
        assert {each: written[each] for each in before} == before
        assert f"translators-{code}" in groups
        before = written
    own_site.act("compare_models_with_migrations")

    # A later release, and back to this one.
    _none, found = own_site.act("forwards+later", LATER="1")
    titles_and_sources = {
        code: [of_all(texts, "piece", "title"), of_all(texts, "block", "source")] for code, texts in written.items()
    }
    assert found == titles_and_sources
    assert own_site.act("backwards+texts+triggers", LATER="1") == [None, written, triggers]

    # Staged: who works here sees it, visitors do not.
    staged = own_site.act("visit", "ar")
    assert staged == {
        "pages": [],
        "home": 404,
        "search": 0,
        "page": 404,
        "said": "nl",
        "html": '<html lang="nl">',
        "marks": ["nl"],
        "as_of": [200, True],
        "form": 200,
        "in_dutch_home": False,
    }

    own_site.act("open_all")
    shown = own_site.act("visit", "ar")
    assert shown.pop("search")
    assert shown == {
        "pages": [200],
        "home": 200,
        "page": 200,
        "said": "ar",
        "html": '<html lang="ar" dir="rtl">',
        "marks": ["*", "ar"],
        "as_of": [200, True],
        "form": 200,
        "in_dutch_home": True,
    }

    assert own_site.act("visit", "qu")["pages"] == [200]

    own_site.manage("hide_language", "ar")
    assert own_site.act("visit+texts", "ar") == [staged, written]


def of_all(texts, model, field):
    return sorted(text for key, text in texts.items() if text and re.fullmatch(f"publishing_{model} .* {field}", key))
