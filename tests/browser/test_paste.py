"""What is pasted into the text editor, as the clipboard gives it."""

import re
from pathlib import Path

import pytest

from tests.browser.test_editor import Form, sign_in

WORD = Path(__file__).parents[1] / "pasted" / "word.html"
PASTE = """(field, html) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", "Only the words");
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def text(site, open_page):
    """The text editor of a new block, with the cursor in it."""
    page = open_page()
    sign_in(page, site)
    page.goto(f"{site.url}/admin/articles/article/add/")
    page.locator("[data-show=nl]").click()
    field = Form(page).add_block("text").locator(".field-html_nl .ProseMirror")
    field.click()
    return field


def said(text):
    """Wait for what is said below a text, and return it."""
    note = text.locator("xpath=..").locator("[role=status]", has_text=re.compile(r"\S"))
    note.wait_for()
    return note.text_content()


def test_a_paste_from_word_becomes_clean_and_says_what_it_left_out(text):
    text.evaluate(PASTE, WORD.read_text())
    text.locator("h3").first.wait_for()
    assert text.locator("h3").all_text_contents() == ["Vijftig jaar samen", "Milieu", "Waar"]
    assert text.locator("ul > li > ul > li").text_content() == "in het hooggebergte"
    assert text.locator("ol > li").all_text_contents() == ["eerst planten", "dan zorgen"]
    assert not text.locator("img:not(.ProseMirror-separator), table, [class^=Mso]").count()
    assert said(text)
    text.page.keyboard.press("Control+z")
    assert text.locator("h3").count() == 0


def test_a_paste_survives_a_session_that_has_ended(text):
    text.page.route("**/admin/paste/", lambda route: route.fulfill(body="<h1>Sign in</h1>"))
    text.evaluate(PASTE, "<h3 style='color:red'>Words and looks</h3>")
    said(text)
    assert text.locator("p").first.text_content() == "Only the words"
    assert text.locator("h3").count() == 0
