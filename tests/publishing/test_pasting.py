"""What the clipboard's HTML becomes. tests/pasted/ holds it as programs write it, each beside what it is to be.

An expected file begins with what is told as left out, and has its elements on lines of their own.
"""

import re
from pathlib import Path

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from publishing import markup
from publishing.pasting import cleaned
from tests.factories import make_organisation

PASTED = sorted(path for path in Path(__file__).parents[1].joinpath("pasted").glob("*.html") if "." not in path.stem)


def in_lines(html):
    return re.sub(r"(</(?:p|h3|h4|li|ul|ol)>|<[uo]l>)(?!$)", r"\1\n", html)


@pytest.mark.parametrize("path", PASTED, ids=lambda path: path.stem)
def test_what_programs_and_sites_put_on_the_clipboard_becomes_clean(path):
    found = cleaned(path.read_text())
    dropped = ", ".join(f"{what} {number}" for what, number in sorted(found.dropped.items()))
    assert f"<!-- {dropped} -->\n{in_lines(found.html)}\n" == path.with_suffix(".expected.html").read_text()


@pytest.mark.parametrize("path", PASTED, ids=lambda path: path.stem)
def test_what_was_cleaned_is_clean(path):
    html = cleaned(path.read_text()).html
    assert markup.clean(html) == html
    assert cleaned(html).html == html
    assert not cleaned(html).dropped


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("words", "<p>words</p>"),
        ("", ""),
        ("<p>&nbsp;</p><p> <br></p>", ""),
        ("a<br><br><br>b<br>c<br>", "<p>a</p><p>b<br>c</p>"),
        ("<p>a<br>&nbsp;<br>b</p>", "<p>a</p><p>b</p>"),
        ("<h1>a</h1><h2>b</h2><h3>c</h3><h5>d</h5>", "<h3>a</h3><h3>b</h3><h4>c</h4><h4>d</h4>"),
        ("<h4>a</h4><h5>b</h5>", "<h3>a</h3><h4>b</h4>"),
        ("<h2><b>a</b> b</h2>", "<h3>a b</h3>"),
        ("<b>a</b><b> </b><b>b</b><i> </i>c", "<p><strong>a b</strong> c</p>"),
        ("<b>a <i>b</i></b>", "<p><strong>a <em>b</em></strong></p>"),
        ('<b style="font-weight:normal">a</b>', "<p>a</p>"),
        ('<i style="font-style:normal">a</i>', "<p>a</p>"),
        ('<span style="font-weight:bolder;font-style:oblique">a</span>', "<p><strong><em>a</em></strong></p>"),
        ('CO<span style="vertical-align:sub">2</span>', "<p>CO<sub>2</sub></p>"),
        ("<li>a</li><li>b</li>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("<ol><li>a<li>b</ol><ul><li>c</ul>", "<ol><li><p>a</p></li><li><p>b</p></li></ol><ul><li><p>c</p></li></ul>"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("<ul><li><h2>a</h2></li></ul>", "<ul><li><p>a</p></li></ul>"),
        ("<p>• a</p><p>• b</p>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("<blockquote><p>a</p></blockquote><dl><dt>b<dd>c</dl>", "<p>a</p><p>b</p><p>c</p>"),
        ("<pre>a</pre><hr>b", "<p>a</p><p>b</p>"),
        ("a &lt;b&gt; &amp; \"c\" 'd'", "<p>a &lt;b&gt; &amp; \"c\" 'd'</p>"),
        ("ou\u00adi\u200b\ufeff", "<p>oui</p>"),
        ("un&nbsp;mot&nbsp; deux", "<p>un mot deux</p>"),
        ("«&nbsp;Quoi&nbsp;?&nbsp;» 30&nbsp;000", "<p>«&nbsp;Quoi&nbsp;?&nbsp;» 30&nbsp;000</p>"),
        ("a\n  b <span>\n</span> c", "<p>a b c</p>"),
        ('<p style="mso-hide:all">a</p><span hidden>b</span>c', "<p>c</p>"),
    ],
)
def test_markup_becomes_what_a_text_may_hold(pasted, expected):
    assert cleaned(pasted).html == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://site.example/a?b=1&utm_source=x&c=&fbclid=y#d", "https://site.example/a?b=1&c=#d"),
        ("https://site.example/a?b=%20+x", "https://site.example/a?b=%20+x"),
        ("https://www.google.com/url?q=https://site.example/%3Futm_id%3D1&sa=D", "https://site.example/"),
        ("https://www.google.com/search?q=peru", "https://www.google.com/search?q=peru"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fsite.example%2F&h=1", "https://site.example/"),
        ("https://notgoogle.com/url?q=https://site.example/", "https://notgoogle.com/url?q=https://site.example/"),
        ("mailto:a@site.example", "mailto:a@site.example"),
        ("tel:+3225010000", "tel:+3225010000"),
    ],
)
def test_a_link_leads_where_it_is_meant_to(address, expected):
    escaped = expected.replace("&", "&amp;")
    assert cleaned(f'<a href="{address}">a</a>').html == f'<p><a href="{escaped}">a</a></p>'


@pytest.mark.parametrize(
    "address",
    [
        "javascript:x()",
        "data:text/html,x",
        "file:///C:/a.doc",
        "#_ftn1",
        "/nl/x/",
        "x.html",
        "//site.example/",
        "http://[",
    ]
    + ["https://www.google.com/url?q=javascript:x()"],
)
def test_the_words_of_a_link_that_leads_nowhere_stay(address):
    assert cleaned(f'<a href="{address}">a</a>').html == "<p>a</p>"


@pytest.mark.parametrize(
    ("pasted", "dropped"),
    [
        ('<img src="a.png"><img src="b.png" width="1" height="1">a', {"pictures": 1}),
        ("<video></video><iframe></iframe>a", {"films": 2}),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", {"tables": 1}),
        ("<table><tr><td><p>a</p><p>b</p></table>", {}),
        ('<span style="color:red">a</span>', {"looks": 1}),
        ("<del>b <img></del>a", {"deletions": 1}),
        ("<nav><a href='https://site.example/'>b</a></nav>a", {"menus": 1}),
        ("<script>b</script><style>c</style>a", {}),
    ],
)
def test_what_is_left_out_is_counted(pasted, dropped):
    found = cleaned(pasted)
    assert found.dropped == dropped
    assert bool(found.left_out()) == bool(dropped)


def test_cells_that_hold_more_than_a_line_stay_apart():
    assert cleaned("<table><tr><td>a<td>b<td></table>").html == "<p>a | b</p>"
    assert cleaned("<table><tr><td><p>a<p>b<td>c</table>").html == "<p>a</p><p>b</p><p>c</p>"
    nested = "<table><tr><td><table><tr><td>a<td>b</table><td>c</table>"
    assert cleaned(nested).html == "<p>a | b | c</p>"


@pytest.mark.parametrize(
    "pasted",
    [
        "<ul><li>" * 5000 + "a",
        "".join(f"<p style='mso-list:l0 level{level} lfo1'>a</p>" for level in range(1, 5000)),
        "<div><b>" * 5000 + "a",
        f'<a href="{"https://www.google.com/url?q=" * 5000}">a</a>',
    ],
    ids=["lists", "items of Word", "elements", "detours"],
)
def test_markup_of_any_depth_is_read(pasted):
    assert "a" in cleaned(pasted).html


@pytest.mark.django_db
def test_an_address_of_this_site_becomes_a_reference():
    organisation = make_organisation()
    html = f'<a href="http://testserver/nl/organisaties/{organisation.slug}/?utm_source=x">a</a>'
    assert cleaned(html).html == f'<p><a href="organisation:{organisation.pk}">a</a></p>'


_pieces = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<ul>", "<li>", "</li>", "</ul>", "<table>", "<tr>", "<td>", "</table>", "<br>"]
    + [
        "<h2>",
        "</h2>",
        "<a href='https://site.example/'>",
        "</a>",
        "<del>",
        "</del>",
        "<hr>",
        "<img>",
        "words",
        " ",
        "&nbsp;",
    ]
    + [
        "<p style='mso-list:l0 level2 lfo1'>",
        "<span style='mso-list:Ignore'>1.",
        "</span>",
        "<!--",
        "-->",
        "<![if !x]>",
    ]
)


@given(st.lists(_pieces, max_size=30))
def test_any_markup_becomes_clean_and_stays_so(pieces):
    once = cleaned("".join(pieces)).html
    assert markup.clean(once) == once
    assert cleaned(once).html == once


@pytest.mark.django_db
def test_the_admin_cleans_what_is_pasted_and_says_what_it_left_out(editor):
    answer = editor.post(reverse("paste"), {"html": "<h1>a</h1><img src='b.png'>"}).json()
    assert answer["html"] == "<h3>a</h3>"
    assert "1" in answer["said"]
    assert editor.post(reverse("paste"), {"html": "<p>a</p>"}).json() == {"html": "<p>a</p>", "said": ""}


@pytest.mark.django_db
def test_only_who_works_here_may_have_something_cleaned(client, editor):
    assert editor.get(reverse("paste")).status_code == 405
    client.logout()
    assert client.post(reverse("paste"), {"html": "a"}).status_code == 302
