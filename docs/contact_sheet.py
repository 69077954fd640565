"""Show every page beside its mock-up: `python docs/contact_sheet.py MOCKUPS OUT [--site URL]`.

MOCKUPS is the folder of the design's HTML pages, OUT a folder for the pictures: one per page, screen width and colour
scheme, the mock-up left and the site right. The site must be running (`make run`) with its own content.
"""

import argparse
import http.server
import os
import re
import shutil
import threading
import urllib.request
from functools import partial
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import sync_playwright

# mock-up page: the address that stands beside it; * takes the first one of the sitemap that fits
PAGES = {
    "home": "/nl/",
    "article": "/nl/artikels/vijftig-jaar-in-peru/",
    "theme": "/nl/themas/familiale-landbouw/",
    "theme-fr": "/fr/themes/*/",
    "theme-es": "/es/temas/*/",
    "events": "/nl/jubileumjaar/",
    "event": "/nl/jubileumjaar/debat-*/",
    "gallery": "/nl/beelden/",
    "contest": "/nl/wedstrijden/fotowedstrijd/",
    "contest-entry": "/nl/wedstrijden/fotowedstrijd/1/",
    "map": "/nl/kaart/",
    "search": "/nl/zoeken/?q=aardappel",
    "404": "/nl/nergens/",
}
SIZES = {390: 1800, 1440: 2400}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("mockups", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--site", default="http://localhost:8000")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    mockups = _serve(options.mockups)
    sitemap = urllib.request.urlopen(f"{options.site}/sitemap.xml").read().decode()  # noqa: S310 our own site
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, pattern in PAGES.items():
            address = _address(pattern, sitemap)
            for width in SIZES:
                for scheme in ("light", "dark"):
                    left = _picture(browser, f"{mockups}/{name}.html", width, scheme)
                    right = _picture(browser, f"{options.site}{address}", width, scheme)
                    _beside(left, right).save(options.out / f"{name}-{width}-{scheme}.png")
            print(f"{name}: {address}")


def _serve(folder):
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def _address(pattern, sitemap):
    """Return the first address of the sitemap that fits the pattern; one without * is taken as it is."""
    if "*" not in pattern:
        return pattern
    wanted = re.escape(pattern).replace(r"\*", "[^/]*")
    return re.search(rf"<loc>https?://[^/]+({wanted})</loc>", sitemap).group(1)


def _picture(browser, address, width, scheme):
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.querySelectorAll('img').forEach(img => { img.loading = 'eager'; })")
    page.wait_for_load_state("networkidle")
    image = Image.open(BytesIO(page.screenshot(full_page=True)))
    context.close()
    return image.crop((0, 0, width, min(image.height, SIZES[width])))


def _beside(left, right):
    sheet = Image.new("RGB", (left.width + right.width + 30, max(left.height, right.height) + 30), "white")
    draw = ImageDraw.Draw(sheet)
    for x, image, label in ((0, left, "mock-up"), (left.width + 30, right, "site")):
        draw.text((x + 8, 8), label, fill="black")
        sheet.paste(image, (x, 30))
    return sheet


if __name__ == "__main__":
    main()
