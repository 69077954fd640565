import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from publishing import checks, press
from publishing.models import Edition, ExternalLink, Redirect
from publishing.proofs import proof
from tests.factories import (
    make_article,
    make_block,
    make_contest,
    make_entry,
    make_event,
    make_figure,
    make_organisation,
    make_photo,
    make_theme,
)

pytestmark = pytest.mark.django_db


def findings(piece, language="nl"):
    return checks.findings(proof(piece, language).edition)


def codes(piece, language="nl"):
    return [finding.code for finding in findings(piece, language)]


def text_with(html, **fields):
    article = make_article()
    make_block(article, title_nl="Heading", html_nl=html, **fields)
    return article


def test_a_complete_piece_has_nothing_to_mend():
    article = make_article(cover=make_photo())
    make_block(article)
    make_block(article, "picture", photo=make_photo())
    make_block(article, "figure", figure=make_figure())
    assert codes(article) == []


def test_a_missing_title_and_lead_are_errors():
    article = make_article(codes=("nl",))
    assert codes(article, "fr") == ["no_title", "no_lead"]


def test_a_picture_needs_its_alternative_text_in_each_language():
    photo = make_photo(alt_fr="")
    article = make_article()
    block = make_block(article, "picture", photo=photo)
    assert codes(article, "nl") == []
    [finding] = findings(article, "fr")
    assert (finding.level, finding.code, finding.block) == ("error", "no_alt", str(block.pk))
    assert str(photo) in finding.message


@pytest.mark.parametrize("place", ["cover", "video", "entry", "link"])
def test_a_picture_is_looked_at_wherever_it_is_shown(place):
    photo = make_photo(alt_nl="")
    piece = make_contest() if place == "entry" else make_article(cover=photo if place == "cover" else None)
    if place == "video":
        make_block(piece, "video", title_nl="Film", text_nl="On loan", photo=photo)
    if place == "entry":
        make_entry(piece, photo=photo)
    if place == "link":
        make_block(piece, title_nl="Heading", html_nl=f'<p><a href="photo:{photo.pk}">The harvest</a></p>')
    assert codes(piece) == ["no_alt"]


def test_a_picture_needs_a_credit():
    assert codes(make_article(cover=make_photo(credit=" "))) == ["no_credit"]


def test_a_figure_without_any_source_is_an_error():
    article = make_article()
    figure = make_figure(source_nl="", source_es="", source_fr="")
    block = make_block(article, "figure", figure=figure)
    [finding] = findings(article)
    assert (finding.level, finding.code, finding.block) == ("error", "no_figure_source", str(block.pk))


def test_a_source_in_another_language_only_is_a_warning():
    article = make_article()
    make_block(article, "figure", figure=make_figure(source_fr=""))
    assert codes(article, "nl") == []
    assert [(finding.level, finding.code) for finding in findings(article, "fr")] == [("warning", "source_elsewhere")]


@pytest.mark.parametrize("kind", ["picture", "series", "figure"])
def test_an_empty_block_is_an_error(kind):
    article = make_article()
    make_block(article, kind)
    assert codes(article) == ["empty_block"]


def test_a_block_that_no_language_shows_is_a_warning():
    article = make_article()
    video = make_block(article, "video", url="https://vimeo.com/1234")
    [finding] = findings(article)
    assert (finding.code, finding.block) == ("unseen_block", str(video.pk))


def test_a_video_says_where_it_is():
    article = make_article()
    make_block(article, "video", title_nl="Film")
    assert codes(article) == ["no_video"]


def test_texts_that_only_the_source_language_has_are_counted():
    article = make_article()
    first = make_block(article, html_nl="<p>Woorden</p>")
    make_block(article, title_nl="Kop", html_nl="<p>Woorden</p>", title_fr="Titre")
    make_block(article, html_nl="<p>Woorden</p>", languages=["nl", "es"])
    assert codes(article, "nl") == []
    [finding] = findings(article, "fr")
    assert (finding.level, finding.code, finding.block) == ("warning", "untranslated", str(first.pk))
    assert finding.message.startswith("2 ")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h3>One</h3><h4>Two</h4><h3>Three</h3>", []),
        ("<h4>Two</h4>", ["heading_order"]),
        ("<h3> <br></h3><p>Words</p>", ["empty_heading"]),
        ('<p><a href="https://example.org/"></a>Words</p>', ["empty_link"]),
        ('<p>Lees het <a href="https://example.org/">Hier.</a></p>', ["vague_link"]),
        ('<p>Lees <a href="https://example.org/">het verslag</a></p>', []),
        ('<p><a href="www.example.org">Het verslag</a></p>', ["no_address"]),
        ('<p><a href="/nl/no-such-page/">Het verslag</a></p>', ["no_address"]),
        ('<p><a href="http://testserver/nl/no-such-page/">Het verslag</a></p>', ["no_address"]),
        (
            '<p><a href="http://testserver">Het begin</a>, <a href="#b-1">het blok</a>, <a href="mailto:a@example.org">een adres</a></p>',
            [],
        ),
    ],
)
def test_a_text_is_read_for_its_headings_and_links(html, expected):
    assert codes(text_with(html)) == expected


def test_a_link_to_a_list_of_this_site_is_in_order(url_in):
    assert codes(text_with(f'<p><a href="{url_in("nl", "search")}">Zoeken</a></p>')) == []


def test_a_link_to_a_redirect_is_in_order():
    Redirect.objects.create(path="/nl/feest", url="/nl/")
    assert codes(text_with('<p><a href="/nl/feest/">Het feest</a></p>')) == []


def test_a_small_heading_under_the_title_of_the_page_lacks_one_above_it():
    article = make_article()
    make_block(article, html_nl="<h3>Too small</h3>")
    assert codes(article) == ["heading_order"]


def test_a_chapter_of_a_theme_is_a_heading():
    article, theme = make_article(), make_theme()
    press.publish(theme, "nl")
    make_block(article, theme=theme, html_nl="<h3>Small enough</h3>")
    assert codes(article) == []


def test_a_link_to_what_is_not_public_in_this_language_is_a_warning():
    other = make_article()
    press.publish(other, "nl")
    article = make_article()
    for code in ("nl", "fr"):
        make_block(article, **{f"title_{code}": "Kop", f"html_{code}": f'<p><a href="piece:{other.pk}">Other</a></p>'})
    assert codes(article, "nl") == []
    found = next(finding for finding in findings(article, "fr") if finding.code == "hidden_link")
    assert found.level == "warning"
    assert str(other) in found.message


def test_a_link_to_itself_is_in_order():
    article = make_article()
    make_block(article, title_nl="Kop", html_nl=f'<p><a href="piece:{article.pk}">This page</a></p>')
    assert codes(article) == []


@pytest.mark.parametrize("make", [make_article, make_organisation])
def test_a_link_into_the_trash_is_a_warning(make):
    target = make(trashed_at=timezone.now())
    kind = "piece" if make is make_article else "organisation"
    assert codes(text_with(f'<p><a href="{kind}:{target.pk}">Words</a></p>')) == ["trashed_link"]


@pytest.mark.parametrize("reference", ["piece:999999", "organisation:999999", "photo:999999", "project:999999"])
def test_a_link_to_what_does_not_exist_is_an_error(reference):
    article = text_with(f'<p><a href="{reference}">Words</a></p>')
    [finding] = findings(article)
    assert (finding.level, finding.code) == ("error", "broken_link")
    assert reference in finding.message
    assert finding.block == str(article.blocks.get().pk)


def test_a_theme_that_is_public_in_another_language_is_named_there():
    theme = make_theme()
    article = make_article()
    article.themes.add(theme)
    assert codes(article, "nl") == ["hidden_link"]
    press.publish(theme, "fr")
    assert codes(article, "nl") == []


def _event_with_link():
    event = make_event()
    event.links.create(url="https://example.org/?a=1&b=2", label_nl="Programme")
    return event


def _article_with_source():
    return make_article(source_publication="Glo.be", source_url="https://example.org/?a=1&b=2")


def _text_with_link():
    return text_with('<p><a href="https://example.org/?a=1&amp;b=2">The report</a></p>')


def _text_about_an_organisation():
    partner = make_organisation(url="https://example.org/?a=1&b=2")
    return text_with(f'<p><a href="organisation:{partner.pk}">The partner</a></p>')


@pytest.mark.parametrize("make", [_event_with_link, _article_with_source, _text_with_link, _text_about_an_organisation])
def test_a_link_that_was_found_broken_is_a_warning(make):
    piece = make()
    link = ExternalLink.objects.create(url="https://example.org/?a=1&b=2", checked_at=timezone.now(), works=True)
    assert codes(piece) == []
    ExternalLink.objects.filter(pk=link.pk).update(works=False, problem="404")
    [finding] = findings(piece)
    assert (finding.level, finding.code) == ("warning", "dead_link")
    assert "404" in finding.message


def test_a_long_title_and_lead_are_warnings():
    article = make_article(title_nl="t" * 71, lead_nl="l" * 301)
    assert codes(article) == ["long_title", "long_lead"]


def test_a_feature_names_its_source():
    assert codes(make_article(category="feature")) == ["no_source"]
    assert codes(make_article(category="feature", source_publication="Glo.be")) == []


def test_errors_come_first():
    article = make_article(title_nl="t" * 71, cover=make_photo(alt_nl=""))
    assert codes(article) == ["no_alt", "long_title"]


def test_the_press_refuses_errors_and_prints_nothing():
    article = make_article(cover=make_photo(alt_fr=""))
    with pytest.raises(ValidationError) as refused:
        press.publish(article, "fr")
    assert refused.value.code == "checks"
    assert [finding.code for finding in refused.value.params["findings"]] == ["no_alt"]
    assert not Edition.objects.exists()


def test_the_press_prints_in_spite_of_warnings():
    assert press.publish(make_article(title_nl="t" * 71), "nl").pk


def test_what_has_errors_can_still_be_withdrawn():
    photo = make_photo()
    article = make_article(cover=photo)
    press.publish(article, "nl")
    type(photo).objects.update(alt_nl="")
    assert press.withdraw(article, "nl").blank


def test_many_blocks_are_checked_with_as_few_queries_as_few(django_assert_max_num_queries):
    article = make_article()
    for _ in range(12):
        make_block(article, "picture", photo=make_photo())
        make_block(article, "figure", figure=make_figure())
    edition = proof(article, "nl").edition
    with django_assert_max_num_queries(9):
        checks.findings(edition)
