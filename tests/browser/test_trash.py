"""An article with its picture goes to the trash and comes back, as an editor does it."""

from tests.browser.test_editor import Form, agree, editor  # noqa: F401 a fixture
from tests.images import photograph


def discard(page, address):
    page.goto(address)
    page.locator(".deletelink").click()
    page.locator(".submit-row [type=submit]").click()
    page.locator(".messagelist").wait_for()


def test_an_article_is_put_in_the_trash_and_restored_with_its_picture(site, editor, open_page, tmp_path):  # noqa: F811
    page = editor
    upload = tmp_path / "papelera.jpg"
    upload.write_bytes(photograph(77, size=(1000, 700)).read())
    page.goto(f"{site.url}/admin/gallery/photo/add/")
    page.locator("#id_file").set_input_files(upload)
    page.locator("#id_credit").fill("Papelera")
    page.locator("[data-show=es]").click()
    page.locator("#id_title_es").fill("Para la papelera")
    page.locator("#id_alt_es").fill("Un cuadro de un solo color.")
    page.locator("[name=_continue]").click()
    page.wait_for_url("**/change/**")
    photo = page.url.partition("#")[0]

    page.goto(f"{site.url}/admin/articles/article/add/")
    page.locator("#id_source_language").select_option("es")
    page.locator("[data-show=es]").click()
    page.locator("#id_title_es").fill("Va y vuelve")
    page.locator("#id_lead_es").fill("Se tira y se restaura.")
    form = Form(page)
    form.write(form.add_block("text"), "html", "Un texto que vuelve.")
    form.choose(form.add_block("picture"), "photo")
    page.locator("[name=_publish][value=ready]").click()
    agree(page)
    article = page.url.partition("#")[0]

    page.goto(photo)
    page.locator(".deletelink").click()
    page.locator("#in-the-way a").wait_for()
    discard(page, article)
    visitor = open_page()
    assert visitor.request.get(f"{site.url}/es/articulos/va-y-vuelve/").status == 404
    discard(page, photo)

    page.goto(f"{site.url}/admin/trash/")
    assert page.locator(".trash tbody tr").count() == 2
    page.locator(".trash a", has_text="Va y vuelve").first.click()
    page.locator(".in-trash").wait_for()
    assert page.locator("#id_title_es").is_disabled()
    page.locator(".in-trash a.button").click()
    page.locator(".submit-row [type=submit]").click()
    page.wait_for_url("**/change/**")
    assert page.locator(".messagelist li").count() == 2
    assert page.locator("[name^=block_text-][name$=-html_es]").first.input_value() == "<p>Un texto que vuelve.</p>"
    assert page.locator(".chosen__image").first.is_visible()

    page.locator("[name=_publish][value=es]").click()
    agree(page)
    assert visitor.goto(f"{site.url}/es/articulos/va-y-vuelve/").status == 200
    assert visitor.locator("article picture, main picture").count() >= 1
    page.goto(f"{site.url}/admin/trash/")
    assert page.locator(".trash").count() == 0
