"""The translators' desk in a real browser, as somebody who may write and publish French and nothing else."""

import json
import secrets

import pytest
from playwright.sync_api import expect

from tests.browser.test_editor import agree, findings

# An article that is public in three languages, and whose source moved on since: its French has become outdated in one
# block, and is missing in another.
PREPARE = """
from django.contrib.auth.models import Permission
from publishing import history, press
from publishing.models import Block
from tests.desk import make_member
from tests.factories import make_article, make_block, texts
from translations import freshness, learning, segments
name = {name!r}
user = make_member("translators-fr", name=name, password={password!r})
user.user_permissions.add(Permission.objects.get(codename="publish_piece"))
article = make_article(
    slug_nl=name, slug_es=name, slug_fr=name, title_nl=f"Oogst {{name}}", title_es=f"Cosecha {{name}}", title_fr=f"Récolte {{name}}",
    lead_nl="Over de oogst.", lead_es="Sobre la cosecha.", lead_fr="Sur la récolte.",
)
first = make_block(article, html_nl="<p>De boeren oogstten 30 ton aardappelen.</p>",
    html_es="<p>Los campesinos cosecharon 30 toneladas de papas.</p>",
    html_fr="<p>Les paysans ont récolté 30 tonnes de pommes de terre.</p>")
history.keep(article)
learning.vouch(article)
press.publish_all(article)
Block.objects.filter(pk=first.pk).update(html_nl="<p>De boeren oogstten 45 ton aardappelen in Puno.</p>")
second = make_block(article, "quote", text_nl="Zonder regen geen oogst.", text_es="Sin lluvia no hay cosecha.")
freshness.settle(article)
import json
print("PREPARED " + json.dumps({{"pk": article.pk, "first": str(first.pk), "second": str(second.pk)}}))
"""
OTHERS = """
import json
from articles.models import Article
article = Article.objects.get(pk={pk})
from publishing import history
data = history.snapshot(article)
def kept(row):
    return {{name: value for name, value in row.items() if not name.endswith("_fr")}}
print("PREPARED " + json.dumps([kept(data["fields"]), [kept(row) for row in data["parts"]["blocks"]]]))
"""


MOVE_ON = """
from articles.models import Article
from publishing import history
article = Article.objects.get(pk={pk})
history.keep(article, reason="loaded")
Article.objects.filter(pk=article.pk).update(lead_nl="Over de oogst van aardappelen.")
history.keep(article)
print("PREPARED 1")
"""


def run(site, code):
    return json.loads(site.manage("shell", "--command", code).partition("PREPARED ")[2].splitlines()[0])


@pytest.fixture
def prepared(site):
    name = f"oogst-{secrets.token_hex(4)}"
    return {"name": name} | run(site, PREPARE.format(name=name, password=site.password))


def sign_in(page, site, prepared):
    page.goto(f"{site.url}/admin/")
    page.locator("#id_username").fill(prepared["name"])
    page.locator("#id_password").fill(site.password)
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")


@pytest.fixture
def translator(site, open_page, prepared):
    page = open_page()
    sign_in(page, site, prepared)
    return page


def open_desk(page, site, prepared, anchor=""):
    page.goto(f"{site.url}/admin/translate/publishing.piece/{prepared['pk']}/fr/{anchor}")
    page.wait_for_load_state("networkidle")


def segment(page, prepared, block="", name="title"):
    key = f"blocks:{prepared[block]}:{name}" if block else name
    return page.locator(f"[id='{key}']")


def saved(page):
    expect(page.locator(".desk__saved")).to_have_attribute("data-is", "saved")


def public(site, prepared):
    paths = {"nl": "artikels", "es": "articulos", "fr": "articles"}
    return {code: site.fetch(f"/{code}/{path}/{prepared['name']}/") for code, path in paths.items()}


def test_french_is_translated_by_keyboard_alone_and_published_and_nothing_else_changes(site, translator, prepared):
    page = translator
    before, columns = public(site, prepared), run(site, OTHERS.format(pk=prepared["pk"]))

    page.goto(f"{site.url}/admin/translations/?q={prepared['name']}")
    cell = page.locator(f"a[href*='/admin/translate/publishing.piece/{prepared['pk']}/fr/']").first
    cell.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/#todo")
    page.wait_for_load_state("networkidle")

    outdated = segment(page, prepared, "first", "html")
    expect(outdated.locator(".segment__changes del")).to_contain_text("30")
    expect(outdated.locator(".segment__changes ins").first).to_contain_text("45")
    expect(outdated.locator(".ProseMirror")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Les paysans ont récolté 54 tonnes de pommes de terre à Puno.")
    expect(outdated.locator(".remark--error")).to_contain_text("45")  # a check that fails …
    page.keyboard.press("Control+a")
    page.keyboard.type("Les paysans ont récolté 45 tonnes de pommes de terre à Puno.")
    expect(outdated.locator(".remark--error")).to_have_count(0)  # … until it is mended
    page.keyboard.press("Control+Enter")

    missing = segment(page, prepared, "second", "text")
    expect(missing.locator("textarea")).to_be_focused()
    page.keyboard.press("Alt+c")
    expect(missing.locator("textarea")).to_have_value("Zonder regen geen oogst.")
    page.keyboard.press("Control+a")
    page.keyboard.type("Sans pluie, pas de récolte.")
    page.keyboard.press("Control+Enter")
    saved(page)
    expect(page.locator("[data-to-do]")).to_have_count(0)

    frame = page.frame_locator(".desk__stage iframe:not(.is-coming)")
    expect(frame.locator("main")).to_contain_text("45 tonnes")
    assert public(site, prepared) == before  # all of it is on the desk only

    page.locator("[name=_next][value=publish]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/publish/?language=fr" in url)
    assert page.locator("[name=languages]").evaluate_all("boxes => boxes.map((box) => box.value)") == ["fr"]
    agree(page)
    after = public(site, prepared)
    assert "45 tonnes" in after["fr"].decode()
    assert "Sans pluie" in after["fr"].decode()
    assert (after["nl"], after["es"]) == (before["nl"], before["es"])
    assert run(site, OTHERS.format(pk=prepared["pk"])) == columns


def test_a_click_in_the_page_leads_to_its_field(site, translator, prepared):
    page = translator
    open_desk(page, site, prepared)
    frame = page.frame_locator(".desk__stage iframe:not(.is-coming)")
    frame.get_by_text("Les paysans ont récolté").click()
    expect(segment(page, prepared, "first", "html").locator(".ProseMirror")).to_be_focused()
    frame.locator("main h1").click()
    expect(segment(page, prepared).locator("textarea")).to_be_focused()


def test_still_correct_and_reviewed_by_key(site, translator, prepared):
    page = translator
    open_desk(page, site, prepared, "#todo")
    outdated = segment(page, prepared, "first", "html")
    expect(outdated.locator(".ProseMirror")).to_be_focused()
    page.keyboard.press("Alt+o")
    expect(outdated).to_have_attribute("data-state", "reviewed")
    expect(outdated.locator(".segment__changes ins")).to_have_count(0)
    page.keyboard.press("Alt+ArrowDown")
    missing = segment(page, prepared, "second", "text")
    expect(missing.locator("textarea")).to_be_focused()
    page.keyboard.type("Sans pluie, pas de récolte.")
    page.keyboard.press("Alt+r")
    expect(missing).to_have_attribute("data-state", "reviewed")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#desk-help")).to_be_visible()


def test_two_who_write_one_text_are_asked_and_lose_nothing(site, open_page, translator, prepared):
    one, two = translator, open_page()
    sign_in(two, site, prepared)
    for page in (one, two):
        open_desk(page, site, prepared)
    lead = {page: segment(page, prepared, name="lead") for page in (one, two)}
    lead[one].locator("textarea").fill("La récolte, vue par l’une.")
    saved(one)
    lead[two].locator("textarea").fill("La récolte, vue par l’autre.")
    problem = lead[two].locator(".segment__problem")
    expect(problem).to_contain_text("vue par l’une")
    expect(lead[two].locator("textarea")).to_have_value("La récolte, vue par l’autre.")
    problem.locator("[data-choose=mine]").click()
    saved(two)
    two.complaints.clear()  # the browser complains of every 409
    open_desk(one, site, prepared)
    expect(lead[one].locator("textarea")).to_have_value("La récolte, vue par l’autre.")


def test_who_translates_while_the_source_is_changed_is_shown_how_and_says_so_once_more(site, translator, prepared):
    page = translator
    open_desk(page, site, prepared)
    lead = segment(page, prepared, name="lead")
    run(site, MOVE_ON.format(**prepared))
    lead.locator("textarea").fill("Au sujet de la récolte.")
    page.keyboard.press("Alt+r")
    expect(lead.locator(".segment__changes ins")).to_contain_text("van aardappelen")
    saved(page)
    expect(lead).to_have_attribute("data-state", "outdated")
    lead.locator("textarea").fill("Au sujet de la récolte de pommes de terre.")
    saved(page)
    expect(lead).to_have_attribute("data-state", "outdated")
    page.keyboard.press("Alt+r")
    expect(lead).to_have_attribute("data-state", "reviewed")
    expect(lead.locator(".segment__changes ins")).to_have_count(0)


def test_what_was_typed_without_a_connection_is_kept_and_saved_later(site, translator, prepared):
    page, context = translator, translator.context
    open_desk(page, site, prepared)
    context.set_offline(True)
    segment(page, prepared, name="lead").locator("textarea").fill("Écrit sans connexion.")
    said = page.locator(".desk__saved")
    expect(said).to_have_attribute("data-is", "offline")
    expect(page.locator(".desk__told")).to_have_text(said.inner_text())
    context.set_offline(False)
    saved(page)
    expect(page.locator(".desk__told")).to_have_text(said.inner_text())  # that it is saved by now
    context.set_offline(True)
    segment(page, prepared, name="lead").locator("textarea").fill("Encore écrit sans connexion.")
    expect(said).to_have_attribute("data-is", "offline")
    page.close()
    context.set_offline(False)

    page = context.new_page()
    open_desk(page, site, prepared)
    lead = segment(page, prepared, name="lead").locator("textarea")
    expect(lead).to_have_value("Encore écrit sans connexion.")
    saved(page)
    translator.complaints.clear()  # of the connection
    page.reload()
    expect(lead).to_have_value("Encore écrit sans connexion.")


def test_on_a_phone_the_page_comes_when_it_is_asked_for(site, open_page, prepared):
    page = open_page("phone")
    sign_in(page, site, prepared)
    open_desk(page, site, prepared)
    expect(page.locator(".desk__page")).to_be_hidden()
    page.locator(".desk__bar [data-do=page]").click()
    page.frame_locator(".desk__stage iframe:not(.is-coming)").locator("main h1").click()
    expect(page.locator(".desk__page")).to_be_hidden()
    expect(segment(page, prepared).locator("textarea")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_axe_finds_nothing_at_the_desk(site, open_page, prepared):
    page = open_page(bypass_csp=True)
    sign_in(page, site, prepared)
    open_desk(page, site, prepared, "#todo")
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            found[scheme, width] = findings(page)
    assert not any(found.values()), found


def test_a_text_that_is_called_done_at_once_after_typing_is_done(site, translator, prepared):
    page = translator
    open_desk(page, site, prepared, "#todo")
    outdated = segment(page, prepared, "first", "html")
    expect(outdated.locator(".ProseMirror")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Les paysans ont récolté 45 tonnes de pommes de terre à Puno.")
    page.keyboard.press("Control+Enter")
    expect(segment(page, prepared, "second", "text").locator("textarea")).to_be_focused()
    expect(outdated).to_have_attribute("data-state", "to_review")


def test_nobody_stands_for_a_text_that_could_not_be_saved(site, open_page, translator, prepared):
    one, two = translator, open_page()
    sign_in(two, site, prepared)
    for page in (one, two):
        open_desk(page, site, prepared)
    segment(one, prepared, name="lead").locator("textarea").fill("La récolte, vue par l’une.")
    saved(one)
    lead = segment(two, prepared, name="lead")
    lead.locator("textarea").fill("La récolte, vue par l’autre.")
    expect(lead.locator("[data-choose=mine]")).to_be_visible()
    with two.expect_response("**/write/"):
        two.keyboard.press("Alt+r")
    expect(lead.locator("[data-choose=mine]")).to_be_visible()
    two.complaints.clear()  # the browser complains of every 409
    open_desk(one, site, prepared)
    expect(segment(one, prepared, name="lead")).to_have_attribute("data-state", "in_progress")


def test_whoever_ignores_a_remark_by_keyboard_stays_at_its_text(site, translator, prepared):
    page = translator
    open_desk(page, site, prepared, "#todo")
    outdated = segment(page, prepared, "first", "html")
    expect(outdated.locator(".ProseMirror")).to_be_focused()
    page.keyboard.type(" ")
    outdated.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Il s’agit")
    saved(page)  # which draws the remarks anew
    page.keyboard.type(" d’un autre nombre.")
    page.keyboard.press("Enter")
    expect(outdated.locator(".remark")).to_have_count(0)
    expect(outdated.locator(".segment__ignored")).to_contain_text("Il s’agit d’un autre nombre.")
    expect(outdated.locator(".ProseMirror")).to_be_focused()
    outdated.locator("[data-heed]").focus()
    page.keyboard.press("Enter")
    expect(outdated.locator(".remark")).to_have_count(1)
    expect(outdated.locator(".ProseMirror")).to_be_focused()
    outdated.locator("[name=_reviewed]").focus()
    page.keyboard.press("Enter")
    expect(outdated).to_have_attribute("data-state", "reviewed")
    expect(outdated.locator(".ProseMirror")).to_be_focused()
