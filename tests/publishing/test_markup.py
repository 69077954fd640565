"""What survives of an editor's markup, and where its links lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing import markup


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<p>CO<sub>2</sub></p>", "<p>CO<sub>2</sub></p>"),
        ("<p onclick='x()'>a</p><script>alert(1)</script>", "<p>a</p>"),
        ("<h1>Title</h1>", "Title"),
        ("<h3>Part</h3>", "<h3>Part</h3>"),
        ('<p><a href="javascript:x()">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href="//evil.example/">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href="piece:12" target="_blank">a</a></p>', '<p><a href="piece:12">a</a></p>'),
        ('<p style="color:red"><img src="x.png">a</p>', "<p>a</p>"),
        ("<p> </p><p></p>", ""),
        ("", ""),
    ],
)
def test_only_the_allowed_markup_survives(typed, kept):
    assert markup.clean(typed) == kept


@given(st.text(alphabet="<>/\"'= apscriptonhref:j", max_size=60))
def test_cleaning_twice_changes_nothing_more(text):
    once = markup.clean(text)
    assert markup.clean(once) == once


def test_references_are_found_and_turned_into_addresses():
    html = '<p><a href="piece:3">a</a> <a href="photo:4">b</a></p>'
    assert markup.references(html) == {("piece", 3), ("photo", 4)}
    shown = markup.with_links(html, lambda kind, number: ("/nl/x/", "") if kind == "piece" else None)
    assert shown == '<p><a href="/nl/x/">a</a> b</p>'
