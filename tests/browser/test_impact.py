"""An editor at the form: what saving does to translations, and a minor change that is called one."""

import secrets

import pytest

from tests.browser.test_editor import sign_in
from tests.browser.test_two_people import ARTICLE, open_form, save


@pytest.fixture
def form(site, open_page):
    """The form of an article in Dutch and Spanish."""
    page = open_page()
    sign_in(page, site)
    open_form(page, f"{site.url}{ARTICLE}add/")
    page.locator("#id_source_language").select_option("nl")
    page.locator("#id_title_nl").fill(f"De brug over de rivier {secrets.token_hex(4)}")
    page.locator("[data-show=es]").click()
    page.locator("#id_title_es").fill("El puente sobre el río")
    save(page)
    page.locator("[data-show=nl]").click()
    return page


def test_a_minor_change_is_proposed_confirmed_and_keeps_the_translation_fresh(form):
    title = form.locator("#id_title_nl")
    title.press("End")
    title.press_sequentially(".")
    tick = form.locator(".impact [name=stays_valid]")
    tick.check()
    save(form)
    assert form.locator(".text-panel .state-outdated").count() == 0
