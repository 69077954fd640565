"""Comments beside blocks: shown in the form, added, resolved and opened again by whoever may see the piece."""

import uuid

import html5lib
import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from publishing import comments, preview_links
from publishing.models import Comment, Piece
from tests.desk import form_of, make_member, save
from tests.factories import make_article, make_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = make_article()
    make_block(article, html_nl="<p>Eerste</p>")
    return article


def address(piece):
    return reverse("admin:articles_article_comments", args=[piece.pk])


def shown(client, url):
    """Return {id of a comment: its block or ""} as a page shows them, the resolved ones apart."""
    document = html5lib.parse(client.get(url).text, namespaceHTMLElements=False)
    resolved = {each for details in document.iter("details") for each in details.iter("article")}
    found = {each: each.get("data-block", "") for each in document.iter("article") if each.get("class") == "comment"}
    number = {each: int(each.get("id").removeprefix("comment-")) for each in found}
    return (
        {number[each]: block for each, block in found.items() if each not in resolved},
        {number[each] for each in found if each in resolved},
    )


def test_the_form_shows_open_comments_with_their_blocks_and_resolved_ones_apart(editor, article):
    block = article.blocks.get()
    on_block = comments.leave(article, "nl", "Over het blok", block.pk)
    on_whole = comments.leave(article, "es", "Sobre todo")
    done = comments.leave(article, "fr", "Fait")
    comments.resolve(done, None)
    for url in (form_of(article), address(article)):
        opened, resolved = shown(editor, url)
        assert opened == {on_block.pk: str(block.pk), on_whole.pk: ""}
        assert resolved == {done.pk}


def test_a_comment_outlives_its_block_and_says_so(editor, article):
    comment = comments.leave(article, "nl", "Over wat er niet meer is", article.blocks.get().pk)
    article.blocks.all().delete()
    assert shown(editor, form_of(article))[0] == {comment.pk: ""}
    assert 'class="comment__on"' in editor.get(form_of(article)).text


def test_who_wrote_by_a_link_is_named_with_it(editor, article):
    link = preview_links.make(article, "nl", 7, label="Ambassade")
    comments.leave_by_link(link, "Rosa <Quispe>", "Mooi.")
    page = editor.get(form_of(article)).text
    assert "Ambassade" in page
    assert "Rosa &lt;Quispe&gt;" in page


def test_a_colleague_comments_on_a_block_or_on_the_whole(editor, article):
    block = article.blocks.get()
    for place in (str(block.pk), ""):
        editor.post(address(article), {"add": "1", "block": place, "language": "es", "text": "¿Seguro?"})
    assert list(Comment.objects.values_list("block", "language", "author__username")) == [
        (block.pk, "es", "editor"),
        (None, "es", "editor"),
    ]


def test_an_empty_comment_is_refused_and_a_broken_block_too(editor, article):
    assert editor.post(address(article), {"add": "1", "language": "es", "text": ""}).status_code == 200
    wrong = {"add": "1", "block": "nonsense", "language": "xx", "text": "Blijft staan"}
    response = editor.post(address(article), wrong)
    assert "Blijft staan" in response.text
    assert not Comment.objects.exists()


def test_a_comment_is_resolved_and_opened_again_without_saving_the_form(editor, article):
    comment = comments.leave(article, "nl", "Klopt dit?")
    editor.post(address(article), {"resolve": comment.pk})
    comment.refresh_from_db()
    assert comment.resolved_at
    assert comment.resolved_by.username == "editor"
    editor.post(address(article), {"reopen": comment.pk})
    comment.refresh_from_db()
    assert (comment.resolved_at, comment.resolved_by) == (None, None)


def test_the_script_gets_the_comments_alone(editor, article):
    comment = comments.leave(article, "nl", "Klopt dit?")
    response = editor.post(f"{address(article)}?fragment", {"resolve": comment.pk})
    assert response.status_code == 200
    assert response.text.strip().startswith("<section")


def test_saving_the_form_leaves_comments_alone(editor, article):
    comments.leave(article, "nl", "Klopt dit?")
    before = list(Comment.objects.values())
    save(editor, form_of(article), title_nl="Anders")
    assert list(Comment.objects.values()) == before


def test_only_who_may_see_the_piece_comments(client, article):
    comment = comments.leave(article, "nl", "Klopt dit?")
    client.force_login(get_user_model().objects.create_user("stranger", is_staff=True))
    for fields in ({"resolve": comment.pk}, {"add": "1", "language": "nl", "text": "x"}):
        assert client.post(address(article), fields).status_code == 403
    assert client.get(address(article)).status_code == 403
    client.force_login(make_member("reviewers"))
    client.post(address(article), {"add": "1", "language": "nl", "text": "Van de eindredactie"})
    assert Comment.objects.filter(author__username="reviewers").exists()


def test_forged_requests_are_refused(editor, article):
    other = comments.leave(make_article(), "nl", "Van een ander stuk")
    assert editor.post(address(article), {"resolve": other.pk}).status_code == 404
    assert editor.post(address(article), {"resolve": "x"}).status_code == 404
    assert editor.post(address(article), {}).status_code == 400
    assert editor.get(address(Piece(pk=999))).status_code == 404
    other.refresh_from_db()
    assert other.resolved_at is None


def test_the_start_page_lists_pieces_with_open_comments(editor, article):
    comment = comments.leave(article, "nl", "Klopt dit?", uuid.uuid4())
    assert 'id="commented-heading"' in editor.get("/admin/").text
    comments.resolve(comment, None)
    assert 'id="commented-heading"' not in editor.get("/admin/").text


# The page of the links


def links_page(piece):
    return reverse("admin:articles_article_preview_links", args=[piece.pk])


def test_an_editor_makes_a_link_copies_it_and_ends_it(editor, article):
    editor.post(links_page(article), {"make": "1", "language": "es", "label": "Ambassade", "days": "7"})
    link = article.preview_links.get()
    assert (link.language, link.label, link.created_by.username) == ("es", "Ambassade", "editor")
    address = f"http://testserver{reverse('preview', args=[preview_links.token(link)])}"
    assert address in editor.get(links_page(article)).text
    editor.post(links_page(article), {"revoke": str(link.pk)})
    assert preview_links.state(article.preview_links.get()) == preview_links.State.REVOKED
    assert address not in editor.get(links_page(article)).text


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"days": "365"}, {"label": "x" * 121}])
def test_a_link_is_made_for_known_languages_and_times_only(editor, article, wrong):
    fields = {"make": "1", "language": "es", "label": "", "days": "7", **wrong}
    assert editor.post(links_page(article), fields).status_code == 200
    assert not article.preview_links.exists()


def test_only_who_may_change_the_piece_makes_or_ends_a_link(client, article):
    link = preview_links.make(article, "nl", 7)
    client.force_login(make_member("reviewers"))
    for fields in ({"make": "1", "language": "es", "days": "7"}, {"revoke": str(link.pk)}):
        assert client.post(links_page(article), fields).status_code == 403
    assert client.get(links_page(article)).status_code == 403
    assert [each.revoked_at for each in article.preview_links.all()] == [None]


def test_a_forged_link_is_not_ended(editor, article):
    other = preview_links.make(make_article(), "nl", 7)
    assert editor.post(links_page(article), {"revoke": str(other.pk)}).status_code == 404
    assert editor.post(links_page(article), {"revoke": "nonsense"}).status_code == 400
    other.refresh_from_db()
    assert other.revoked_at is None
