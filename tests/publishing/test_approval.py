"""Who may publish: those with the permission, and where a kind needs approval only those who may approve as well."""

import datetime as dt

import pytest

from articles.models import Article
from publishing import clock, press
from publishing.models import Edition, KindSettings, PieceKind
from tests.desk import agree, form_of, make_member, messages, publish, save
from tests.factories import make_article, make_event, make_page
from tests.publishing.test_admin_publication import page, public

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


@pytest.fixture
def articles_need_approval(db):
    KindSettings.objects.filter(kind="article").update(needs_approval=True)


def sign_in(client, *names):
    client.force_login(make_member(*names))
    return client


def test_each_kind_has_its_rule_and_starts_without_one():
    assert set(KindSettings.objects.values_list("kind", "needs_approval")) == {(kind, False) for kind in PieceKind}


@pytest.mark.parametrize("names", [["authors"], ["reviewers"], ["translators-es"]])
def test_who_may_not_publish_is_refused_on_every_page_that_does(client, names):
    article = make_article()
    press.publish(article, "nl")
    planned = press.publish(article, "es", at=clock.now() + dt.timedelta(days=3))
    sign_in(client, *names)
    for address in (page(article, "publish"), page(article, "withdraw"), page(article, "cancel", planned.pk)):
        assert client.get(address).status_code == 403
        assert client.post(address, {"languages": ["nl", "es"]}).status_code == 403
    assert Edition.objects.count() == 2


def test_an_author_who_forges_the_button_saves_and_publishes_nothing(client):
    article = make_article()
    response = save(sign_in(client, "authors"), form_of(article), ("_publish", "es"), title_es="Cosecha")
    assert response.status_code == 403
    article.refresh_from_db()
    assert article.title_es != "Cosecha"
    assert public() == {}


@pytest.mark.parametrize("button", [("_publish", "es"), ("_publish", "ready")])
@pytest.mark.usefixtures("articles_need_approval")
def test_an_editor_publishes_no_kind_that_needs_approval(client, button):
    assert save(sign_in(client, "editors"), form_of(make_article()), button).status_code == 403
    assert public() == {}


@pytest.mark.usefixtures("articles_need_approval")
def test_an_editor_publishes_the_other_kinds(client):
    publish(sign_in(client, "editors"), form_of(make_event()))
    assert set(public()) == {"nl", "es", "fr"}


@pytest.mark.usefixtures("articles_need_approval")
def test_an_editor_who_may_approve_publishes_at_once(client):
    publish(sign_in(client, "editors", "reviewers"), form_of(make_article()), "es")
    assert set(public()) == {"es"}


@pytest.mark.usefixtures("articles_need_approval")
def test_the_list_leaves_out_what_needs_approval_and_names_it(client):
    article, text_page = make_article(title_nl="Oogst"), make_page(codes=("nl",))
    data = {"action": "publish_ready", "_selected_action": [article.pk, text_page.pk]}
    response = sign_in(client, "editors").post(LIST, data, follow=True)
    assert "Oogst" in messages(response)[0]
    agree(client, response)
    assert [edition.piece_id for edition in Edition.objects.all()] == [text_page.pk]


@pytest.mark.usefixtures("articles_need_approval")
def test_the_list_withdraws_nothing_that_needs_approval(client):
    article = make_article()
    press.publish(article, "nl")
    data = {"action": "withdraw_selected", "_selected_action": [article.pk], "confirmed": "yes"}
    sign_in(client, "editors").post(LIST, data)
    assert set(public()) == {"nl"}


@pytest.mark.parametrize("action", ["publish_ready", "withdraw_selected"])
def test_an_author_has_no_such_action_in_the_list(client, action):
    article = make_article()
    sign_in(client, "authors").post(LIST, {"action": action, "_selected_action": [article.pk], "confirmed": "yes"})
    assert not Edition.objects.exists()


@pytest.mark.usefixtures("articles_need_approval")
def test_an_editor_takes_nothing_off_the_site_by_the_trash_that_needs_approval(client):
    shown, planned = make_article(), make_article()
    press.publish(shown, "nl")
    press.publish(planned, "nl", at=clock.now() + dt.timedelta(days=3))
    sign_in(client, "editors")
    for article in (shown, planned):
        assert client.post(page(article, "delete"), {"post": "yes"}).status_code == 403
        client.post(LIST, {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"})
    assert not Article.objects.in_trash().exists()


@pytest.mark.usefixtures("articles_need_approval")
def test_an_editor_puts_in_the_trash_what_is_not_public_and_the_list_names_the_rest(client):
    shown, other = make_article(title_nl="Oogst"), make_article()
    press.publish(shown, "nl")
    data = {"action": "delete_selected", "_selected_action": [shown.pk, other.pk], "post": "yes"}
    response = sign_in(client, "editors").post(LIST, data, follow=True)
    assert "Oogst" in messages(response)[0]
    assert list(Article.objects.in_trash()) == [other]


@pytest.mark.usefixtures("articles_need_approval")
def test_who_may_approve_puts_in_the_trash_what_is_public(client):
    article = make_article()
    press.publish(article, "nl")
    sign_in(client, "editors", "reviewers").post(page(article, "delete"), {"post": "yes"})
    assert list(Article.objects.in_trash()) == [article]


@pytest.mark.usefixtures("articles_need_approval")
def test_an_article_that_is_made_a_page_on_its_desk_needs_approval_still(client):
    article = make_article()
    press.publish(article, "nl")
    save(sign_in(client, "editors"), form_of(article), category="page")
    assert client.post(page(article, "withdraw"), {"languages": ["nl"]}).status_code == 403
    assert client.post(page(article, "delete"), {"post": "yes"}).status_code == 403
    assert set(public()) == {"nl"}


def test_editors_choose_what_visitors_get_where_a_language_is_missing(editor):
    rules = "/admin/publishing/kindsettings/"
    assert "in which it is not public" in editor.get(rules).text
    rule = KindSettings.objects.get(kind="event")
    data = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": rule.pk, "form-0-without_language": "source"}
    editor.post(rules, data | {"_save": "1"})
    rule.refresh_from_db()
    assert rule.without_language == "source"
