"""The page beside the form, secret links, and comments: as an editor and an outside reader use them."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_editor import Form, sign_in
from tests.browser.test_pages import findings

STORY = "/nl/artikels/vijftig-jaar-in-peru/"


@pytest.fixture
def desk(site, open_page):
    """The form of a story, in Dutch, and the browser it is in."""
    page = open_page()
    sign_in(page, site)
    page.goto(f"{site.url}/admin/articles/article/?q=vijftig-jaar-in-peru")
    page.locator("#result_list tbody th a").first.click()
    page.locator("[data-show=nl]").click()
    return page


def framed(page):
    """Return the page in the preview, once the next one has taken its place."""
    expect(page.locator(".preview__stage iframe")).to_have_count(1)
    page.wait_for_selector(".preview__stage iframe:not(.is-coming)")
    return page.frame_locator(".preview__stage iframe:not(.is-coming)")


def test_the_page_follows_the_form_and_the_form_the_page(site, desk):
    before = site.get(STORY)
    desk.locator(".language-bar__preview").click()
    assert framed(desk).locator("main h1").inner_text() == desk.locator("#id_title_nl").input_value()
    desk.locator("#id_title_nl").fill("Terwijl ik typ")
    framed(desk).locator("main h1", has_text="Terwijl ik typ").wait_for()
    desk.locator("[data-show=fr]").click()
    desk.locator("#id_title_fr").fill("Pendant que j’écris")
    framed(desk).locator("main h1", has_text="Pendant que j’écris").wait_for()
    assert framed(desk).locator("html").get_attribute("lang") == "fr"
    framed(desk).locator("blockquote.pull").first.click()
    assert desk.evaluate("document.activeElement.name").endswith("-text_fr")
    framed(desk).locator("main a[href]").first.click()
    assert "/change/" in desk.url
    assert framed(desk).locator("main h1").inner_text() == "Pendant que j’écris"
    assert site.get(STORY) == before


def test_a_piece_that_was_never_saved_is_shown_with_its_new_blocks(site, open_page):
    page = open_page()
    sign_in(page, site)
    page.goto(f"{site.url}/admin/articles/article/add/")
    page.locator("[data-show=es]").click()
    page.locator(".language-bar__preview").click()
    page.locator("#id_title_es").fill("Nunca guardado")
    form = Form(page)
    form.write(form.add_block("quote"), "text", "Una frase nueva.")
    framed(page).locator("blockquote.pull", has_text="Una frase nueva.").wait_for()
    assert framed(page).locator("main h1").inner_text() == "Nunca guardado"


def test_on_a_phone_the_page_covers_the_form_until_escape(site, open_page):
    page = open_page("phone")
    sign_in(page, site)
    page.goto(f"{site.url}/admin/articles/article/add/")
    page.locator("#id_title_nl").fill("Op de telefoon")
    page.locator(".language-bar__preview").focus()
    page.keyboard.press("Enter")
    framed(page).locator("main h1", has_text="Op de telefoon").wait_for()
    page.keyboard.press("Escape")
    assert not page.locator("#preview").is_visible()
    assert page.evaluate("document.activeElement.className") == "language-bar__preview"


def test_an_outsider_reads_the_desk_and_comments_until_the_link_is_ended(site, desk, open_page):
    form, _change, _query = desk.url.partition("change/")
    desk.locator("#id_lead_nl").fill("Alleen op het bureau.")
    desk.locator("[name=_continue]").click()
    desk.wait_for_load_state("networkidle")
    desk.locator("a[href$='/preview-links/']").click()
    desk.locator("#id_language").select_option("nl")
    desk.locator("#id_label").fill("Ambassade")
    desk.locator("[name=make]").click()
    address = desk.locator(".preview-link input").first.input_value()

    reader = open_page("phone", java_script_enabled=False)
    reader.goto(address)
    assert "Alleen op het bureau." in reader.locator("main").inner_text()
    assert reader.context.cookies() == []
    box = reader.locator(".remarks").nth(1)
    box.locator("summary").click()
    box.locator("[name=name]").fill("Rosa")
    box.locator("[name=text]").fill("Hier ontbreekt iets.")
    box.locator("button").click()
    assert reader.locator(".remarks__one:target").inner_text().endswith("Hier ontbreekt iets.")

    desk.goto(f"{form}change/")
    comment = desk.locator(".block-comments .comment", has_text="Hier ontbreekt iets.")
    comment.wait_for()
    desk.locator("#id_title_nl").fill("Nog niet bewaard")
    comment.locator("[name=resolve]").click()
    desk.locator(".comments__resolved .comment", has_text="Hier ontbreekt iets.").wait_for(state="attached")
    assert comment.count() == 0
    assert desk.locator("#id_title_nl").input_value() == "Nog niet bewaard"

    desk.goto(f"{form}preview-links/")
    desk.locator("[name=revoke]").first.click()
    assert reader.goto(address).status == 410
    assert "Alleen op het bureau." not in reader.locator("main").inner_text()
    desk.complaints[:] = [text for text in desk.complaints if "410" not in text]


def test_axe_finds_nothing_in_the_preview_and_the_comments(site, open_page):
    page = open_page(bypass_csp=True)
    sign_in(page, site)
    page.goto(f"{site.url}/admin/articles/article/?q=vijftig-jaar-in-peru")
    page.locator("#result_list tbody th a").first.click()
    page.locator(".language-bar__preview").click()
    framed(page)
    page.locator(".block-comment").first.click()
    assert findings(page) == []
    page.locator("a[href$='/preview-links/']").click()
    assert findings(page) == []
