"""Wrong addresses and broken parameters get a page in the visitor's language, never a fault."""

import pytest

from tests import site

pytestmark = pytest.mark.django_db

NOWHERE = [
    "/{}/nergens/",
    "/{}/nergens/nog/dieper/",
    "/{}/a" + "b" * 3000 + "/",
    "/{}/%00/",
    "/{}/%F0%9F%A6%99/",
    "/{}/%ff%fe/",
    "/{}/..%2f..%2fetc/passwd",
]
WORDS = {"nl": "pagina", "es": "página", "fr": "page"}


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("address", NOWHERE)
def test_a_wrong_address_gets_a_404_page_in_its_language(client, address, language):
    response = client.get(address.format(language))
    assert response.status_code == 404
    assert f'<html lang="{language}"' in response.text


@pytest.mark.parametrize("accepted", WORDS)
def test_an_address_without_a_language_answers_in_the_browsers_one(client, accepted):
    response = client.get("/nowhere/at/all/", headers={"accept-language": accepted})
    assert response.status_code == 404
    assert f'<html lang="{accepted}"' in response.text


LISTS = ["article_list", "event_list", "photo_list", "contest_list", "search"]
PARAMETERS = [
    "page=0",
    "page=-1",
    "page=2",
    "page=999999999999999999999999",
    "page=abc",
    "page=%00",
    "page=" + "9" * 500,
]
HARMLESS = [
    "theme=nothing",
    "tag=abc",
    "tag=99999999999999999999999",
    "activity=fly",
    "q=%22%27%3C",
    "nonsense=1",
    "tag=٣",
]


@pytest.mark.parametrize("parameter", PARAMETERS)
@pytest.mark.parametrize("name", LISTS)
def test_a_page_of_a_list_that_is_not_there_gets_404(client, url_in, name, parameter):
    response = client.get(f"{url_in('es', name)}?{parameter}")
    assert response.status_code == 404
    assert '<html lang="es"' in response.text


@pytest.mark.parametrize("parameter", HARMLESS)
@pytest.mark.parametrize("name", LISTS)
def test_a_parameter_that_means_nothing_is_passed_over(client, url_in, name, parameter):
    assert client.get(f"{url_in('fr', name)}?{parameter}").status_code == 200


@pytest.mark.parametrize("parameter", ["q=%00", "theme=" + "x" * 300, "q=" + "x" * 5000])
def test_an_over_long_or_broken_parameter_gets_404(client, url_in, parameter):
    assert client.get(f"{url_in('nl', 'search')}?{parameter}").status_code == 404


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999999999", "-1", "1.5"])
def test_a_picture_that_is_not_there_gets_404(client, url_in, number):
    assert client.get(f"{url_in('nl', 'photo_list')}{number}/").status_code == 404


def test_an_entry_that_is_not_there_gets_404(client, url_in):
    kwargs = site.fill()
    address = url_in("nl", "entry", **kwargs["entry"])
    assert client.get(address).status_code == 200
    assert client.get(address.replace("/1/", "/2/")).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_public_pages_only_answer_reading(client, url_in, method):
    assert getattr(client, method)(url_in("nl", "home")).status_code == 405


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("fr-BE,fr;q=0.9,nl;q=0.8", "fr"),
        ("es-PE", "es"),
        ("de,nl;q=0.5", "nl"),
        ("", "nl"),
        ("*", "nl"),
        ("x" * 900, "nl"),
    ],
)
def test_the_root_leads_to_the_browsers_language_and_is_never_stored(client, accepted, language):
    response = client.get("/", headers={"accept-language": accepted})
    assert (response.status_code, response["Location"]) == (302, f"/{language}/")
    assert response["Cache-Control"] == "no-store"
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies


def test_a_fault_of_ours_gets_a_page_in_the_visitors_language(client, monkeypatch, url_in):
    from peru50 import views

    client.raise_request_exception = False
    monkeypatch.setattr(views.search, "search", lambda *words: 1 / 0)
    response = client.get(f"{url_in('es', 'search')}?q=papa")
    assert response.status_code == 500
    assert '<html lang="es"' in response.text


def test_the_page_for_a_fault_of_ours_asks_the_database_for_nothing(rf, django_assert_num_queries):
    from peru50 import views

    with django_assert_num_queries(0):
        assert views.server_error(rf.get("/nl/")).status_code == 500


def test_an_empty_site_still_answers_on_every_list(client, url_in):
    for name in ("home", *LISTS, "theme_list", "organisation_list", "project_list", "map"):
        assert client.get(url_in("nl", name)).status_code == 200, name
