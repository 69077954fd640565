"""An editor at work, from signing in to what visitors then read."""

import pytest

from tests.browser.test_pages import findings
from tests.images import image


def sign_in(page, site):
    page.goto(f"{site.url}/admin/")
    page.locator("#id_username").fill("editor")
    page.locator("#id_password").fill(site.password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}/admin/")


def agree(page):
    """Publish what the dialog shows, its remarks agreed to."""
    page.wait_for_url("**/publish/**")
    if (tick := page.locator("#id_anyway")).count():
        tick.check()
    page.locator("#publish_form [type=submit]").click()
    page.wait_for_url("**/change/**")
    page.wait_for_load_state("networkidle")


@pytest.fixture
def editor(site, open_page):
    page = open_page()
    sign_in(page, site)
    page.goto(f"{site.url}/admin/")
    return page


class Form:
    """The form of a piece, as an editor sees it in Spanish."""

    def __init__(self, page):
        self.page = page

    def add_block(self, kind):
        """Add a block of a kind at the end and return where its fields are."""
        self.page.locator(".order-machine-insert-target.last").click()
        self.page.locator(f".plugin-button[data-plugin-prefix='block_{kind}']").click()
        return self.page.locator(f".inline-related[id^='block_{kind}-']:not(.empty-form)").last

    def write(self, block, field, text):
        """Type into a plain or rich text field of a block, in Spanish."""
        plain = block.locator(f":is(input, textarea)[name$='-{field}_es']")
        if plain.first.is_visible():
            plain.fill(text)
        else:
            block.locator(f".field-{field}_es .ProseMirror").click()
            self.page.keyboard.type(text)

    def choose(self, block, field, index=1):
        """Choose a record by the select behind the chooser."""
        select = block.locator(f"select[name$='-{field}']")
        select.evaluate(
            f"element => {{ element.selectedIndex = {index}; element.dispatchEvent(new Event('change')); }}"
        )


def test_an_editor_writes_in_spanish_only_and_visitors_see_honestly_what_is_missing(site, editor, open_page, tmp_path):
    page = editor
    upload = tmp_path / "foto.jpg"
    upload.write_bytes(image(size=(1200, 800)).read())
    page.goto(f"{site.url}/admin/gallery/photo/add/")
    page.locator("#id_file").set_input_files(upload)
    page.locator("#id_credit").fill("Prueba")
    page.locator("[data-show=es]").click()
    page.locator("#id_title_es").fill("Una prueba")
    page.locator("#id_alt_es").fill("Un cuadro de un solo color.")
    page.locator("[name=_save]").click()
    page.wait_for_url("**/admin/gallery/photo/")

    page.goto(f"{site.url}/admin/articles/article/add/")
    form = Form(page)
    page.locator("#id_source_language").select_option("es")
    page.locator("[data-show=es]").click()
    page.locator("#id_title_es").fill("Prueba de campo")
    page.locator("#id_lead_es").fill("Un artículo escrito solo en español.")
    text = form.add_block("text")
    form.write(text, "title", "Un intertítulo")
    form.write(text, "html", "Un párrafo.")
    form.choose(form.add_block("picture"), "photo")
    form.write(form.add_block("quote"), "text", "Una frase destacada.")
    form.choose(form.add_block("figure"), "figure")
    question = form.add_block("question")
    form.write(question, "title", "¿Quién?")
    form.write(question, "html", "Nadie.")
    box = form.add_block("box")
    form.write(box, "title", "Recuadro")
    form.write(box, "html", "Al margen.")
    video = form.add_block("video")
    form.write(video, "title", "Un video")
    form.write(video, "text", "En ninguna parte.")
    form.choose(form.add_block("series"), "photo")
    page.locator("[name=_publish][value=ready]").click()
    agree(page)
    assert page.locator(".errornote:visible, .messagelist .error").count() == 0

    visitor = open_page()
    visitor.goto(f"{site.url}/es/articulos/prueba-de-campo/")
    assert visitor.get_by_role("heading", level=1).inner_text() == "Prueba de campo"
    body = visitor.locator("main").inner_text()
    for words in ("Un párrafo.", "Una frase destacada.", "¿Quién?", "Al margen.", "En ninguna parte."):
        assert words in body
    assert visitor.locator(".langs a").all_inner_texts() == ["ES"]
    for path, word in (("/nl/artikels/prueba-de-campo/", "nl"), ("/fr/articles/prueba-de-campo/", "fr")):
        response = visitor.goto(f"{site.url}{path}")
        assert response.status == 404
        assert visitor.locator("html").get_attribute("lang") == word
        assert visitor.locator(".langlist a").get_attribute("href") == "/es/articulos/prueba-de-campo/"
    page.complaints[:] = [text for text in page.complaints if "404" not in text]


def test_a_broken_picture_gives_a_form_error_and_keeps_what_was_typed(site, editor, tmp_path):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(image(size=(1200, 800)).read()[:3000])
    editor.goto(f"{site.url}/admin/gallery/photo/add/")
    editor.locator("#id_file").set_input_files(broken)
    editor.locator("#id_credit").fill("Wie het maakte")
    editor.locator("[name=_save]").click()
    editor.wait_for_load_state("networkidle")
    assert editor.locator(".errorlist").first.is_visible()
    assert editor.locator("#id_credit").input_value() == "Wie het maakte"


def test_an_error_in_a_hidden_language_brings_that_language_to_the_front(site, editor):
    editor.goto(f"{site.url}/admin/articles/article/add/")
    editor.locator("#id_source_language").select_option("fr")
    editor.locator("[data-show=nl]").click()
    editor.locator("#id_title_nl").fill("Alleen Nederlands")
    editor.locator("[name=_continue]").click()
    editor.wait_for_load_state("networkidle")
    assert editor.locator("#id_title_fr").is_visible()
    assert editor.locator("#id_title_nl").input_value() == "Alleen Nederlands"


def test_blocks_are_moved_duplicated_and_deleted_and_nothing_shows_before_publishing(site, editor):
    story = "/nl/artikels/vijftig-jaar-in-peru/"
    before = site.get(story)
    editor.goto(f"{site.url}/admin/articles/article/?q=vijftig-jaar-in-peru")
    editor.locator("#result_list tbody th a").first.click()
    editor.wait_for_load_state("networkidle")
    editor.locator("[data-show=nl]").click()
    editor.locator("#id_title_nl").fill("Een andere titel")
    blocks = editor.locator(".order-machine .inline-related:not(.empty-form)")
    number = blocks.count()
    assert number > 10
    blocks.nth(1).locator("[name$=-DELETE]").check(force=True)
    editor.locator("[name=_continue]").click()
    editor.wait_for_load_state("networkidle")
    assert blocks.count() == number - 1
    assert editor.locator("#id_title_nl").input_value() == "Een andere titel"
    assert site.get(story) == before


SCREENS = (
    "/admin/",
    "/admin/articles/article/",
    "/admin/gallery/photo/",
    "/admin/events/event/",
    "/admin/articles/article/add/",
)


@pytest.mark.parametrize("screen", [*SCREENS, "an article"])
def test_axe_finds_nothing_in_the_admin(site, open_page, screen):
    editor = open_page(bypass_csp=True)
    sign_in(editor, site)
    if screen == "an article":
        editor.goto(f"{site.url}/admin/articles/article/")
        editor.locator("#result_list tbody th a").first.click()
    else:
        editor.goto(f"{site.url}{screen}")
    editor.wait_for_load_state("networkidle")
    found = {}
    for scheme in ("light", "dark"):
        editor.emulate_media(color_scheme=scheme)
        for width in (390, 1440):
            editor.set_viewport_size({"width": width, "height": 900})
            found[scheme, width] = findings(editor)
    assert not any(found.values()), found
