"""Every kind of page, as people open it: with axe, narrow, without script, printed."""

import os
import re
import subprocess
from importlib.resources import files

import pytest

from tests.browser.conftest import SIZES
from tests.browser.pages import KINDS, OTHERS, one_of_each

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
LANGUAGES = ("nl", "es", "fr")
ALL_KINDS = [*KINDS, *OTHERS]


@pytest.fixture(scope="module")
def families(site):
    return one_of_each(site.get("/sitemap.xml"))


def findings(page):
    """Return what axe finds on a page, as readable lines."""
    # Colours that are just on their way from one scheme to the other are nobody's.
    page.evaluate("document.getAnimations().forEach(each => each.cancel())")
    page.evaluate(AXE)
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['html'][:160]}" for violation in result["violations"] for node in violation["nodes"]
    ]


@pytest.fixture
def checked(chromium):
    """A page past our own policy, which would refuse axe as it refuses any other script that is not ours."""
    context = chromium.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ALL_KINDS)
def test_axe_finds_nothing(site, families, checked, kind, language):
    found = {}
    checked.goto(f"{site.url}{families[kind][language]}")
    for scheme in ("light", "dark"):
        checked.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for name, size in SIZES.items():
            checked.set_viewport_size(size)
            found[scheme, name] = findings(checked)
    assert not any(found.values()), found


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_nothing_scrolls_sideways_from_the_narrowest_screen_to_a_desk(site, families, open_page, kind):
    page = open_page({"width": 320, "height": 640})
    page.complaints.clear()
    for language in LANGUAGES:
        page.goto(f"{site.url}{families[kind][language]}")
        for width in (320, 960, 1440):
            page.set_viewport_size({"width": width, "height": 640})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (language, width)
    page.complaints[:] = [text for text in page.complaints if "404" not in text]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_sitemap_answers_in_its_language_with_one_heading(site, addresses, language):
    own = {path: number for path, number in addresses.items() if path.startswith(f"/{language}/")}
    assert len(own) > 40
    for path, number in own.items():
        html = site.get(path)
        assert f'<html lang="{language}"' in html, path
        assert len(re.findall(r"<h1\b", html)) == 1, path
        assert 'rel="canonical"' in html, path
        assert html.count('rel="alternate"') == number, path


def test_every_link_of_every_page_leads_somewhere(site, addresses):
    links = set()
    for path in addresses:
        links |= {href.split("#")[0] for href in re.findall(r'href="(/[^"]*)"', site.get(path).replace("&amp;", "&"))}
    for link in sorted(links - {""}):
        site.fetch(link)


def test_a_visitor_without_script_reads_navigates_and_searches(site, open_page):
    page = open_page("phone", java_script_enabled=False)
    page.goto(f"{site.url}/nl/")
    page.get_by_role("link", name="Lees het verhaal").click()
    assert page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("navigation", name="Taal").get_by_role("link", name="ES").click()
    assert page.locator("html").get_attribute("lang") == "es"
    page.get_by_role("link", name="Buscar").first.click()
    page.get_by_role("searchbox").fill("papas")
    page.keyboard.press("Enter")
    page.wait_for_url("**/buscar/?q=papas")
    assert page.locator("mark").first.is_visible()


def test_the_keyboard_reaches_the_content_and_the_menu(site, open_page):
    page = open_page("phone")
    page.goto(f"{site.url}/fr/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.locator(".burger").focus()
    page.keyboard.press("Enter")
    assert page.locator("#menu").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#menu").is_visible()


def test_a_picture_opens_large_and_closes_again_by_keyboard(site, families, open_page):
    page = open_page()
    page.goto(f"{site.url}{families['pictures']['nl']}")
    first = page.locator("[data-light]").first
    first.focus()
    page.keyboard.press("Enter")
    assert page.locator("dialog.light").is_visible()
    name = page.locator("[data-light-name]").inner_text()
    page.keyboard.press("ArrowRight")
    assert page.locator("[data-light-name]").inner_text() != name
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    assert first.evaluate("element => element === document.activeElement")


def test_the_chosen_display_is_kept_without_a_cookie(site, open_page):
    page = open_page()
    page.goto(f"{site.url}/nl/")
    page.get_by_label("Donker").check()
    page.goto(f"{site.url}/fr/")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.context.cookies() == []


def test_no_page_asks_another_host(site, families, open_page):
    page = open_page()
    hosts = set()
    page.on("request", lambda request: hosts.add("/".join(request.url.split("/")[:3])))
    for kind in ALL_KINDS:
        if kind != "not found":
            page.goto(f"{site.url}{families[kind]['es']}", wait_until="networkidle")
    assert hosts == {site.url}


def test_the_story_prints_without_menus_and_with_its_credits_and_sources(site, families, open_page):
    page = open_page()
    page.goto(f"{site.url}{families['story']['nl']}")
    page.emulate_media(media="print")
    for gone in (".menu", ".burger", ".langs", ".foot", ".place__nav", ".progress"):
        for element in page.locator(gone).all():
            assert not element.is_visible(), gone
    assert page.locator("figcaption .credit").first.is_visible()
    assert page.locator(".source").is_visible()
    assert page.locator(".print-only").is_visible()


def test_a_link_prints_its_target(site, families, open_page):
    page = open_page()
    page.goto(f"{site.url}{families['text page']['nl']}")
    page.emulate_media(media="print")
    content = page.evaluate(
        """() => { const link = document.createElement('a'); link.href = 'https://example.org/';
        document.querySelector('.prose p').append(link); return getComputedStyle(link, '::after').content; }"""
    )
    assert "https://example.org/" in content


@pytest.mark.skipif("VNU_JAR" not in os.environ, reason="the Nu validator runs in CI: name its jar with VNU_JAR")
def test_the_nu_validator_finds_nothing(site, families, tmp_path):
    for kind in ALL_KINDS:
        if kind != "not found":
            for language in LANGUAGES:
                (tmp_path / f"{kind}-{language}.html".replace(" ", "-")).write_text(site.get(families[kind][language]))
    command = ["java", "-jar", os.environ["VNU_JAR"], "--errors-only", "--skip-non-html", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[:4000]
