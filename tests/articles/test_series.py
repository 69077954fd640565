"""A piece's place in its dossier."""

import pytest

from publishing import press
from tests.factories import make_article, make_dossier

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(client, url_in):
    """Three published articles in a dossier of 31, and a function that reads one of them."""
    articles = [make_article(slug_nl=name) for name in ("een", "twee", "drie")]
    dossier = make_dossier(*articles, slug_nl="dossier", length=31)
    for piece in (*articles, dossier):
        press.publish(piece, "nl")

    def read(slug):
        return client.get(url_in("nl", "article", slug=slug))

    return articles, dossier, read


def test_the_middle_one_knows_its_place_its_neighbours_and_its_dossier(three):
    _articles, dossier, read = three
    place = read("twee").context["series"]
    assert (place.number, place.length) == (2, 31)
    assert (place.previous.slug, place.next.slug) == ("een", "drie")
    assert place.dossier.piece_id == dossier.pk


def test_the_first_has_nothing_before_it_and_the_last_nothing_after(three):
    _articles, _dossier, read = three
    assert read("een").context["series"].previous is None
    assert read("drie").context["series"].next is None


def test_a_neighbour_that_is_withdrawn_is_not_linked(three):
    articles, _dossier, read = three
    press.withdraw(articles[0], "nl")
    assert read("twee").context["series"].previous is None


def test_reordering_shows_only_once_the_dossier_is_published_again(three):
    articles, dossier, read = three
    dossier.places.filter(piece=articles[2]).update(number=9)
    assert read("drie").context["series"].number == 3
    press.publish(dossier, "nl")
    assert read("drie").context["series"].number == 9


def test_the_dossier_states_its_length_and_invents_no_titles(client, three, url_in):
    response = client.get(url_in("nl", "dossier", slug="dossier"))
    assert "1/31" in response.text
    assert response.text.count("<li value=") == 3
