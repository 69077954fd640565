"""Make the pictures of the docs: `python docs/screenshots.py [NAME …]`.

It brings a site up in a folder of its own, works in it as editors do, and writes docs/images/NAME.png. Nothing of
yours is touched. Chromium is found as in the tests; CHROMIUM names another one.
"""

import argparse
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
PASSWORD = secrets.token_urlsafe(12)
COLOURS = 96  # few enough for small files, enough for the woven pictures
PEOPLE = """
from django.contrib.auth.models import Group, User
for name, group in (("ana", "authors"), ("luc", "reviewers"), ("editor", "editors"), ("rosa", "administrators"),
    ("noor", "translators-fr")):
    user, _made = User.objects.get_or_create(username=name, defaults={"is_staff": True})
    user.set_password("%s")
    user.save()
    user.groups.add(Group.objects.get(name=group))
"""
ARTICLES = "/admin/articles/article/"


@contextmanager
def running_site():
    """Yield the address of a new site with its content."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = {
            **os.environ,
            "SECRET_KEY": secrets.token_urlsafe(50),
            "VAR_DIR": folder,
            "PORT": str(port),
            "JOBS": "database",
        }
        manage = [sys.executable, str(ROOT / "manage.py")]
        subprocess.run([*manage, "setup_site"], env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        subprocess.run([*manage, "shell", "-v0", "-c", PEOPLE % PASSWORD], env=environment, check=True)  # noqa: S603
        server = subprocess.Popen([*manage, "serve"], env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()


def wait_for(url):
    for _attempt in range(300):
        try:
            return urllib.request.urlopen(url)  # noqa: S310 our own site
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The site does not answer.")


class Newsroom:
    """The people of the newsroom at their screens."""

    def __init__(self, browser, site):
        self.browser = browser
        self.site = site
        self.pages = {}

    def page(self, name, path=None):
        """Return somebody's screen, signed in, at an address."""
        if name not in self.pages:
            self.pages[name] = self._signed_in(name)
        page = self.pages[name]
        if path:
            page.goto(self.site + path)
            page.wait_for_load_state("networkidle")
        return page

    def visitor(self, url):
        page = self.browser.new_context(viewport={"width": 1200, "height": 820}, locale="nl-BE").new_page()
        page.goto(url)
        page.wait_for_load_state("networkidle")
        return page

    def _signed_in(self, name):
        context = self.browser.new_context(
            viewport={"width": 1200, "height": 820}, locale="nl-BE", reduced_motion="reduce"
        )
        page = context.new_page()
        page.goto(f"{self.site}/admin/")
        page.locator("#id_username").fill(name)
        page.locator("#id_password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/login/" not in url)
        return page

    def story(self, name="editor"):
        """Open the form of the great story in Dutch."""
        page = self.page(name, f"{ARTICLES}?q=vijftig-jaar-in-peru")
        page.locator("#result_list tbody th a").first.click()
        page.wait_for_load_state("networkidle")
        page.locator("[data-show=nl]").click()
        if page.locator(".preview__close").is_visible():
            page.locator(".preview__close").click()
        return page


def save(page):
    page.locator("[name=_continue]").click()
    page.wait_for_load_state("networkidle")


def to_dialog(page, language="ready"):
    page.locator(f"[name=_publish][value={language}]").click()
    page.wait_for_load_state("networkidle")


# What each picture shows; in this order, for some stand on what went before.


def start(newsroom):
    return newsroom.page("editor", "/admin/")


def form(newsroom):
    return newsroom.story()


def preview(newsroom):
    page = newsroom.story()
    page.set_viewport_size({"width": 1440, "height": 860})
    page.locator("[aria-controls=preview], .language-bar__preview, [data-preview]").first.click()
    page.locator("#id_title_nl").fill("Vijf kanalen, vijf thema’s, een halve eeuw")
    page.wait_for_timeout(2500)
    return page


def publish(newsroom):
    page = newsroom.story()
    page.locator("#id_title_nl").fill("Vijf kanalen, vijf thema’s: een halve eeuw in Peru")
    page.locator("#id_lead_es").evaluate("field => { field.value = field.value.replace('.', ':') }")
    to_dialog(page)
    return page


def publish_later(newsroom):
    page = newsroom.page("editor")
    page.locator(".publish__time summary").click()
    page.locator("[name=start]").fill(f"{datetime.now() + timedelta(days=1):%Y-%m-%dT09:30}")
    page.locator("[name=start]").press("Tab")
    page.wait_for_timeout(800)
    page.locator(".publish__time").scroll_into_view_if_needed()
    return page


def calendar(newsroom):
    page = newsroom.page("editor")
    anyway = page.locator("#id_anyway")
    if anyway.count():
        anyway.check()
    page.locator("#publish_form .default").click()
    page.wait_for_load_state("networkidle")
    return newsroom.page("editor", "/admin/calendar/")


def as_of(newsroom):
    tomorrow = f"{datetime.now() + timedelta(days=2):%Y-%m-%dT12:00}"
    return newsroom.page("editor", f"/admin/as-of/{tomorrow}/nl/artikels/vijftig-jaar-in-peru/")


def check(newsroom):
    page = newsroom.story()
    page.locator("#id_lead_fr").evaluate("field => { field.value += ' ' + field.value }")  # too long for lists
    save(page)
    page.locator(".object-tools a[href$='/check/']").click()
    page.wait_for_load_state("networkidle")
    return page


def history(newsroom):
    page = newsroom.story()
    page.locator(".object-tools .historylink").click()
    page.wait_for_load_state("networkidle")
    return page


def compare(newsroom):
    page = newsroom.page("editor")
    boxes = page.locator("#compare [name=with]")
    boxes.nth(0).check()
    boxes.last.check()
    page.locator("#compare .default").click()
    page.wait_for_load_state("networkidle")
    return page


def conflict(newsroom):
    one, two = newsroom.story("rosa"), newsroom.story()
    two.locator("#id_title_nl").fill("Vijftig jaar, vijf kanalen, vijf thema’s")
    save(two)
    one.locator("#id_title_nl").fill("Vijftig jaar in Peru, vijf thema’s")
    save(one)
    one.wait_for_timeout(600)  # the form goes to what must be decided
    return one


def draft(newsroom):
    page = newsroom.story()
    page.locator("#id_lead_nl").fill("Een inleiding die nog niet bewaard was toen de stroom uitviel.")
    page.wait_for_timeout(1200)
    page.reload()
    page.wait_for_load_state("networkidle")
    return page


def preview_links(newsroom):
    page = newsroom.story()
    page.locator(".object-tools a[href$='/preview-links/']").click()
    page.locator("#id_label").fill("de ambassade in Lima")
    page.locator("[name=make]").click()
    page.wait_for_load_state("networkidle")
    newsroom.secret = page.locator(".preview-link__address input").first.input_value()
    return page


def secret_page(newsroom):
    page = newsroom.visitor(newsroom.secret)
    newsroom.reader = page
    return page


def comments(newsroom):
    page = newsroom.reader
    form = page.locator("form:has(textarea)").first
    page.evaluate("document.querySelectorAll('details:has(textarea)').forEach(each => each.open = true)")
    form.locator("[name$=name]").first.fill("Inés, ambassade")
    form.locator("textarea").first.fill("Kan hier de naam van de provincie bij?")
    form.locator("[type=submit]").first.click()
    page.wait_for_load_state("networkidle")
    page = newsroom.story()
    page.locator(".comment").first.scroll_into_view_if_needed()
    return page


def hand_in(newsroom):
    page = newsroom.story("ana")
    page.locator("#id_title_nl").fill("Vijftig jaar, vijf kanalen, vijf thema’s in Peru")
    page.locator("[name=_hand_in]").click()
    page.wait_for_load_state("networkidle")
    return page


def review(newsroom):
    page = newsroom.page("ana")
    page.locator("form [type=submit].default").click()
    page.wait_for_load_state("networkidle")
    page = newsroom.page("luc", "/admin/publishing/review/")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_load_state("networkidle")
    return page


def upload(newsroom):
    page = newsroom.page("editor", "/admin/gallery/photo/upload/")
    folder = Path(tempfile.mkdtemp())
    for number, colour in enumerate(("#a8123a", "#2b6777", "#d99a2b")):
        Image.new("RGB", (900, 600), colour).save(folder / f"markt-{number + 1}.jpg")
    (folder / "kapot.jpg").write_bytes((folder / "markt-1.jpg").read_bytes()[:900])
    page.locator("[name=credit]").first.fill("Perú 50")
    page.locator("input[type=file]").first.set_input_files(sorted(folder.iterdir()))
    page.locator("#content form [type=submit]").first.click()
    page.wait_for_timeout(12_000)
    shutil.rmtree(folder)
    page.locator("h2").first.scroll_into_view_if_needed()
    return page


def focal(newsroom):
    page = newsroom.page("editor", "/admin/gallery/photo/")
    page.locator("#result_list tbody th a").last.click()
    page.wait_for_load_state("networkidle")
    page.locator(".focal").scroll_into_view_if_needed()
    return page


def trash(newsroom):
    page = newsroom.page("editor", "/admin/articles/tag/add/")
    page.locator("[data-show=nl]").click()
    page.locator("#id_name_nl").fill("Een woord te veel")
    save(page)
    page.locator(".deletelink").click()
    page.locator("#content [type=submit]").last.click()
    page.wait_for_load_state("networkidle")
    return newsroom.page("editor", "/admin/trash/")


def redirects(newsroom):
    page = newsroom.page("editor", "/admin/publishing/redirect/add/")
    page.locator("#id_path").fill("/nl/feest2015/")
    page.locator("#id_url").fill("/nl/jubileumjaar/")
    return page


def audit(newsroom):
    return newsroom.page("rosa", "/admin/publishing/auditentry/")


def to_translate(newsroom):
    page = newsroom.page("noor", "/admin/translations/?languages=all")
    page.locator(".matrix").scroll_into_view_if_needed()
    return page


def translators_desk(newsroom):
    page = newsroom.page("editor", f"{ARTICLES}?q=Vijf+kanalen")
    page.locator("#result_list tbody th a").first.click()
    page.locator("[data-show=nl]").click()
    page.locator("#id_lead_fr").evaluate("field => { field.value = field.value.slice(0, field.value.length / 2) }")
    save(page)  # what the picture of the check had doubled
    lead = page.locator("#id_lead_nl")
    lead.fill(lead.input_value().replace("vijftig", "zestig", 1).replace("Vijftig", "Zestig", 1))
    save(page)
    number = page.url.split("/")[-3]
    page = newsroom.page("noor", f"/admin/translate/publishing.piece/{number}/fr/#todo")
    page.set_viewport_size({"width": 1440, "height": 860})
    page.wait_for_load_state("networkidle")
    return page


def proof_sheet(newsroom):
    page = newsroom.page("noor", "/admin/translations/?languages=all&kind=article")
    page.locator(".matrix a.cell:not(.cell--source)").first.click()
    page.wait_for_load_state("networkidle")
    return newsroom.page("noor", page.locator("a[href$='/proof/']").get_attribute("href"))


def languages(newsroom):
    page = newsroom.page("rosa", "/admin/languages/")
    page.locator("#id_code").fill("qu")
    page.locator("input[type=submit].default").click()
    page.locator("tr:has(bdi[lang=qu])").wait_for(timeout=120_000)
    page.locator("[data-live]:not([data-moving])").wait_for(timeout=120_000)
    page.locator("#id_code").fill("ar")
    return page


def open_language(newsroom):
    page = newsroom.page("rosa", "/admin/languages/qu/open/")
    page.locator("details").last.locator("summary").click()
    return page


def staged_language(newsroom):
    page = newsroom.page("rosa", "/admin/languages/")
    page.locator("tr:has(bdi[lang=qu]) a[href*=as-of]").click()
    page.wait_for_load_state("networkidle")
    return page


PICTURES = (
    start,
    form,
    preview,
    publish,
    publish_later,
    calendar,
    as_of,
    check,
    history,
    compare,
    conflict,
    draft,
    preview_links,
    secret_page,
    comments,
    hand_in,
    review,
    upload,
    focal,
    trash,
    redirects,
    audit,
    to_translate,
    translators_desk,
    proof_sheet,
    languages,
    open_language,
    staged_language,
)


def write(page, name):
    """Write what the screen shows as a small PNG."""
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(IMAGES / f"{name}.png", optimize=True)
    print(f"{name}: {(IMAGES / f'{name}.png').stat().st_size // 1024} KB", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="only up to the last of these; all without")
    wanted = parser.parse_args().names
    IMAGES.mkdir(exist_ok=True)
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with running_site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        newsroom = Newsroom(browser, site)
        for show in PICTURES:
            page = show(newsroom)
            if not wanted or show.__name__ in wanted:
                write(page, re.sub("_", "-", show.__name__))
            page.set_viewport_size({"width": 1200, "height": 820})
        browser.close()


if __name__ == "__main__":
    main()
