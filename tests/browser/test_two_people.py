"""Two people at one article at once, and what a browser keeps of what nobody saved."""

import secrets

import pytest

from tests.browser.test_editor import Form, sign_in

ARTICLE = "/admin/articles/article/"


def of_kind(page, kind):
    return page.locator(f".inline-related[id^='block_{kind}-']:not(.empty-form)")


def open_form(page, url, language="nl"):
    page.goto(url)
    page.wait_for_load_state("networkidle")
    page.locator(f"[data-show={language}]").click()


def save(page):
    page.locator("[name=_continue]").click()
    page.wait_for_load_state("networkidle")


def typed_into(page, block, field, text):
    block.locator(f".field-{field} .ProseMirror").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


@pytest.fixture
def article(site, open_page):
    """The address of an article's form, with three blocks of text."""
    page = open_page()
    sign_in(page, site)
    page.goto(f"{site.url}{ARTICLE}add/")
    page.locator("#id_source_language").select_option("es")
    page.locator("[data-show=es]").click()
    page.locator("#id_title_es").fill(f"Título {secrets.token_hex(4)}")
    form = Form(page)
    for words in ("Uno.", "Dos.", "Tres."):
        form.write(form.add_block("text"), "html", words)
    save(page)
    url = page.url.partition("#")[0]
    page.context.close()
    return url


def test_two_people_write_one_article_and_nothing_is_lost(site, open_page, article):
    one, two = open_page(), open_page()
    for page, language in ((one, "nl"), (two, "fr")):
        sign_in(page, site)
        open_form(page, article, language)

    two.locator("#id_lead_fr").fill("Chapô de l’autre")
    two.locator("[data-show=es]").click()
    two.locator("#id_title_es").fill("Título de ella")
    typed_into(two, of_kind(two, "text").nth(0), "html_es", " Suyo.")
    of_kind(two, "text").nth(1).locator("[name$=-DELETE]").check(force=True)
    save(two)
    assert two.locator(".conflicts").count() == 0

    one.locator("#id_lead_nl").fill("Inleiding van mij")
    typed_into(one, of_kind(one, "text").nth(0), "html_nl", "Van mij.")
    one.locator("[data-show=es]").click()
    one.locator("#id_title_es").fill("Título mío")
    save(one)
    assert one.locator(".conflicts li").count() == 1
    assert one.locator("#id_title_es").input_value() == "Título mío"
    assert one.locator("#id_lead_nl").input_value() == "Inleiding van mij"

    one.locator("[data-take]").focus()
    one.keyboard.press("Enter")
    assert one.locator("#id_title_es").input_value() == "Título de ella"
    assert one.locator(".conflicts [role=status]").inner_text()
    save(one)
    held = {name: one.locator(f"#id_{name}").input_value() for name in ("title_es", "lead_nl", "lead_fr")}
    assert held == {"title_es": "Título de ella", "lead_nl": "Inleiding van mij", "lead_fr": "Chapô de l’autre"}
    texts = [field.input_value() for field in of_kind(one, "text").locator("textarea[name$=-html_es]").all()]
    assert sorted(texts) == ["<p>Tres.</p>", "<p>Uno. Suyo.</p>"]
    assert "Van mij." in [
        text.replace("<p>", "").replace("</p>", "")
        for text in (field.input_value() for field in of_kind(one, "text").locator("textarea[name$=-html_nl]").all())
    ]


def test_what_was_typed_survives_a_closed_tab_and_a_lost_session(site, open_page, article):
    page = open_page()
    sign_in(page, site)
    open_form(page, article)
    page.locator("#id_lead_nl").fill("Nooit bewaard")
    block = Form(page).add_block("text")
    typed_into(page, block, "html_nl", "Een nieuw blok.")
    own = block.locator("[name$=-id]").input_value()
    context = page.context
    page.close()

    page = context.new_page()
    context.clear_cookies(name="sessionid")
    page.goto(article)
    page.locator("#id_username").fill("editor")
    page.locator("#id_password").fill(site.password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{article}*")
    page.wait_for_load_state("networkidle")
    offered = page.locator(".drafts__offer")
    assert offered.is_visible()
    assert offered.locator("li").count() >= 2
    page.locator("[data-take-up]").click()
    assert page.locator("#id_lead_nl").input_value() == "Nooit bewaard"
    save(page)
    assert page.locator("#id_lead_nl").input_value() == "Nooit bewaard"
    texts = page.locator(f".inline-related:has([name$='-id'][value='{own}']) textarea[name$=-html_nl]")
    assert texts.input_value() == "<p>Een nieuw blok.</p>"
    assert not page.locator(".drafts__offer").is_visible()


def test_a_new_piece_that_was_never_saved_is_offered_and_may_be_thrown_away(site, open_page):
    page = open_page()
    sign_in(page, site)
    open_form(page, f"{site.url}{ARTICLE}add/")
    page.locator("#id_title_nl").fill("Een begin")
    page.wait_for_timeout(1000)
    page.reload()
    page.wait_for_load_state("networkidle")
    page.locator("[data-throw-away]").click()
    page.reload()
    page.wait_for_load_state("networkidle")
    assert not page.locator(".drafts__offer").is_visible()
    assert page.locator("#id_title_nl").input_value() == ""
