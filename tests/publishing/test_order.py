"""The order of a body that two people have moved about in."""

import pytest

from publishing.admin import order
from publishing.models import DeskVersion
from tests.desk import form_of, new_block, sent
from tests.factories import make_article, make_block


@pytest.mark.parametrize(
    ("seen", "mine", "stored", "merged"),
    [
        ("abc", "abc", "abc", "abc"),
        ("abc", "cab", "abc", "cab"),
        ("abc", "abc", "cab", "cab"),
        ("abc", "bac", "acb", "bac"),  # both moved: the last decides
        ("abc", "abc", "axbc", "axbc"),
        ("abc", "abyc", "cab", "caby"),  # what is new stays behind what it was put behind
        ("abc", "bac", "axbc", "baxc"),
        ("abc", "abcy", "abcx", "abcyx"),
        ("abc", "yabc", "xabc", "yxabc"),
        ("abc", "ac", "abc"[::2], "ac"),
        ("abc", "abc", "ac", "abc"),  # deleted there, changed and so kept here
        ("", "xy", "", "xy"),
    ],
)
def test_both_orders_are_merged(seen, mine, stored, merged):
    assert "".join(order.merge(list(seen), list(mine), list(stored))) == merged


@pytest.mark.django_db
def test_a_block_that_was_moved_moves_and_nothing_else_is_written(editor):
    article = make_article()
    first, second = make_block(article, ordering=10), make_block(article, "quote", ordering=20)
    data = sent(editor.get(form_of(article))) | {"block_text-0-ordering": "30"}
    editor.post(form_of(article), data)
    assert list(article.blocks.all()) == [second, first]
    assert DeskVersion.objects.count() == 2


@pytest.mark.django_db
def test_numbers_that_say_the_same_order_are_no_change(editor):
    article = make_article()
    make_block(article, ordering=0), make_block(article, "quote", ordering=7)
    data = sent(editor.get(form_of(article))) | {"block_text-0-ordering": "10", "block_quote-0-ordering": "20"}
    editor.post(form_of(article), data)
    assert not DeskVersion.objects.exists()
    assert list(article.blocks.values_list("ordering", flat=True)) == [0, 7]


@pytest.mark.django_db
def test_two_people_moving_and_adding_lose_nothing(editor):
    article = make_article()
    first, second, third = (make_block(article, ordering=number * 10) for number in (1, 2, 3))
    mine = sent(editor.get(form_of(article)))
    theirs = mine | {"block_text-0-ordering": "35"}
    editor.post(form_of(article), theirs)
    editor.post(form_of(article), mine | new_block("quote", text_nl="Nieuw", ordering="15"))
    added = article.blocks.get(kind="quote")
    assert list(article.blocks.all()) == [second, third, first, added]


@pytest.mark.django_db
def test_a_new_block_stays_where_it_was_put_whatever_else_is_saved(editor):
    article = make_article()
    first, second = make_block(article, ordering=10), make_block(article, ordering=20)
    data = sent(editor.get(form_of(article))) | new_block("quote", text_nl="Nieuw", ordering="15")
    editor.post(form_of(article), data | {"title_nl": "Anders", "block_text-1-title_nl": "Tussentitel"})
    added = article.blocks.get(kind="quote")
    assert list(article.blocks.all()) == [first, added, second]
