"""What comes: a change is planned, and the site of that time looked at beforehand."""

from datetime import datetime, timedelta

import pytest

from tests.browser.test_editor import sign_in
from tests.browser.test_pages import findings

EVENTS = "/admin/events/event/"
TITLE = "Zo heet het morgen"


def plan(page, site, title, hour):
    """Plan another Dutch title of an event for tomorrow; return its public path and where the site is shown then."""
    page.goto(f"{site.url}{EVENTS}?q=fotowedstrijd")
    page.locator("#result_list tbody th a").first.click()
    page.locator("[data-show=nl]").click()
    path = page.locator(".publication__language:has([lang=nl]) .publication__since a").first.get_attribute("href")
    page.locator("#id_title_nl").fill(title)
    page.locator("[name=_publish][value=nl]").click()
    page.locator("details:has([name=start]) summary").click()
    moment = (datetime.now() + timedelta(days=1)).replace(hour=hour, minute=30)
    page.locator("[name=start]").fill(f"{moment:%Y-%m-%dT%H:%M}")
    said = page.locator("[name=start] + .clocks")
    said.filter(has_text="Lima").wait_for()
    assert f"{hour}:30" in said.inner_text()
    page.locator("[type=submit].default").click()
    page.locator(".publication").wait_for()
    links = page.locator(".publication a[href^='/admin/as-of/']").evaluate_all("all => all.map(one => one.pathname)")
    return path, sorted(links)[0 if hour < 10 else -1]


@pytest.fixture(scope="module")
def planned(site, chromium):
    context = chromium.new_context(locale="nl-BE")
    page = context.new_page()
    sign_in(page, site)
    yield plan(page, site, TITLE, hour=9)
    context.close()


@pytest.fixture
def editor(site, open_page):
    page = open_page()
    sign_in(page, site)
    return page


def test_an_editor_plans_a_change_and_walks_through_the_site_of_tomorrow(site, planned, editor):
    path, then = planned
    editor.goto(f"{site.url}{then}")
    assert editor.locator("h1").inner_text() == TITLE
    assert TITLE not in site.get(path)
    editor.locator(".mast .menu a").nth(2).click()
    editor.get_by_role("link", name=TITLE).first.click()
    assert editor.url == f"{site.url}{then}"
    editor.locator(".as-of__links a[href^='/nl/']").click()
    assert editor.url == f"{site.url}{path}"
    assert editor.locator("h1").inner_text() != TITLE


def test_another_instant_is_chosen_in_the_bar_without_a_script(site, planned, open_page):
    page = open_page("phone", java_script_enabled=False)
    sign_in(page, site)
    page.goto(f"{site.url}{planned[1]}")
    page.locator(".as-of [name=at]").fill(f"{datetime.now() + timedelta(hours=1):%Y-%m-%dT%H:%M}")
    page.locator(".as-of button").click()
    assert page.url.startswith(f"{site.url}/admin/as-of/")
    assert page.url != f"{site.url}{planned[1]}"
    assert page.locator("h1").inner_text() != TITLE
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("size", ["phone", "desk"])
@pytest.mark.parametrize("screen", ["the site then", "/admin/calendar/", "/admin/as-of/"])
def test_axe_finds_nothing(site, planned, open_page, screen, size):
    page = open_page(size, bypass_csp=True)
    sign_in(page, site)
    page.goto(f"{site.url}{planned[1] if screen == 'the site then' else screen}")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert findings(page) == [], scheme
    # Axe asks beside the page for what Django's style sheets import.
    page.complaints[:] = [text for text in page.complaints if "404" not in text]


def test_the_calendar_leads_to_the_site_then_and_to_cancelling(site, editor):
    title = "Dit gaat niet door"
    _path, then = plan(editor, site, title, hour=16)
    editor.goto(f"{site.url}/admin/calendar/")
    while not (point := editor.locator(".calendar__list .point", has_text=title)).count():
        editor.locator(".calendar__months [rel=next]").click()  # tomorrow may be in the next month
    assert point.locator("a[href^='/admin/as-of/']").get_attribute("href") == then
    point.locator("a[href*='/cancel/']").click()
    editor.locator("[type=submit]").last.click()
    editor.wait_for_load_state("networkidle")
    assert editor.locator(f"a[href='{then}']").count() == 0
