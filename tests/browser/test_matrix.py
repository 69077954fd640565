"""What there is to translate, by the keyboard alone, on a phone, and on paper."""

import pytest

from tests.browser.test_editor import editor  # noqa: F401 a fixture

MATRIX = "/admin/translations/?languages=all"


def focused(page):
    """Return where in the table the focus is: (row, column)."""
    return page.evaluate(
        "(cell => cell && [cell.parentElement.rowIndex, cell.cellIndex])(document.activeElement.closest('td, th'))"
    )


def test_the_arrow_keys_lead_from_cell_to_cell_and_enter_opens_the_desk(site, editor):  # noqa: F811
    page = editor
    page.goto(f"{site.url}{MATRIX}&kind=article")
    page.locator(".matrix tbody th a").first.focus()
    places = []
    for key in ("ArrowRight", "ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft"):
        page.keyboard.press(key)
        places.append(focused(page))
    assert places == [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]
    page.locator(".matrix a.cell:not(.cell--source)").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/translate/**")


@pytest.mark.parametrize("path", [MATRIX, f"{MATRIX}&of=records", "/admin/translations/news/"])
def test_nothing_scrolls_sideways_on_a_phone(site, editor, path):  # noqa: F811
    editor.set_viewport_size({"width": 390, "height": 844})
    editor.goto(f"{site.url}{path}")
    assert editor.evaluate("document.documentElement.scrollWidth") == 390
