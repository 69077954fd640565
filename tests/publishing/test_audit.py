"""The audit log: what people do is noted; those who may read it find it, take it along, and change nothing."""

import csv
import io
from unittest.mock import Mock

import pytest
from django.contrib.admin import ModelAdmin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.utils import translation

from publishing import audit
from publishing.admin.audit import harmless
from publishing.admin.audit_words import described
from publishing.models import AuditEntry, KindSettings
from tests.desk import form_of, make_editor, make_member, new_block, publish, save
from tests.factories import make_article, make_block, make_tag, make_theme

pytestmark = pytest.mark.django_db
LIST = "/admin/publishing/auditentry/"
Action = AuditEntry.Action


@pytest.fixture
def administrator(client, settings):
    """A browser in which an administrator has signed in, who reads the words of the code."""
    settings.LANGUAGES = [*settings.LANGUAGES, ("en", "English")]
    settings.PUBLIC_LANGUAGES = (*settings.PUBLIC_LANGUAGES, "en")
    settings.INTERFACE_LANGUAGES = [*settings.INTERFACE_LANGUAGES, "en"]
    client.force_login(make_member("administrators"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def entry(action):
    return AuditEntry.objects.filter(action=action).first()


# What is noted


def test_a_save_is_noted_with_its_fields_blocks_and_languages(editor):
    article = make_article()
    make_block(article)
    changes = {"title_es": "Cosecha", "block_text-0-html_fr": "<p>Autre</p>", **new_block("quote", text_nl="Zo is het")}
    save(editor, form_of(article), **changes)
    saved = entry(Action.SAVED)
    assert (saved.user_name, saved.model, saved.object_id) == ("editor", "articles.article", str(article.pk))
    assert saved.languages == ["es", "fr", "nl"]
    assert saved.details["fields"] == {"title_es": {}}
    assert {(part["done"], *part["fields"]) for part in saved.details["parts"]} == {("changed", "html_fr"), ("added",)}


def test_a_save_that_changes_nothing_is_not_noted(editor):
    save(editor, form_of(make_article()))
    assert entry(Action.SAVED) is None


def test_records_chosen_and_dropped_are_named(editor):
    article, old, new = make_article(), make_theme(title_nl="Oud"), make_theme(title_nl="Nieuw", motif="health")
    article.themes.add(old)
    with translation.override("nl"):
        save(editor, form_of(article), themes=[new.pk])
    assert set(entry(Action.SAVED).details["fields"]) == {"themes"}
    assert [len(names) for names in entry(Action.SAVED).details["fields"]["themes"].values()] == [1, 1]


def test_an_addition_is_noted(editor):
    save(editor, "/admin/articles/tag/add/", name_es="Etiqueta")
    assert entry(Action.ADDED).model == "articles.tag"


def test_a_button_that_publishes_notes_the_save_and_the_publication(editor):
    publish(editor, form_of(make_article()), "es", title_es="Cosecha")
    assert entry(Action.SAVED).languages == ["es"]
    assert entry(Action.PUBLISHED).user_name == "editor"


def test_who_was_made_what_is_noted(administrator):
    user = make_member("authors", first_name="Ana")
    save(administrator, form_of(user), groups=[Group.objects.get(name="editors").pk], is_staff=None)
    noted = entry(Action.SAVED)
    assert (noted.user_name, noted.object_name) == ("administrators", "authors")
    assert noted.details["fields"]["groups"] == {"added": ["editors"], "removed": ["authors"]}
    assert noted.details["fields"]["is_staff"] == {"on": False}


def test_a_permission_taken_from_a_group_is_noted(administrator):
    jurors = Group.objects.get(name="jurors")
    kept = jurors.permissions.exclude(codename="view_entry")
    save(administrator, form_of(jurors), permissions=[permission.pk for permission in kept])
    said = entry(Action.SAVED).details["fields"]["permissions"]
    assert said["added"] == []
    assert len(said["removed"]) == 1


def test_an_account_made_and_deleted_is_noted_without_its_password(administrator):
    data = {
        "username": "ana",
        "password1": "a-long-secret-1",
        "password2": "a-long-secret-1",
        "usable_password": "true",
    }
    save(administrator, "/admin/auth/user/add/", **data)
    administrator.post(
        form_of(get_user_model().objects.get(username="ana")).replace("change", "delete"), {"post": "yes"}
    )
    assert [entry(action).object_name for action in (Action.ADDED, Action.DELETED)] == ["ana", "ana"]
    assert "a-long-secret-1" not in str(list(AuditEntry.objects.values()))


def test_a_password_set_for_another_is_noted_without_it(administrator):
    address = f"/admin/auth/user/{make_member('authors').pk}/password/"
    new = {"password1": "a-long-secret-1", "password2": "a-long-secret-1", "usable_password": "true"}
    administrator.post(address, new | {"set-password": "1"})
    assert entry(Action.SAVED).details == {"fields": {"password": {}}}


def test_a_password_of_ones_own_is_noted_once_it_is_changed(editor):
    new = {"new_password1": "a-long-secret-1", "new_password2": "a-long-secret-1"}
    editor.post("/admin/password_change/", new | {"old_password": "wrong"})
    assert entry(Action.SAVED) is None
    editor.post("/admin/password_change/", new | {"old_password": "secret"})
    assert entry(Action.SAVED).details == {"fields": {"password": {}}}


@pytest.mark.parametrize("address", ["/admin/password_change/", "/admin/auth/user/{}/password/"])
def test_a_password_is_changed_and_noted_or_neither(administrator, monkeypatch, address):
    user = get_user_model().objects.get()
    secrets = {"password1": "a-long-secret-1", "password2": "a-long-secret-1", "usable_password": "true"}
    new = {f"new_{name}": value for name, value in secrets.items()} | {"old_password": "secret", "set-password": "1"}
    monkeypatch.setattr(audit, "note", Mock(side_effect=InterruptedError))
    with pytest.raises(InterruptedError):
        administrator.post(address.format(user.pk), secrets | new)
    user.refresh_from_db()
    assert user.check_password("secret")


def test_what_could_not_be_deleted_is_not_noted_as_gone(administrator, monkeypatch):
    group = Group.objects.create(name="guests")
    monkeypatch.setattr(ModelAdmin, "delete_queryset", Mock(side_effect=InterruptedError))
    data = {"action": "delete_selected", "_selected_action": [group.pk], "post": "yes"}
    with pytest.raises(InterruptedError):
        administrator.post("/admin/auth/group/", data)
    assert entry(Action.DELETED) is None


def test_signing_in_is_noted(client):
    make_editor()
    client.post("/admin/login/", {"username": "editor", "password": "secret"})
    assert entry(Action.SIGNED_IN).user_name == "editor"


def test_a_failure_to_sign_in_is_noted_once_a_minute_for_each_account(client):
    make_editor()
    cache.clear()
    for password in ("wrong", "wrong again"):
        client.post("/admin/login/", {"username": "editor", "password": password})
    failure = AuditEntry.objects.get(action=Action.SIGN_IN_FAILED)
    assert (failure.user_name, failure.object_name, failure.details) == ("", "editor", {})


def test_a_name_that_is_no_account_may_be_a_password_and_is_not_kept(client):
    cache.clear()
    client.post("/admin/login/", {"username": "hunter2", "password": ""})
    client.post("/admin/login/", {"username": "hunter2", "password": "x"})
    assert "hunter2" not in str(AuditEntry.objects.values().get(action=Action.SIGN_IN_FAILED))


# Who reads it


@pytest.mark.parametrize("name", ["editors", "authors", "reviewers", "translators-es", "moderators", "jurors"])
def test_others_than_administrators_do_not_see_it(client, name):
    audit.note(Action.SAVED, make_tag())
    client.force_login(make_member(name))
    for address in (LIST, f"{LIST}export/", form_of(AuditEntry.objects.first())):
        assert client.get(address).status_code == 403


def test_nobody_changes_it_a_superuser_neither(admin_client):
    noted = audit.note(Action.SAVED, make_tag())
    for page in ("change", "delete"):
        address = form_of(noted).replace("change", page)
        assert admin_client.post(address, {"post": "yes", "object_name": "x"}).status_code == 403
    assert admin_client.post(f"{LIST}add/", {"object_name": "x"}).status_code == 403
    admin_client.post(LIST, {"action": "delete_selected", "_selected_action": [noted.pk], "post": "yes"})
    noted.refresh_from_db()
    assert noted.object_name != "x"


def found(client, **query):
    return [each.object_name for each in client.get(LIST, query).context["cl"].result_list if each.model]


def test_it_is_searched_and_filtered(administrator):
    ana = make_editor("ana")
    audit.note(Action.SAVED, make_tag(), ana, name="Oogst")
    audit.note(Action.TRASHED, make_article(), name="Markt")
    assert found(administrator, q="ana") == ["Oogst"]
    assert found(administrator, user=ana.pk) == ["Oogst"]
    assert found(administrator, action__exact="trashed") == ["Markt"]
    assert found(administrator, model="articles.article") == ["Markt"]
    assert set(found(administrator, at__year=audit.clock.now().year)) == {"Oogst", "Markt"}


def test_what_is_still_there_is_linked_and_what_is_gone_is_named(administrator):
    there, gone = make_tag(name_nl="Hier"), make_tag(name_nl="Weg")
    for tag in (there, gone):
        audit.note(Action.SAVED, tag, name=tag.name_nl)
    gone_form = form_of(gone)
    gone.delete()
    page = administrator.get(LIST).content.decode()
    assert f'<a href="{form_of(there)}">Hier</a>' in page
    assert "Weg" in page
    assert gone_form not in page


def test_what_a_release_no_longer_knows_is_still_shown(administrator):
    AuditEntry.objects.create(at=audit.clock.now(), action="saved", model="old.thing", object_id="1", object_name="Oud")
    assert "old.thing Oud" in administrator.get(LIST).content.decode()
    assert "Oud" in administrator.get(form_of(entry(Action.SAVED))).content.decode()


def test_the_details_are_words_of_the_interface(editor):
    article = make_article()
    make_block(article)
    save(editor, form_of(article), **{"title_es": "Cosecha", "block_text-0-html_fr": "<p>Autre</p>"})
    with translation.override("en"):
        lines = described(entry(Action.SAVED))
    assert lines[0] == "Title (Español)"
    assert "(Text (Français))" in lines[1]


def test_a_rule_that_is_set_is_noted_with_its_value(client):
    client.force_login(make_editor())
    rule = KindSettings.objects.get(kind="event")
    data = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": rule.pk, "form-0-needs_approval": "on"}
    data["form-0-without_language"] = rule.without_language
    client.post("/admin/publishing/kindsettings/", data | {"_save": "1"})
    assert entry(Action.SAVED).details["fields"] == {"needs_approval": {"on": True}}


# The file


def exported(client, **query):
    response = client.get(f"{LIST}export/", query)
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return response, list(csv.reader(io.StringIO(content)))


def test_it_is_exported_as_it_is_filtered(administrator):
    audit.note(Action.TRASHED, make_article(), languages=["nl"], name="Markt")
    audit.note(Action.SAVED, make_tag())
    response, (head, row) = exported(administrator, action__exact="trashed")
    assert response["Content-Disposition"].startswith('attachment; filename="peru50-audit-')
    assert len(head) == len(row)
    assert row[4:6] == ["Markt", "Nederlands"]


@pytest.mark.parametrize("language", ["nl", "es", "fr"])
def test_the_file_speaks_the_language_of_who_asks(administrator, settings, language):
    administrator.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    _response, rows = exported(administrator)
    with translation.override(language):
        assert rows[0][0] == translation.gettext("when")
        assert rows[1][2] == Action.SIGNED_IN.label


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_taken_for_a_formula(administrator, cell):
    assert harmless(cell) == f"'{cell}"
    audit.note(Action.SAVED, make_tag(), name=cell)
    assert exported(administrator, action__exact="saved")[1][1][4] == f"'{cell}"


def test_a_filter_that_makes_no_sense_is_refused(administrator):
    assert administrator.get(f"{LIST}export/", {"at__year": "x"}).status_code == 400
