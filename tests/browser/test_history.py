"""An editor changes a public article without fear: nothing shows before the dialog, and what was comes back."""

from tests.browser.test_editor import agree, editor  # noqa: F401 a fixture

STORY = {
    "nl": "/nl/artikels/aardappelen-klaar-voor-lima/",
    "es": "/es/articulos/papas-listas-para-lima/",
    "fr": "/fr/articles/pommes-de-terre-direction-lima/",
}
PAGES = [
    *STORY.values(),
    "/sitemap.xml",
    "/nl/zoeken/?q=aardappelen",
    "/nl/zoeken/?q=Hertiteld",
    "/nl/artikels/",
    "/nl/",
]


def open_form(page, site):
    page.goto(f"{site.url}/admin/articles/article/?q=aardappelen-klaar-voor-lima")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_load_state("networkidle")
    page.locator("[data-show=nl]").click()


def save(page):
    page.locator("[name=_continue]").click()
    page.wait_for_load_state("networkidle")
    assert page.locator(".errornote:visible").count() == 0


def seen(site):
    return {path: site.fetch(path) for path in PAGES}


def test_a_public_article_is_changed_published_compared_and_printed_again(site, editor):  # noqa: F811
    page = editor
    before = seen(site)
    old_title = "Aardappelen op een rij, klaar voor Lima"
    assert old_title in before[STORY["nl"]].decode()

    open_form(page, site)
    page.locator("#id_title_nl").fill("Hertiteld: aardappelen voor Lima")
    blocks = page.locator(".order-machine .inline-related:not(.empty-form)")
    blocks.nth(0).locator("[data-move='1']").click()
    blocks.nth(2).locator("[name$=-DELETE]").check(force=True)
    save(page)
    assert seen(site) == before

    page.locator("[name=_publish][value=es]").click()
    page.wait_for_url("**/publish/**")
    assert page.locator("[name=languages]:checked").evaluate_all("each => each.map(one => one.value)") == ["es"]
    assert page.locator(".offer:has([value=es]) .comparison__block--removed").count() == 1
    agree(page)
    now = seen(site)
    assert now[STORY["es"]] != before[STORY["es"]]
    assert {path for path in PAGES if now[path] != before[path]} <= {STORY["es"], "/sitemap.xml"}

    page.locator("[name=_publish][value=ready]").click()
    agree(page)
    assert "Hertiteld" in site.get(STORY["nl"])
    assert "Hertiteld" in site.get("/nl/zoeken/?q=Hertiteld")

    page.locator(".publication__all a[href*='/history/']").click()
    dutch = page.locator(".history__moment--edition", has=page.locator("p[lang=nl]"))
    assert dutch.count() == 2
    for number in range(2):
        dutch.nth(number).locator("[name=with]").check()
    page.locator("#compare [type=submit]").click()
    page.wait_for_load_state("networkidle")
    assert "Hertiteld" in page.locator(".comparison ins").first.inner_text()
    assert page.locator(".comparison__block--removed").count() == 1

    page.go_back()
    dutch.last.locator("a[href$='/again/']").click()
    assert page.locator(".comparison__block--added").count() == 1
    page.locator("#again_form [type=submit]").click()
    page.wait_for_url("**/history/")
    assert old_title in site.get(STORY["nl"])

    dutch.last.locator("a[href*='with=desk']").click()
    page.locator("#bring-back button").first.click()
    page.wait_for_url("**/change/**")
    page.wait_for_load_state("networkidle")
    assert page.locator("#id_title_nl").input_value() == old_title
