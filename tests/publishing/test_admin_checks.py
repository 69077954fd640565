"""What is to be mended, in the admin: errors stop whoever publishes, by whatever way; the lists say where to mend."""

import pytest
from django.urls import reverse
from django.utils import timezone

from publishing import link_checks
from publishing.models import Edition, ExternalLink
from publishing.proofs import proof
from tests.desk import form_of, publish
from tests.factories import make_article, make_block, make_photo

pytestmark = pytest.mark.django_db
LINKS = "/admin/publishing/externallink/"


def check_of(piece):
    return reverse("admin:articles_article_check", args=[piece.pk])


@pytest.fixture
def unfinished():
    """An article with a picture that lacks its text in French."""
    article = make_article()
    make_block(article, "picture", photo=make_photo(alt_fr=""))
    return article


def test_the_form_leads_to_what_is_to_be_mended(editor, unfinished):
    assert check_of(unfinished) in editor.get(form_of(unfinished)).content.decode()
    response = editor.get(check_of(unfinished))
    found = {language["code"]: [each.code for each in language["findings"]] for language in response.context["checked"]}
    assert found == {"nl": [], "es": [], "fr": ["no_alt"]}
    block = unfinished.blocks.get()
    assert f'href="{form_of(unfinished)}#b-{block.pk}-fr"' in response.content.decode()
    assert f'href="{form_of(block.photo)}"' in response.content.decode()


def test_checking_writes_nothing(editor, unfinished):
    before = unfinished.changed_at
    editor.get(check_of(unfinished))
    unfinished.refresh_from_db()
    assert unfinished.changed_at == before
    assert not Edition.objects.exists()


def test_a_language_that_is_not_ready_is_not_checked(editor):
    article = make_article(codes=("nl",))
    checked = {each["code"]: each for each in editor.get(check_of(article)).context["checked"]}
    assert checked["nl"]["is_ready"]
    assert not checked["fr"]["is_ready"]
    assert checked["fr"]["findings"] == []


def test_only_who_may_see_a_piece_may_check_it(client, unfinished, django_user_model):
    assert client.get(check_of(unfinished)).status_code == 302
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.get(check_of(unfinished)).status_code == 403


def test_a_piece_that_is_not_there_cannot_be_checked(editor):
    assert editor.get("/admin/articles/article/99999/check/").status_code == 404


def _by_dialog(editor, article):
    return publish(editor, form_of(article), "fr", {"languages": ["fr"], "digest-fr": proof(article, "fr").digest})


def _by_list(editor, article):
    data = {"action": "publish_ready", "_selected_action": [article.pk]}
    asked = editor.post("/admin/articles/article/", data)
    digest = {f"digest-{article.pk}-fr": proof(article, "fr").digest}
    editor.post("/admin/articles/article/", data | digest | {"confirmed": "1", "anyway": "on"}, follow=True)
    return asked


@pytest.mark.parametrize("publish_anyway", [_by_dialog, _by_list])
def test_errors_stop_every_way_of_publishing(editor, unfinished, publish_anyway):
    response = publish_anyway(editor, unfinished)
    assert str(unfinished.blocks.get().photo) in response.content.decode()
    assert not Edition.objects.filter(language="fr").exists()


def make_link(**fields):
    own = {"checked_at": timezone.now(), "works": False, "problem": "404", "url": "https://site.example/gone"}
    return ExternalLink.objects.create(**own | fields)


def listed(response):
    return [link.url for link in response.context["cl"].result_list]


def test_the_list_shows_links_that_do_not_work_and_where_they_are(editor, unfinished):
    make_link(pieces=[unfinished.pk, 99999])
    make_link(url="https://site.example/there", works=True, problem="")
    response = editor.get(LINKS)
    assert listed(response) == ["https://site.example/gone"]
    page = response.content.decode()
    assert "404" in page
    assert reverse("admin:publishing_piece_change", args=[unfinished.pk]) in page


@pytest.mark.parametrize(
    ("found", "fields"),
    [
        ("works", {"works": True, "problem": ""}),
        ("unclear", {"works": None, "problem": "403"}),
        ("new", {"works": None, "problem": "", "checked_at": None}),
    ],
)
def test_the_list_has_the_other_links_as_well(editor, found, fields):
    link = make_link(**fields)
    assert listed(editor.get(LINKS)) == []
    assert listed(editor.get(LINKS, {"found": found})) == [link.url]


def test_the_list_costs_one_query_for_the_pieces_of_all_rows(editor, django_assert_max_num_queries):
    for number in range(10):
        make_link(url=f"https://site.example/{number}", pieces=[make_article().pk])
    editor.get(LINKS)
    with django_assert_max_num_queries(9):
        editor.get(LINKS)


def test_links_are_followed_again_where_somebody_asks(editor, monkeypatch):
    followed = []
    monkeypatch.setattr(link_checks, "follow", lambda links: followed.extend(links))
    link = make_link()
    editor.post(LINKS, {"action": "follow_again", "_selected_action": [link.pk]})
    assert followed == [link]


def test_nobody_writes_a_link_by_hand(editor):
    link = make_link()
    assert editor.get(f"{LINKS}add/").status_code == 403
    assert editor.post(f"{LINKS}{link.pk}/delete/", {"post": "yes"}).status_code == 403
    assert editor.post(f"{LINKS}{link.pk}/change/", {"url": "https://site.example/"}).status_code == 403
