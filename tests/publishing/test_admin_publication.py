"""Publishing from the admin: at once, at a time, in one language or all; withdrawing; taking over an address."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from articles.models import Article
from publishing import clock, press
from publishing.models import Edition
from tests.desk import agree, form_of, messages, publish, save
from tests.factories import make_article, make_event

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


def page(article, action, *parts):
    return "/".join([form_of(article).removesuffix("/change/"), action, *map(str, parts), ""])


def public(at=None):
    return {edition.language: edition.title for edition in Edition.objects.current(at=at)}


def test_a_piece_is_saved_and_published_in_one_language(editor):
    response = publish(editor, form_of(make_article()), "es", title_es="Cosecha")
    assert public() == {"es": "Cosecha"}
    assert f'<a href="{Edition.objects.get().get_absolute_url()}">Español</a>: published.' in messages(response)


def test_a_new_piece_is_published_at_once(editor):
    texts = {"title_fr": "Récolte", "lead_fr": "Chapô"}
    publish(editor, "/admin/articles/article/add/", source_language="fr", **texts)
    assert public() == {"fr": "Récolte"}
    assert Edition.objects.get().slug == "recolte"


def test_all_that_is_ready_is_published_and_nothing_else(editor):
    publish(editor, form_of(make_article(lead_fr="")))
    assert set(public()) == {"nl", "es"}


def test_a_language_that_did_not_change_is_not_printed_again(editor):
    article = make_article()
    press.publish_all(article)
    publish(editor, form_of(article), title_es="Cambiado")
    assert Edition.objects.count() == 4
    assert public()["es"] == "Cambiado"


def test_nothing_to_publish_is_said(editor):
    article = make_article(title_nl="Oogst")
    press.publish_all(article)
    response = publish(editor, form_of(article))
    assert messages(response) == ["“Oogst” was saved. Nothing to publish: what is ready is public already."]


def test_a_language_without_its_lead_is_saved_and_cannot_be_chosen(editor):
    dialog = save(editor, form_of(make_article(lead_es="")), ("_publish", "es"), title_fr="Récolte")
    assert Article.objects.get().title_fr == "Récolte"
    assert [code for code, _name in dialog.context["form"].fields["languages"].choices] == ["fr", "nl"]
    agree(editor, dialog, {"languages": ["es"]})
    assert public() == {}


@pytest.mark.parametrize("forged", ["xx", "nl es"])
def test_a_forged_language_is_refused_and_changes_nothing(editor, forged):
    article = make_article()
    response = save(editor, form_of(article), ("_publish", forged), title_nl="Vervalst")
    assert response.status_code == 400
    article.refresh_from_db()
    assert article.title_nl != "Vervalst"
    assert not Edition.objects.exists()


def test_a_form_with_an_error_publishes_nothing(editor):
    publish(editor, form_of(make_article()), title_nl="")
    assert public() == {}


def test_the_history_tells_who_published_what(editor):
    publish(editor, form_of(make_article(codes=("nl", "es"))))
    entry = LogEntry.objects.first()
    assert (entry.user.username, entry.change_message) == ("editor", "Published: Español, Nederlands.")
    assert {edition.printed_by.username for edition in Edition.objects.all()} == {"editor"}


def test_an_address_that_led_elsewhere_is_taken_over_only_when_said(editor):
    other = make_article(slug_es="cosecha")
    press.publish(other, "es")
    Article.objects.filter(pk=other.pk).update(slug_es="otra")
    press.publish(other, "es")
    article = make_article(slug_es="cosecha")

    dialog = publish(editor, form_of(article), "es")
    assert dialog.context["form"].asks_to_take_over
    assert str(other) in dialog.context["form"].non_field_errors()[0]
    assert not Edition.objects.filter(piece=article.pk).exists()
    agree(editor, dialog, {"take_over": "on"})
    assert Edition.objects.get(piece=article.pk).slug == "cosecha"


def test_a_publication_is_planned_on_the_clock_of_lima_with_its_end(editor):
    article = make_article()
    times = {"start": "2031-01-01T10:00", "end": "2031-02-01T10:00", "zone": "America/Lima"}
    response = publish(editor, form_of(article), "es", times)
    edition = Edition.objects.get(blank=False)
    assert edition.public_from == dt.datetime(2031, 1, 1, 10, tzinfo=ZoneInfo("America/Lima"))
    assert edition.public_until == dt.datetime(2031, 2, 1, 10, tzinfo=ZoneInfo("America/Lima"))
    assert "4 p.m. in Brussels · 10 a.m. in Lima" in " ".join(messages(response))
    assert public() == {}


def test_saving_leads_to_the_dialog_and_publishes_nothing_yet(editor):
    response = save(editor, form_of(make_article()), ("_publish", "ready"), title_es="Cosecha")
    assert response.request["PATH_INFO"] == page(Article.objects.get(), "publish")
    assert Article.objects.get().title_es == "Cosecha"
    assert public() == {}


@pytest.mark.parametrize(
    ("times", "field"),
    [
        ({"start": "2015-01-01T10:00"}, "start"),
        ({"start": "tomorrow"}, "start"),
        ({"start": "2031-02-01T10:00", "end": "2031-01-01T10:00"}, "end"),
    ],
)
def test_a_time_that_cannot_be_is_refused_beside_its_field(editor, times, field):
    response = publish(editor, form_of(make_article()), "es", {"zone": "Europe/Brussels", **times})
    assert list(response.context["form"].errors) == [field]
    assert not Edition.objects.exists()


def test_two_beginnings_at_one_instant_are_explained(editor):
    article = make_article()
    times = {"start": "2031-01-01T10:00", "zone": "Europe/Brussels"}
    for _attempt in range(2):
        response = publish(editor, form_of(article), "es", times)
    assert response.context["form"].non_field_errors() == ["Something else begins at that very instant already."]


def test_a_fix_before_a_planned_version_says_that_it_will_be_replaced(editor):
    article = make_article()
    press.publish(article, "es", at=clock.now() + dt.timedelta(days=3))
    response = publish(editor, form_of(article), "es", title_es="Arreglo")
    assert "another version takes its place" in messages(response)[-1]


def test_what_is_planned_is_cancelled(editor):
    article = make_article()
    edition = press.publish(article, "es", at=clock.now() + dt.timedelta(days=3))
    address = page(article, "cancel", edition.pk)
    assert address in editor.get(form_of(article)).content.decode()
    assert editor.get(address).status_code == 200
    assert Edition.objects.exists()
    editor.post(address)
    assert not Edition.objects.exists()


def test_what_has_begun_is_not_cancelled(editor):
    article = make_article()
    edition = press.publish(article, "es")
    response = editor.post(page(article, "cancel", edition.pk), follow=True)
    assert messages(response) == ["This has begun already; publish or withdraw instead."]
    assert public()


def test_a_language_is_withdrawn_after_a_second_thought(editor):
    article = make_article()
    press.publish_all(article)
    assert editor.get(page(article, "withdraw"), {"language": "es"}).context["form"].initial == {"languages": ["es"]}
    assert set(public()) == {"nl", "es", "fr"}
    editor.post(page(article, "withdraw"), {"languages": ["es"]})
    assert set(public()) == {"nl", "fr"}


def test_a_withdrawal_is_planned(editor):
    article = make_article()
    press.publish(article, "es")
    data = {"languages": ["es"], "at": "2031-01-01T10:00", "zone": "Europe/Brussels"}
    editor.post(page(article, "withdraw"), data)
    assert public()
    assert not public(dt.datetime(2031, 1, 1, 10, tzinfo=ZoneInfo("Europe/Brussels")))


def test_the_list_publishes_what_is_ready_of_several_pieces_after_a_second_thought(editor):
    articles = [make_article(), make_article(codes=("es",))]
    question = editor.post(LIST, {"action": "publish_ready", "_selected_action": [each.pk for each in articles]})
    assert public() == {}
    assert len(messages(agree(editor, question))) == 4
    assert Edition.objects.current().count() == 4


def test_the_list_withdraws_after_a_second_thought(editor):
    article = make_article()
    press.publish_all(article)
    data = {"action": "withdraw_selected", "_selected_action": [article.pk]}
    assert "Visitors will no longer find these" in editor.post(LIST, data).content.decode()
    assert public()
    editor.post(LIST, data | {"confirmed": "yes"})
    assert not public()


def test_the_form_says_of_each_language_what_visitors_see(editor):
    article = make_article(lead_fr="")
    press.publish_all(article)
    save(editor, form_of(article), title_nl="Nieuw")
    rows = {row["code"]: row for row in editor.get(form_of(article)).context["publication"]}
    assert {code: str(row["short"]) for code, row in rows.items()} == {
        "es": "public",
        "fr": "no text",
        "nl": "changes waiting",
    }
    assert rows["es"]["url"] == Edition.objects.get(language="es").get_absolute_url()


@pytest.mark.parametrize("action", ["publish", "withdraw"])
def test_who_may_not_change_a_piece_may_not_publish_it(client, action):
    reader = get_user_model().objects.create_user("reader", password="secret", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(reader)
    article = make_article()
    assert client.post(page(article, action), {"languages": ["es"]}).status_code == 403
    assert "_publish" not in client.get(form_of(article)).content.decode()
    assert not Edition.objects.exists()


def test_a_stranger_is_asked_to_sign_in(client):
    response = client.post(page(make_article(), "publish"), {"languages": ["es"]})
    assert response.url.startswith("/admin/login/")


@pytest.mark.parametrize("action", ["publish", "withdraw"])
def test_the_page_of_a_piece_that_is_not_there_is_not_found(editor, action):
    assert editor.get(f"/admin/articles/article/999/{action}/").status_code == 404
    assert editor.get(f"/admin/articles/article/x/{action}/").status_code == 404


def test_other_kinds_are_published_the_same_way(editor):
    publish(editor, form_of(make_event()))
    assert Edition.objects.current().filter(kind="event").count() == 3
