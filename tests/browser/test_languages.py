"""An administrator adds languages on their page; visitors find them whole: each letter is drawn, each page runs its way."""

import itertools
import json

import pytest

from tests.browser.conftest import SIZES, served

# (code, what is typed as the name, sentences with letters that no language of the site had before)
LANGUAGES = {
    "qu": ("", "Tʼantawan qʼuñi chʼaska, ñawpaq ñan: “¿imaynalla?” Kʼuchi, pʼunchaw; q̇arwi."),
    "ay": ("Aymar aru", "Jaqinakan jakäwipa ñäka pʼiqiña, tʼant’a, q’ipi, ch’uñu: Ïyaw, Ümaña, sarä."),
    "ar": ("", "خمسون عاماً من التعاون بين بلجيكا وبيرو: «قصص» من القرى والمدن؛ 1965–2015، ٣٠٪ ماء."),
}
PROMOTE = """
from django.contrib.auth.models import Group, User
User.objects.get(username="editor").groups.add(Group.objects.get(name="administrators"))
"""
PUBLISH = """
from articles.models import Article
from publishing import languages, press
for code, words in %r.items():
    texts = {languages.column(name, code): words[:100] for name in ("title", "lead")}
    texts[languages.column("slug", code)] = "papa"
    article = Article.objects.create(category="news", date="2015-12-01/day", source_language=code, **texts)
    article.blocks.create(kind="text", **{languages.column("html", code): f"<p>{words}</p>"})
    press.publish(article, code)
"""
# What a letter is drawn as, beside what one is that no font has.
MISSING = """() => {
  const canvas = new OffscreenCanvas(60, 60);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const drawn = (letter, style) => {
    context.clearRect(0, 0, 60, 60);
    context.font = `${style.fontStyle} ${style.fontWeight} 30px ${style.fontFamily}`;
    context.fillText(letter, 10, 40);
    return context.getImageData(0, 0, 60, 60).data.join();
  };
  const missing = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const style = getComputedStyle(walker.currentNode.parentElement);
    const none = drawn("\\u{F8F0}", style);
    for (const letter of new Set(walker.currentNode.data.match(/[\\p{L}\\p{N}\\p{P}]/gu) ?? [])) {
      if (drawn(letter, style) === none) missing.add(letter);
    }
  }
  return [...missing];
}"""


@pytest.fixture(scope="module")
def speaking(tmp_path_factory, chromium):
    """A site of its own with the three languages, added and opened on the page of the admin, with an article in each."""
    with served(tmp_path_factory.mktemp("languages"), "languages") as site:
        site.manage("shell", "-v0", "-c", PROMOTE)
        context = chromium.new_context(viewport=SIZES["phone"], locale="nl-BE")
        page = context.new_page()
        page.goto(f"{site.url}/admin/login/?next=/admin/languages/")
        page.locator("#id_username").fill("editor")
        page.locator("#id_password").fill(site.password)
        page.locator("#id_password").press("Enter")
        for code, (name, _words) in LANGUAGES.items():
            page.locator("#id_code").fill(code)
            page.locator("#id_name").fill(name)
            page.locator("input[type=submit].default").click()
            page.locator(f"tr:has(bdi[lang={code}])").wait_for(timeout=120_000)
            page.locator("[data-live]:not([data-moving])").wait_for(timeout=120_000)
        site.manage("shell", "-v0", "-c", PUBLISH % {code: words for code, (_name, words) in LANGUAGES.items()})
        for code in LANGUAGES:
            page.locator(f"a[href='/admin/languages/{code}/open/']").click()
            page.locator("#id_anyway").check()
            page.locator("input[type=submit].default").click()
            page.locator(f"tr:has(bdi[lang={code}]) .state-public").wait_for()
        page.locator("[data-live]:not([data-moving])").wait_for(timeout=120_000)
        context.close()
        yield site


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_every_letter_is_drawn_and_the_page_runs_the_way_of_its_script(speaking, open_page, code, size):
    page = open_page(size)
    page.goto(f"{speaking.url}/{code}/articles/papa/")
    page.evaluate("document.fonts.ready")
    assert page.locator("h1").inner_text() == LANGUAGES[code][1][:100]
    assert page.evaluate(MISSING) == []
    assert page.evaluate("getComputedStyle(document.body).direction") == ("rtl" if code == "ar" else "ltr")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_letter_that_no_font_has_would_be_found(speaking, open_page):
    page = open_page()
    page.goto(f"{speaking.url}/qu/articles/papa/")
    page.evaluate("document.querySelector('h1').textContent = 'a\\u{12000}'")
    assert page.evaluate(MISSING) == ["\U00012000"]


def test_only_a_page_that_needs_more_letters_fetches_them(speaking, open_page):
    fetched = {}
    for path in ("/nl/", "/es/", "/fr/", "/qu/articles/"):
        page = open_page()
        fonts = fetched[path] = []
        page.on("request", lambda request, fonts=fonts: fonts.append(request.url) if "-latin" in request.url else None)
        page.goto(f"{speaking.url}{path}")
        page.evaluate("document.fonts.ready")
    assert {path for path, fonts in fetched.items() if fonts} == {"/qu/articles/"}


@pytest.mark.parametrize("size", SIZES)
def test_nothing_in_the_head_of_a_page_covers_anything_with_six_languages(speaking, open_page, size):
    page = open_page(size)
    page.goto(f"{speaking.url}/ar/")
    boxes = page.locator(".mast__in a:visible, .mast__in button:visible").evaluate_all(
        "each => each.map((one) => one.getBoundingClientRect().toJSON())"
    )
    for one in boxes:
        for other in boxes:
            is_apart = (
                one["right"] <= other["left"] + 0.5
                or other["right"] <= one["left"] + 0.5
                or one["bottom"] <= other["top"] + 0.5
                or other["bottom"] <= one["top"] + 0.5
            )
            assert one is other or is_apart, json.dumps([one, other])


def test_a_list_that_grows_takes_no_click_from_who_adds_a_language(chromium, settings):
    page, rows = chromium.new_page(), itertools.count(1)
    script = (settings.BASE_DIR / "static/admin_peru50/site-languages.js").read_text()

    def listed(route):
        found = f"<div data-live data-moving>{'<p>Runasimi</p>' * 3 * next(rows)}</div>"
        form = '<form class="add-language"><input id="code"><button type="button">Toevoegen</button></form>'
        route.fulfill(body=f'{found}{form}<script type="module">{script}</script>', content_type="text/html")

    page.route("http://languages.test/", listed)
    page.goto("http://languages.test/")
    page.evaluate("document.querySelector('button').addEventListener('click', () => { window.added = true })")
    page.locator("#code").fill("ar")
    page.locator("button").hover()
    page.mouse.down()
    page.wait_for_timeout(3500)  # longer than the page waits before it looks again
    page.mouse.up()
    assert page.evaluate("window.added")
    page.locator("#code").evaluate("field => field.ownerDocument.activeElement.blur()")
    page.locator("p").nth(5).wait_for()
    page.close()
