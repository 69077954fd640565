"""The library of pictures, as an editor uses it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_editor import sign_in
from tests.browser.test_pages import findings
from tests.images import cut, photograph

UPLOAD = "/admin/gallery/photo/upload/"


@pytest.fixture
def editor(site, open_page):
    page = open_page()
    sign_in(page, site)
    return page


def as_files(number, first):
    return [
        {"name": f"foto-{seed}.jpg", "mimeType": "image/jpeg", "buffer": photograph(seed, (40, 30)).read()}
        for seed in range(first, first + number)
    ]


def broken():
    return {"name": "kapot.jpg", "mimeType": "image/jpeg", "buffer": cut("JPEG").read()}


def upload(page, site, files, credit="Pepe Atocha"):
    page.goto(f"{site.url}{UPLOAD}")
    page.locator("#id_credit").fill(credit)
    page.locator("#id_file").set_input_files(files)
    page.locator(".upload-form [type=submit]").click()
    expect(page.locator(".upload--waiting, .upload--sending, .upload--reading")).to_have_count(0, timeout=120_000)


def numbers(page):
    return [int(number) for number in re.findall(r"\d+", page.locator(".uploads [role=status]").text_content())]


def test_of_two_hundred_pictures_in_one_upload_the_broken_one_is_explained_and_the_others_are_kept(site, editor):
    files = as_files(199, first=1000)
    files.insert(77, broken())
    upload(editor, site, files, credit="Tweehonderd")
    assert numbers(editor) == [199, 0, 1, 0]
    assert editor.locator(".described").count() == 199
    explained = editor.locator(".upload--refused")
    assert explained.count() == 1
    assert "kapot.jpg" in explained.inner_text()
    assert explained.locator(".upload__problem").inner_text().endswith(".")
    editor.goto(f"{site.url}/admin/gallery/photo/?q=Tweehonderd")
    assert "199" in editor.locator("#changelist-search").inner_text()


def test_the_words_of_uploaded_pictures_are_saved_together_and_the_faulty_one_is_shown(site, editor):
    upload(editor, site, as_files(2, first=2000), credit="Wie het maakte")
    rows = editor.locator(".described")
    editor.locator("[data-show=es]").click()
    rows.nth(0).locator("textarea[data-field=alt]:visible").fill("Una plaza")
    rows.nth(1).locator("input[type=text][name$=credit]").fill(" ")
    editor.locator(".descriptions [type=submit]").click()
    faulty = rows.locator(".errors input[type=text]")
    expect(faulty).to_be_focused()
    faulty.fill("Iemand anders")
    editor.locator(".descriptions [type=submit]").click()
    expect(rows.locator(".errorlist")).to_have_count(0)
    number = rows.nth(0).get_attribute("data-photo")
    editor.goto(f"{site.url}/admin/gallery/photo/{number}/change/")
    assert editor.locator("#id_alt_es").input_value() == "Una plaza"


def test_a_picture_that_is_there_already_is_used_or_taken_in_all_the_same(site, editor):
    files = as_files(2, first=3000)
    upload(editor, site, files)
    upload(editor, site, files)
    assert numbers(editor)[:2] == [0, 2]
    editor.locator(".upload--known [data-do=use]").first.click()
    expect(editor.locator(".described")).to_have_count(1)
    editor.locator(".upload--known [data-do=insist]").click()
    expect(editor.locator(".described")).to_have_count(2)
    expect(editor.locator(".upload")).to_have_count(0)


def test_an_upload_that_lost_its_connection_is_tried_again_without_a_second_picture(site, editor):
    page = editor
    page.route(f"**{UPLOAD}", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    upload(page, site, as_files(1, first=4000))
    assert page.locator(".upload--failed").count() == 1
    page.unroute(f"**{UPLOAD}")
    page.complaints.clear()  # of the connection
    page.locator(".uploads [data-do=resume]").click()
    expect(page.locator(".described")).to_have_count(1)
    assert numbers(page)[0] == 1


def test_the_focal_point_moves_by_keyboard_and_by_pointer_and_the_crops_follow(site, editor):
    editor.goto(f"{site.url}/admin/gallery/photo/?q=Per%C3%BA+50")
    editor.locator("#result_list tbody th a, #result_list tbody .field-called a").first.click()
    mark = editor.locator(".focal__mark")
    crops = editor.locator(".focal__crops")
    editor.locator("#id_focal_x").fill("0.5")
    mark.focus()
    mark.press("ArrowRight")
    assert editor.locator("#id_focal_x").input_value() == "0.52"
    mark.press("Shift+ArrowLeft")
    assert editor.locator("#id_focal_x").input_value() == "0.42"
    assert crops.evaluate("element => element.style.getPropertyValue('--fx')") == "40%"
    assert "42" in editor.locator(".focal__said").inner_text()
    box = editor.locator(".focal__picture img").bounding_box()
    editor.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] * 0.1)
    assert crops.evaluate("element => element.style.getPropertyValue('--fy')") == "10%"
    assert editor.locator("#id_focal_x").input_value() == "0.9"


def test_a_picture_is_uploaded_where_it_is_chosen(site, editor):
    editor.goto(f"{site.url}/admin/articles/article/add/")
    editor.locator("#id_cover_open").click()
    editor.locator(".choose__upload summary").click()
    editor.locator("#choose-file").set_input_files(as_files(1, first=5000))
    editor.locator("#choose-credit").fill("Pepe Atocha")
    editor.locator("#choose-credit").press("Enter")
    expect(editor.locator("dialog.choose")).to_be_hidden()
    assert editor.locator("#id_cover").input_value()


def test_a_file_is_shown_beside_the_old_one_before_it_replaces_it(site, editor):
    upload(editor, site, as_files(1, first=6000))
    number = editor.locator(".described").get_attribute("data-photo")
    editor.goto(f"{site.url}/admin/gallery/photo/{number}/replace/")
    upright = photograph(6001, (300, 400)).read()
    editor.locator("#id_file").set_input_files({"name": "x.jpg", "mimeType": "image/jpeg", "buffer": upright})
    expect(editor.locator(".replace__concerns")).to_contain_text("300 × 400")
    expect(editor.locator("canvas")).to_be_visible()
    editor.locator(".submit-row .default").click()
    editor.wait_for_url(f"**/photo/{number}/change/")
    assert "300 × 400" in editor.locator(".field-its_file").inner_text()


@pytest.mark.parametrize("screen", ["upload", "describe/?ids=1,2,3", "describe/", "1/replace/"])
def test_axe_finds_nothing_on_the_pages_of_the_library(site, open_page, screen):
    editor = open_page(bypass_csp=True)
    sign_in(editor, site)
    if screen == "upload":
        upload(editor, site, [*as_files(2, first=7000), broken()])
    else:
        editor.goto(f"{site.url}/admin/gallery/photo/{screen}")
    found = {}
    for scheme in ("light", "dark"):
        editor.emulate_media(color_scheme=scheme)
        for width in (390, 1440):
            editor.set_viewport_size({"width": width, "height": 900})
            found[scheme, width] = findings(editor)
    assert not any(found.values()), found
