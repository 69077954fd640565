"""Two editions side by side: what a reader would see changed, in words."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import gettext

from articles.models import Article, Byline
from publishing import compare, history, languages, press
from publishing.models import Block
from publishing.proofs import proof
from publishing.word_diff import ADDED, REMOVED, SAME
from tests.factories import make_article, make_block, make_dossier, make_event, make_person, make_photo, make_theme

pytestmark = pytest.mark.django_db


def compared(piece, language="nl"):
    """Compare what was printed last with the desk."""
    before = piece.editions.filter(language=language).order_by("public_from").last()
    return compare.editions(before, proof(type(piece).objects.get(pk=piece.pk), language).edition)


def printed(**fields):
    article = make_article(**fields)
    for number in range(4):
        make_block(article, html_nl=f"<p>Alinea {number}</p>", html_es=f"<p>Párrafo {number}</p>")
    press.publish(article, "nl")
    return article


def edit(article, **fields):
    for name, value in fields.items():
        setattr(article, name, value)
    article.save()


def labels(comparison):
    return [change.label for change in comparison.changes]


def words(change):
    return {kind: "".join(p.text for p in change.parts if p.kind == kind).strip() for kind in (SAME, REMOVED, ADDED)}


def test_an_unchanged_desk_differs_in_nothing():
    found = compared(printed())
    assert found.is_empty
    assert not found.is_new
    assert [(block.what, block.count) for block in found.blocks] == [("same", 4)]


def test_another_language_changes_nothing_here():
    article = printed()
    edit(article, title_es="Otra cosecha")
    assert compared(article).is_empty


def test_a_title_is_compared_word_by_word_in_its_language():
    article = printed(title_nl="Oogst in Peru")
    edit(article, title_nl="Oogst in Bolivia")
    (change,) = compared(article).changes
    assert words(change) == {SAME: "Oogst in", REMOVED: "Peru", ADDED: "Bolivia"}
    assert change.lang == "nl"


def test_a_page_that_nobody_saw_yet_is_new_and_shown_whole():
    article = make_article(title_nl="Oogst")
    make_block(article)
    found = compare.editions(None, proof(article, "nl").edition)
    assert found.is_new
    assert words(found.changes[1]) == {SAME: "Oogst", REMOVED: "", ADDED: ""}
    assert [block.what for block in found.blocks] == ["added"]


def test_after_a_withdrawal_the_page_is_new():
    article = printed()
    assert compare.editions(press.withdraw(article, "nl"), proof(article, "nl").edition).is_new


def test_moving_one_block_marks_no_other():
    article = printed()
    last = article.blocks.last()
    article.blocks.filter(pk=last.pk).update(ordering=-10)
    found = compared(article)
    assert [(block.id, block.has_moved) for block in found.blocks if block.has_moved] == [(str(last.pk), True)]
    assert not found.is_empty


def test_blocks_added_removed_and_changed_are_told_in_the_order_of_the_page():
    article = printed()
    first, second, _third, last = article.blocks.all()
    second.delete()
    Block.objects.filter(pk=last.pk).update(html_nl="<p>Iets anders</p>")
    make_block(article, ordering=first.ordering + 1)
    found = [block.what for block in compared(article).blocks]
    assert found in (["same", "removed", "added", "same", "changed"], ["same", "added", "removed", "same", "changed"])


def test_the_words_of_markup_are_compared_without_its_tags():
    article = printed()
    article.blocks.filter(html_nl="<p>Alinea 1</p>").update(html_nl="<p>Alinea <strong>twee</strong></p>")
    (change,) = compared(article).blocks[1].changes
    assert words(change) == {SAME: "Alinea", REMOVED: "1", ADDED: "twee"}


def test_a_change_of_form_alone_is_noted():
    article = printed()
    article.blocks.filter(html_nl="<p>Alinea 1</p>").update(html_nl="<p><em>Alinea</em> 1</p>")
    (change,) = compared(article).blocks[1].changes
    assert change.note
    assert not change.parts


def test_a_link_that_leads_elsewhere_is_named():
    article, other = printed(), make_article(title_nl="Het andere stuk")
    html = '<p><a href="{}">Alinea</a></p>'
    article.blocks.filter(html_nl="<p>Alinea 1</p>").update(html_nl=html.format("https://example.org/"))
    press.publish(article, "nl")
    article.blocks.filter(html_nl__contains="example.org").update(html_nl=html.format(f"piece:{other.pk}"))
    (change,) = compared(article).blocks[1].changes
    assert (change.removed, change.added) == (["https://example.org/"], [str(other)])


def test_a_changed_picture_shows_both():
    article = printed()
    block = make_block(article, "picture", photo=make_photo())
    press.publish(article, "nl")
    before, after = block.photo, make_photo()
    Block.objects.filter(pk=block.pk).update(photo=after)
    (change,) = compared(article).blocks[-1].changes
    assert (change.picture_before, change.picture_after) == (before, after)


def test_a_new_cover_is_shown_once():
    article, photo = printed(), make_photo()
    edit(article, cover=photo)
    (change,) = compared(article).changes
    assert (change.picture_before, change.picture_after) == (None, photo)


def test_links_are_named_in_words():
    article, theme = printed(), make_theme()
    article.themes.add(theme)
    (change,) = compared(article).changes
    assert (change.removed, change.added) == ([], [str(theme)])


def test_a_theme_that_opens_a_chapter_too_by_now_did_not_go():
    article, theme = printed(), make_theme()
    article.themes.add(theme)
    press.publish(article, "nl")
    Block.objects.filter(pk=article.blocks.first().pk).update(theme=theme)
    found = compared(article)
    assert found.changes == []
    assert found.blocks[0].changes[0].added == [str(theme)]


def test_a_byline_tells_the_role_and_is_not_told_twice():
    article, person = printed(), make_person()
    line = Byline.objects.create(article=article, person=person, role="author")
    (change,) = compared(article).changes
    assert change.added == [f"{person} ({line.get_role_display()})"]


def test_facts_are_said_in_words():
    event = make_event(status="scheduled")
    press.publish(event, "nl")
    edit(event, status="cancelled", place_nl="Lima")
    status, place = sorted(compared(event).changes, key=lambda change: change.lang)
    assert words(status)[ADDED].strip() == event.get_status_display()
    assert (words(place)[ADDED], place.lang) == ("Lima", "nl")


def test_the_places_of_a_dossier_are_counted():
    first, second = make_article(), make_article()
    dossier = make_dossier(first, second)
    press.publish(dossier, "nl")
    dossier.places.filter(number=2).delete()
    changes = {change.label: change for change in compared(dossier).changes}
    assert [f"2. {second}"] in [change.removed for change in changes.values()]


def test_names_of_records_cost_a_query_for_each_kind(django_assert_num_queries):
    article = printed()
    edition = proof(article, "nl").edition
    edition.links = {"person": [make_person().pk for _each in range(5)]}
    before = article.editions.get()
    with django_assert_num_queries(1):
        compare.editions(before, edition)


def test_versions_of_the_desk_are_compared_in_each_language():
    article = make_article(title_nl="Oogst", title_es="Cosecha")
    block = make_block(article)
    before = history.snapshot(article)
    edit(article, title_es="Otra", source_author="Ana")
    Block.objects.filter(pk=block.pk).update(html_fr="<p>Mots</p>")
    found = {each.language: each for each in compare.versions(type(article), before, history.snapshot(article))}
    assert set(found) == {"", *languages.stored()}
    assert found["nl"].is_empty
    assert words(found["es"].changes[0]) == {SAME: "", REMOVED: "Cosecha", ADDED: "Otra"}
    assert [block.what for block in found["fr"].blocks] == ["changed"]
    assert words(found[""].changes[0])[ADDED] == "Ana"


def test_parts_of_a_version_are_told_as_a_list():
    article, person = make_article(), make_person()
    before = history.snapshot(article)
    Byline.objects.create(article=article, person=person)
    shared = compare.versions(type(article), before, history.snapshot(article))[0]
    assert shared.changes[0].added == [f"{person} · {Byline.Role.AUTHOR.label}"]


def test_a_version_is_compared_with_an_edition_in_its_language():
    article = printed(title_nl="Oogst")
    edit(article, title_nl="Andere oogst", source_author="Ana")
    found = compare.edition_with_version(Article, article.editions.get(), history.snapshot(article))
    assert words(found.changes[0])[ADDED] == "Andere oogst"
    assert found.blocks[0].count == 4
    back = compare.edition_with_version(Article, history.snapshot(article), article.editions.get())
    assert words(back.changes[0])[ADDED] == "Oogst"


def test_the_page_says_in_words_what_the_colours_say():
    article = printed(title_nl="Oogst in Peru")
    edit(article, title_nl="Oogst in Bolivia")
    html = render_to_string("admin/publishing/comparison.html", {"comparison": compared(article)})
    assert f'<ins><span class="visually-hidden">{gettext("[added:")} </span> Bolivia' in html
    assert f'<del><span class="visually-hidden">{gettext("[removed:")} </span> Peru' in html
    assert '<dd lang="nl">' in html


def test_texts_are_escaped():
    article = printed(title_nl="Oogst")
    edit(article, title_nl="<script>Oogst")
    html = render_to_string("admin/publishing/comparison.html", {"comparison": compared(article)})
    assert "<script>" not in html
