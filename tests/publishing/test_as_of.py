"""The site as of a date: every public page at another instant, for whoever works here."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from django.contrib.auth import get_user_model
from django.urls import get_script_prefix, reverse
from django.utils import translation

from publishing import clock, press
from publishing.admin import as_of
from publishing.models import Edition, Redirect
from tests import site
from tests.clock import standing_at
from tests.factories import make_article, make_block, make_page, make_theme

pytestmark = pytest.mark.django_db

LANGUAGES = ("nl", "es", "fr")
THEN = datetime(2126, 7, 1, 8, tzinfo=UTC)


def in_days(number):
    return clock.now().replace(second=0, microsecond=0) + timedelta(days=number)


def main(response):
    return re.search(r"<main.*</main>", response.text, re.DOTALL).group()


def addresses(kwargs):
    """Return the address of every public page in every language."""
    found = []
    for language in LANGUAGES:
        with translation.override(language):
            found += [reverse(name, kwargs=_in(language, name, parts)) for name, parts in kwargs.items()]
    return found


def _in(language, name, parts):
    kind = "contest" if name == "entry" else name
    own = Edition.objects.filter(language="nl", kind=kind, slug=parts.get("slug", "-")).first()
    return parts | {"slug": Edition.objects.get(piece=own.piece_id, language=language).slug} if own else parts


def test_every_page_is_the_public_one_with_links_that_stay_in_that_time(editor):
    at = in_days(1)
    for address in addresses(site.fill()):
        public, shown = editor.get(address), editor.get(as_of.address(at, address))
        assert shown.status_code == 200, address
        here = as_of.address(at)
        unprefixed = shown.text.replace(quote(here), "/").replace(here, "/")
        assert main(public) in unprefixed, address
        leaving = set(re.findall(r'(?:href|action)="(/[^"]*)"', shown.text.partition("</aside>")[2]))
        assert not [link for link in leaving if not link.startswith((here, "/static/", "/media/"))], address


def test_the_head_names_no_address_that_leaves_that_time(editor):
    at = in_days(1)
    site.fill()
    shown = editor.get(as_of.address(at, "/nl/"))
    links = re.findall(r'<link rel="(?:canonical|alternate)"[^>]*href="([^"]*)"', shown.text)
    assert len(links) == 4
    assert all(link.startswith(f"http://testserver{as_of.address(at)}") for link in links)


def test_a_page_is_seen_as_it_will_be_and_as_it_was(editor):
    article = make_article(title_nl="Gisteren", slug_nl="verhaal")
    with standing_at(in_days(-2)):
        press.publish(article, "nl")
    article.title_nl = "Vandaag"
    article.save()
    press.publish(article, "nl")
    article.title_nl = "Morgen"
    article.save()
    press.publish(article, "nl", at=in_days(1))

    def heading(days):
        response = editor.get(as_of.address(in_days(days), "/nl/artikels/verhaal/"))
        return response.status_code, (re.findall(r"<h1>(.*?)</h1>", response.text) or [""])[0]

    assert heading(-1) == (200, "Gisteren")
    assert heading(0.01) == (200, "Vandaag")
    assert heading(1) == (200, "Morgen")
    assert heading(-3)[0] == 404


def test_a_renamed_page_is_found_under_the_name_of_that_time_and_others_redirect_within_it(editor):
    article = make_article(slug_nl="oud")
    with standing_at(in_days(-2)):
        press.publish(article, "nl")
    article.slug_nl = "nieuw"
    article.save()
    press.publish(article, "nl", at=in_days(1))
    then, now = in_days(2), in_days(-1)
    assert editor.get(as_of.address(now, "/nl/artikels/oud/")).status_code == 200
    assert editor.get(as_of.address(now, "/nl/artikels/nieuw/")).status_code == 404
    moved = editor.get(as_of.address(then, "/nl/artikels/oud/"))
    assert moved.status_code == 301
    assert moved["Location"] == as_of.address(then, "/nl/artikels/nieuw/")


def test_lists_search_and_the_foot_of_the_page_are_of_that_time_too(editor):
    article = make_article(title_nl="Komende oogst")
    make_block(article, html_nl="<p>quinoa</p>")
    press.publish(article, "nl", at=in_days(1))
    press.publish(make_page(title_nl="Komende uitleg"), "nl", at=in_days(1))
    for path in ("/nl/artikels/", "/nl/zoeken/?q=quinoa"):
        assert "Komende oogst" in editor.get(as_of.address(in_days(1), path)).text
        assert "Komende oogst" not in editor.get(as_of.address(in_days(0.5), path)).text
    assert "Komende uitleg" in editor.get(as_of.address(in_days(1), "/nl/artikels/")).text


def test_a_page_that_is_not_in_this_language_then_says_so_with_links_that_stay(editor):
    article = make_article(slug_nl="verhaal", slug_es="historia")
    press.publish(article, "es", at=in_days(1))
    at = in_days(2)
    with translation.override("es"):
        path = reverse("article", kwargs={"slug": "historia"})
    response = editor.get(as_of.address(at, "/nl/artikels/historia/"))
    assert response.status_code == 404
    assert f'href="{as_of.address(at, path)}"' in response.text


def test_the_root_leads_to_a_home_page_of_that_time(editor):
    response = editor.get(as_of.address(THEN))
    assert response.status_code == 302
    assert re.fullmatch(f"{as_of.address(THEN)}(nl|es|fr)/", response["Location"])


def test_the_bar_has_the_instant_on_both_clocks_and_keeps_the_query(editor):
    response = editor.get(as_of.address(THEN, "/nl/zoeken/?q=koffie&kind=article"))
    bar = response.text.partition("</aside>")[0]
    assert "10:00" in bar or "10 a.m." in bar
    assert "03:00" in bar or "3 a.m." in bar
    assert 'name="path" value="/nl/zoeken/?q=koffie&amp;kind=article"' in bar
    assert '<a href="/nl/zoeken/?q=koffie&amp;kind=article">' in bar


def test_the_bar_leads_to_the_changes_before_and_after(editor):
    article = make_article()
    with standing_at(in_days(-3)):
        press.publish(article, "nl")
    press.publish(article, "nl", at=in_days(1))
    bar = editor.get(as_of.address(in_days(-1), "/nl/artikels/")).text.partition("</aside>")[0]
    assert f'href="{as_of.address(in_days(-3), "/nl/artikels/")}"' in bar
    assert f'href="{as_of.address(in_days(1), "/nl/artikels/")}"' in bar


def test_one_step_passes_all_that_begins_within_a_minute(editor):
    at = in_days(1)
    for second in (1, 2, 59):
        press.publish(make_article(), "nl", at=at + timedelta(seconds=second))
    bar = editor.get(as_of.address(at, "/nl/")).text.partition("</aside>")[0]
    assert as_of.address(at + timedelta(minutes=1), "/nl/") in bar


def test_another_instant_is_chosen_on_either_clock(editor):
    form = {"at": "2126-07-01T10:00", "zone": "Europe/Brussels", "path": "/nl/zoeken/?q=a"}
    assert editor.get(reverse("as_of_choose"), form)["Location"] == as_of.address(THEN, "/nl/zoeken/?q=a")
    form |= {"at": "2126-07-01T03:00", "zone": "America/Lima"}
    assert editor.get(reverse("as_of_choose"), form)["Location"] == as_of.address(THEN, "/nl/zoeken/?q=a")


@pytest.mark.parametrize("path", ["//example.org/", "https://example.org/", "/admin/", "/nl/../admin/logout/", "x"])
def test_the_choice_leads_to_pages_of_this_site_only(editor, path):
    form = {"at": "2126-07-01T10:00", "zone": "Europe/Brussels", "path": path}
    assert editor.get(reverse("as_of_choose"), form)["Location"] == as_of.address(THEN)


@pytest.mark.parametrize(
    "at", ["", "soon", "0001-01-01T00:00", "9999-12-31T23:59", "2027-03-28T02:30", "2027-10-31T02:30"]
)
def test_what_is_no_instant_is_asked_again_with_what_was_typed(editor, at):
    response = editor.get(reverse("as_of_choose"), {"at": at, "zone": "Europe/Brussels", "path": "/nl/"})
    assert response.status_code == 200
    assert response.context["form"].errors["at"]
    assert f'value="{at}"' in response.text or not at


@pytest.mark.parametrize("at", ["2026-13-01", "0001-01-01T00:00", "2026-01-01T99:00", "2026-01-01T10:00Z..", "x"])
def test_what_is_no_instant_in_an_address_is_no_page(editor, at):
    assert editor.get(f"/admin/as-of/{at}/nl/").status_code == 404


def test_an_address_on_the_clock_of_brussels_leads_to_the_one_that_says_its_zone(editor):
    response = editor.get("/admin/as-of/2126-07-01T10:00/nl/zoeken/?q=a%20b")
    assert response["Location"] == "/admin/as-of/2126-07-01T08:00Z/nl/zoeken/?q=a%20b"


@pytest.mark.parametrize("path", ["/admin/", "/admin/as-of/", "/sitemap.xml", "/media/photos/a.jpg", "//example.org/"])
def test_nothing_but_public_pages_is_shown(editor, path):
    response = editor.get(as_of.address(THEN) + path.removeprefix("/"))
    assert response.status_code == 404
    assert 'href="//' not in response.text


def test_it_is_never_stored_nor_indexed(editor):
    response = editor.get(as_of.address(THEN, "/nl/"))
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


def test_it_is_only_read(editor):
    assert editor.post(as_of.address(THEN, "/nl/")).status_code == 405


def test_whoever_is_not_signed_in_is_asked_to(client):
    response = client.get(as_of.address(THEN, "/nl/"))
    assert response.status_code == 302
    assert reverse("admin:login") in response["Location"]


def test_whoever_may_not_see_pieces_may_not_see_it(client):
    client.force_login(get_user_model().objects.create_user("clerk", is_staff=True))
    assert client.get(as_of.address(THEN, "/nl/")).status_code == 403
    assert client.get(reverse("as_of_choose")).status_code == 403


def test_afterwards_addresses_and_the_clock_are_as_before(editor):
    editor.get(as_of.address(THEN, "/nl/"))
    editor.get(as_of.address(THEN, "/nl/nergens/"))
    assert get_script_prefix() == "/"
    assert not clock.is_shifted()


def test_nothing_is_written_while_another_instant_is_shown():
    article = make_article()
    edition = press.publish(article, "nl", at=in_days(5))
    with clock.showing(in_days(1)):
        for act in (
            lambda: press.publish(article, "nl"),
            lambda: press.withdraw(article, "nl"),
            lambda: press.cancel(edition),
        ):
            with pytest.raises(RuntimeError):
                act()
    assert list(Edition.objects.all()) == [edition]


def test_a_page_asks_the_database_as_often_as_the_public_one(editor, django_assert_num_queries):
    theme = make_theme()
    press.publish_all(theme)
    with translation.override("nl"):
        path = reverse("theme_list")
    with django_assert_num_queries(3):
        editor.get(path)
    # Session, user, two of permissions and the two steps of the bar come on top.
    with django_assert_num_queries(3 + 6):
        editor.get(as_of.address(THEN, path))


def test_a_redirect_that_an_editor_added_stays_in_that_time(editor):
    article = make_article(slug_nl="verhaal")
    press.publish(article, "nl", at=in_days(1))
    Redirect.objects.create(path="/nl/oogstfeest", piece=article)
    Redirect.objects.create(path="/nl/kalender", url="/nl/agenda/")
    at = in_days(2)
    for path, target in (("/nl/oogstfeest/", "/nl/artikels/verhaal/"), ("/nl/kalender/", "/nl/agenda/")):
        response = editor.get(as_of.address(at, path))
        assert (response.status_code, response["Location"]) == (301, as_of.address(at, target))


def test_the_history_of_a_piece_leads_to_the_site_from_each_of_its_editions_on(editor):
    article = make_article()
    with standing_at(in_days(-2)):
        first = press.publish(article, "nl")
    second = press.publish(article, "nl")
    page = editor.get(reverse("admin:articles_article_history", args=[article.pk])).text
    assert all(f'href="{as_of.beginning_of(edition)}"' in page for edition in (first, second))
