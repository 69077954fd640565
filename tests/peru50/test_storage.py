"""Static files as production builds and serves them."""

import re

import pytest
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from peru50.storage import StaticStorage

SOURCES = {
    "css/site.css": '@layer tokens, components, print;\n@import "card.css" layer(components);\n'
    '@import "paper.css" layer(print) print;\n',
    "css/card.css": ".card {\n  background: url(../img/band.svg);\n}\n",
    "css/paper.css": "nav {\n  display: none;\n}\n",
    "img/band.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "js/menu.js": 'import { open } from "./dialog.js";\n\n// A comment that stays.\nopen();\n',
    "js/dialog.js": "export const open = () => {};\n",
}


@pytest.fixture
def build_all(tmp_path, settings):
    """Return a function that builds {name: (storage, name)} and returns the storage they are then in."""
    settings.STATIC_ROOT = tmp_path / "built"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "peru50.storage.StaticStorage"}}
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = False

    def built(paths):
        storage = StaticStorage()
        for name, (source, path) in paths.items():
            storage.delete(name)
            with source.open(path) as file:
                storage.save(name, file)
        for _name, _hashed, processed in storage.post_process(paths):
            if isinstance(processed, Exception):
                raise processed
        return storage

    return built


@pytest.fixture
def build(build_all, tmp_path):
    """Return a function that builds {name: text}."""
    source = FileSystemStorage(tmp_path / "sources", allow_overwrite=True)

    def built(texts):
        for name, text in texts.items():
            source.save(name, ContentFile(text))
        return build_all({name: (source, name) for name in texts})

    return built


def text_of(storage, name):
    with storage.open(storage.stored_name(name)) as file:
        return file.read().decode()


def test_readers_get_one_style_sheet_with_each_file_in_its_layer(build):
    sheet = text_of(build(SOURCES), "css/site.css")
    assert "@import" not in sheet
    assert re.search(r"@layer components \{\s*\.card \{", sheet)
    assert re.search(r"@media print \{\s*@layer print \{\s*nav \{", sheet)


def test_the_order_of_the_layers_stays_first(build):
    assert text_of(build(SOURCES), "css/site.css").startswith("@layer tokens, components, print;")


def test_pictures_in_an_inlined_file_have_hashed_names(build):
    assert re.search(r'url\("\.\./img/band\.[0-9a-f]{12}\.svg"\)', text_of(build(SOURCES), "css/site.css"))


def test_a_change_in_an_inlined_file_changes_the_name_of_the_sheet(build):
    first = build(SOURCES).stored_name("css/site.css")
    assert build({**SOURCES, "css/card.css": ".card {}\n"}).stored_name("css/site.css") != first


@pytest.mark.parametrize(
    "line",
    ['@import "card.css";', "@import url(card.css) layer(components);", '@import "card.css" layer(components) screen;'],
)
def test_an_import_of_another_form_is_refused(build, line):
    with pytest.raises(ValueError, match="write"):
        build({**SOURCES, "css/site.css": f"{line}\n"})


def test_an_import_of_a_file_that_is_not_there_is_refused(build):
    with pytest.raises(ValueError, match=r"css/gone\.css"):
        build({**SOURCES, "css/site.css": '@import "gone.css" layer(components);\n'})


def test_modules_import_each_other_by_hashed_names_and_are_otherwise_as_written(build):
    script = text_of(build(SOURCES), "js/menu.js")
    assert re.search(r'import \{ open \} from "\./dialog\.[0-9a-f]{12}\.js";', script)
    assert "// A comment that stays." in script


def test_there_are_brotli_and_gzip_files_beside_a_large_file(build, tmp_path):
    storage = build({**SOURCES, "css/card.css": ".card {\n  margin: 0;\n}\n" * 100})
    sheet = tmp_path / "built" / storage.stored_name("css/site.css")
    assert sheet.with_name(f"{sheet.name}.br").stat().st_size < sheet.stat().st_size
    assert sheet.with_name(f"{sheet.name}.gz").stat().st_size < sheet.stat().st_size


def test_a_hashed_name_may_be_kept_for_good(build, client):
    storage = build({**SOURCES, "css/card.css": ".card {\n  margin: 0;\n}\n" * 100})
    address = f"/static/{storage.stored_name('css/site.css')}"
    response = client.get(address, headers={"accept-encoding": "br"})
    assert len(b"".join(response)) < 200
    assert "immutable" in response["Cache-Control"]
    assert response["Content-Encoding"] == "br"


def test_every_file_of_the_site_can_be_built(build_all):
    storage = build_all({name: (source, name) for name, source in FileSystemFinder().list([])})
    assert "@import" not in text_of(storage, "css/site.css")
