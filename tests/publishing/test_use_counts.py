"""How many use a record: lists say the same as the form does, for all rows at once."""

import pytest

from articles.models import Tag
from gallery.models import Photo
from publishing import press, use_counts
from publishing.uses import uses
from tests import site
from tests.factories import make_article, make_block, make_contest, make_entry, make_photo, make_tag

pytestmark = pytest.mark.django_db
LIST = "/admin/gallery/photo/"


def test_a_piece_that_uses_a_picture_in_many_ways_counts_once():
    photo = make_photo()
    article = make_article(cover=photo)
    for kind in ("picture", "series"):
        make_block(article, kind, photo=photo)
    make_block(article, html_nl=f'<p><a href="photo:{photo.pk}">x</a></p>')
    press.publish_all(article)
    assert use_counts.counts([photo]) == {photo.pk: 1}


def test_an_entry_and_a_link_in_its_words_count():
    linked, shown = make_photo(), make_photo()
    make_entry(make_contest(), photo=shown, statement_es=f'<p><a href="photo:{linked.pk}">x</a></p>')
    assert use_counts.counts([linked, shown]) == {linked.pk: 1, shown.pk: 1}
    assert use_counts.counts([]) == {}


@pytest.mark.parametrize("model", [Photo, Tag], ids=["photo", "tag"])
def test_the_counts_are_those_of_the_form(model):
    site.fill()
    make_photo()
    make_tag()
    expected = {record.pk: len(uses(record)) for record in model.objects.all()}
    assert use_counts.counts(list(model.objects.all())) == expected
    unused = set(use_counts.unused(model.objects.all()).values_list("pk", flat=True))
    assert unused == {pk for pk, count in expected.items() if not count} != set()


def test_what_only_an_earlier_edition_shows_is_used():
    photo = make_photo()
    article = make_article(cover=photo)
    press.publish(article, "nl")
    type(article).objects.update(cover=None)
    press.publish(article, "nl")
    assert use_counts.counts([photo]) == {photo.pk: 1}
    assert not use_counts.unused(Photo.objects.all())


def test_the_counts_of_many_are_as_many_queries_as_those_of_one(django_assert_max_num_queries):
    for _number in range(20):
        make_article(cover=make_photo())
    with django_assert_max_num_queries(8):
        use_counts.counts(list(Photo.objects.all()))


def test_the_list_of_pictures_says_how_many_use_each_and_finds_those_that_nothing_uses(editor):
    used, free = make_photo(), make_photo()
    make_article(cover=used)
    rows = {photo.pk: photo.use_count for photo in editor.get(LIST).context["cl"].result_list}
    assert rows == {used.pk: 1, free.pk: 0}
    assert list(editor.get(LIST, {"use": "none"}).context["cl"].result_list) == [free]
    assert len(editor.get(LIST, {"use": "nonsense"}).context["cl"].result_list) == 2
