"""Two texts word by word."""

import random

import pytest

from publishing.word_diff import ADDED, GAP, REMOVED, SAME, Part, diff, shortened


def shown(before, after):
    signs = {SAME: "{}", REMOVED: "[-{}]", ADDED: "[+{}]"}
    return "".join(signs[part.kind].format(part.text) for part in diff(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("De oogst was goed.", "De oogst was goed.", "De oogst was goed."),
        ("De oogst was goed.", "De oogst was zeer goed.", "De oogst was[+ zeer] goed."),
        ("Eén, twee", "Eén. Twee", "Eén[-, twee][+. Twee]"),
        ("", "Nieuw", "[+Nieuw]"),
        ("Weg", "", "[-Weg]"),
        ("¿Quién?", "¿Cuándo?", "¿[-Quién][+Cuándo]?"),
        ("a b c", "a b c d", "a b c[+ d]"),
    ],
)
def test_words_that_went_and_came_are_marked(before, after, expected):
    assert shown(before, after) == expected


def test_changes_parted_by_a_short_word_are_told_as_one():
    assert shown("de boer en zijn koe", "een man en haar koe") == "[-de boer en zijn][+een man en haar] koe"


def test_both_texts_are_whole_in_the_parts():
    chance = random.Random(1)  # noqa: S311 not a secret
    words = ["de", "oogst", "was", ",", "goed", "\n", "  ", "né", "."]
    for _attempt in range(300):
        before, after = ("".join(chance.choices(words, k=chance.randrange(12))) for _text in range(2))
        parts = diff(before, after)
        assert "".join(part.text for part in parts if part.kind != ADDED) == before
        assert "".join(part.text for part in parts if part.kind != REMOVED) == after


def test_long_stretches_that_stayed_are_shortened():
    stayed = " ".join(f"woord{number}" for number in range(100))
    parts = shortened([Part(SAME, stayed), Part(ADDED, " nieuw"), Part(SAME, stayed)])
    assert [part.kind for part in parts] == [GAP, SAME, ADDED, SAME, GAP]
    assert parts[1].text.endswith("woord99")
