"""Pictures served by the site itself."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

ADDRESS = "/media/photos/0a1b/640.avif"


@pytest.fixture(autouse=True)
def _media(settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    for name in ("photos/0a1b/640.avif", "photos/0a1b/640.webp", "photos/0a1b.jpg", "photos/page.html", "other/1.jpg"):
        default_storage.save(name, ContentFile(b"picture"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("photos/0a1b/640.avif", "avif"), ("photos/0a1b/640.webp", "webp"), ("photos/0a1b.jpg", "jpeg")],
)
def test_a_picture_is_served_with_its_type(client, name, kind):
    response = client.get(f"/media/{name}")
    assert response.status_code == 200
    assert response["Content-Type"] == f"image/{kind}"
    assert b"".join(response.streaming_content) == b"picture"
    assert response["Content-Length"] == "7"


def test_a_picture_may_be_kept_for_good_and_can_do_nothing(client):
    headers = client.get(ADDRESS).headers
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in headers


def test_a_picture_is_in_no_language_so_that_a_cache_keeps_it_once(client):
    headers = client.get(ADDRESS).headers
    assert "Vary" not in headers
    assert "Content-Language" not in headers


@pytest.mark.parametrize(
    "name",
    [
        "photos/page.html",
        "photos/0a1b/641.avif",
        "photos/0a1b",
        "photos/",
        "other/1.jpg",
        "1.jpg",
        "photos/../other/1.jpg",
        "photos/..%2Fother/1.jpg",
        "photos/%2e%2e/other/1.jpg",
        "photos//0a1b.jpg",
        "/photos/0a1b.jpg",
        "photos/0a1b.jpg%00.jpg",
        "photos/0a1b.jpg%0A",
        "photos/0a1b.JPG",
        "photos\\0a1b.jpg",
    ],
)
def test_nothing_else_is_served(client, db, name):
    assert client.get(f"/media/{name}").status_code == 404


def test_a_picture_that_a_browser_has_is_not_sent_again(client):
    headers = {"if-modified-since": client.get(ADDRESS)["Last-Modified"]}
    response = client.get(ADDRESS, headers=headers)
    assert response.status_code == 304
    assert response.content == b""


def test_its_headers_can_be_asked_for_alone(client):
    response = client.head(ADDRESS)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/avif"


def test_nothing_can_be_sent_there(client):
    assert client.post(ADDRESS).status_code == 405
