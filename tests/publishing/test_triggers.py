"""An edition is never changed, nor the audit log: the database itself refuses."""

from datetime import timedelta
from unittest import mock

import pytest
from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations import Migration

from peru50 import roles
from publishing import audit, clock, press, triggers
from publishing.fields import PartialDateField
from publishing.models import LINKS, AuditEntry, Edition
from publishing.models.edition import EditionPhoto, EditionTheme
from tests.clock import unsealed
from tests.desk import make_editor
from tests.factories import make_article, make_photo, make_theme

pytestmark = pytest.mark.django_db

OTHER = {
    models.BooleanField: True,
    PartialDateField: "1999-01-01/year",
    models.IntegerField: 7,
    models.JSONField: {"forged": 1},
    models.DateTimeField: clock.FOREVER - timedelta(days=1),
}


def refused(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def in_days(number):
    return clock.now() + timedelta(days=number)


def execute(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def forged(field):
    return next((value for kind, value in OTHER.items() if isinstance(field, kind)), "forged")


FIXED = [
    field
    for field in Edition._meta.concrete_fields
    if not (field.primary_key or field.is_relation or field.name == "public_until")
]


@pytest.mark.parametrize("field", FIXED, ids=lambda field: field.name)
def test_no_column_of_an_edition_is_changed(field):
    edition = press.publish(make_article(), "nl")
    refused(lambda: Edition.objects.filter(pk=edition.pk).update(**{field.name: forged(field)}))


def test_an_edition_is_not_given_to_another_piece_nor_another_cover():
    edition = press.publish(make_article(cover=make_photo()), "nl")
    refused(lambda: Edition.objects.filter(pk=edition.pk).update(piece=make_article().pk))
    refused(lambda: Edition.objects.filter(pk=edition.pk).update(cover=None))


def test_plain_sql_is_refused_too():
    edition = press.publish(make_article(), "nl")
    refused(lambda: execute("UPDATE publishing_edition SET title = 'forged' WHERE id = %s", edition.pk))
    refused(lambda: execute("DELETE FROM publishing_edition WHERE id = %s", edition.pk))


def test_what_was_published_is_not_deleted_and_neither_are_its_links():
    edition = press.publish(make_article(cover=make_photo()), "nl")
    refused(edition.delete)
    refused(EditionPhoto.objects.filter(edition=edition).delete)


def test_what_is_planned_is_deleted_with_its_links():
    edition = press.publish(make_article(cover=make_photo()), "nl", at=in_days(1))
    press.cancel(edition)
    assert not EditionPhoto.objects.exists()


def test_an_edition_whose_planned_time_has_come_is_not_deleted():
    edition = press.publish(make_article(cover=make_photo()), "nl", at=in_days(1))
    with unsealed():
        Edition.objects.update(public_from=in_days(-1), printed_at=in_days(-2))
    refused(edition.delete)


def test_only_an_end_that_has_not_come_is_moved_and_never_into_the_past():
    edition = press.publish(make_article(), "nl")
    line = Edition.objects.filter(pk=edition.pk)
    line.update(public_until=in_days(3))
    line.update(public_until=in_days(5))
    with unsealed():
        line.update(public_from=in_days(-9), printed_at=in_days(-9))
    refused(lambda: line.update(public_until=in_days(-1)))
    with unsealed():
        line.update(public_until=in_days(-1))
    refused(lambda: line.update(public_until=in_days(1)))


def test_the_name_of_who_printed_goes_with_the_account_and_is_not_given_to_another():
    editor, other = make_editor(), make_editor("other")
    edition = press.publish(make_article(), "nl", by=editor)
    refused(lambda: Edition.objects.filter(pk=edition.pk).update(printed_by=other))
    editor.delete()
    edition.refresh_from_db()
    assert edition.printed_by is None
    refused(lambda: Edition.objects.filter(pk=edition.pk).update(printed_by=other))


@pytest.mark.parametrize("kind", LINKS)
def test_an_edition_points_to_nothing_that_it_was_not_printed_with(kind):
    edition = press.publish(make_article(), "nl")
    refused(lambda: LINKS[kind].objects.create(edition=edition, target_id=1))


def test_a_link_is_not_moved():
    theme = make_theme()
    article = make_article()
    article.themes.add(theme)
    press.publish(article, "nl")
    refused(lambda: EditionTheme.objects.update(target_id=make_theme(motif="health")))
    refused(lambda: EditionTheme.objects.update(position=9))


def test_the_audit_log_is_not_changed():
    entry = audit.note(audit.Action.SAVED, make_article(), make_editor())
    for field in (field for field in AuditEntry._meta.concrete_fields if not field.primary_key):
        refused(lambda field=field: AuditEntry.objects.filter(pk=entry.pk).update(**{field.name: forged(field)}))
    refused(entry.delete)
    refused(lambda: execute("DELETE FROM publishing_auditentry"))


def test_a_dump_is_loaded_into_an_empty_database_and_again_over_itself():
    theme = make_theme()
    article = make_article(cover=make_photo())
    article.themes.add(theme)
    press.publish(article, "nl")
    press.publish(article, "nl", at=in_days(1))
    rows = [*Edition.objects.all(), *EditionTheme.objects.all(), *EditionPhoto.objects.all(), *AuditEntry.objects.all()]
    dump = serializers.serialize("json", rows)
    load(dump)
    with unsealed():
        for link in LINKS.values():
            link.objects.all().delete()
        Edition.objects.all().delete()
        AuditEntry.objects.all().delete()
    load(dump)
    assert serializers.serialize("json", [*Edition.objects.order_by("pk")]) == serializers.serialize("json", rows[:2])


@pytest.mark.django_db(transaction=True)
def test_a_whole_site_is_taken_along_to_an_empty_database(tmp_path):
    theme = make_theme()
    article = make_article(cover=make_photo())
    article.themes.add(theme)
    editor = make_editor()
    press.publish(article, "nl", by=editor)
    press.publish(article, "nl", at=in_days(1))
    dump, apart = (
        tmp_path / "all.json",
        ["contenttypes", "auth.permission", "sessions", "admin.logentry"],
    )
    columns = [field.attname for field in Edition._meta.concrete_fields if field.name != "printed_by"]
    before = [*Edition.objects.order_by("pk").values(*columns), *EditionTheme.objects.order_by("pk").values()]
    call_command("dumpdata", natural_foreign=True, natural_primary=True, exclude=apart, output=dump, verbosity=0)
    call_command("flush", interactive=False, verbosity=0)
    roles.sync()
    call_command("loaddata", dump, verbosity=0)
    assert [*Edition.objects.order_by("pk").values(*columns), *EditionTheme.objects.order_by("pk").values()] == before
    assert Edition.objects.get(printed_by__username=editor.username).public_from == before[0]["public_from"]


def load(dump):
    for row in serializers.deserialize("json", dump):
        row.save()


def names():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        return {name for (name,) in cursor.fetchall()}


def test_every_table_has_its_triggers():
    tables = [Edition, *LINKS.values(), AuditEntry]
    assert {f"{model._meta.db_table}_update" for model in tables} <= names()
    assert {f"{model._meta.db_table}_delete" for model in tables} <= names()


def test_migrations_run_without_the_triggers_and_leave_them_there():
    before = names()
    emit_pre_migrate_signal(0, False, "default", plan=[(Migration("any", "publishing"), False)], apps=apps)
    ours = {name for name in before if name.startswith("publishing_") or "_unsettles_" in name}
    assert names() == before - ours
    emit_post_migrate_signal(0, False, "default", plan=[(Migration("any", "publishing"), False)], apps=apps)
    assert names() == before


def test_a_migrate_that_has_nothing_to_do_takes_nothing_away():
    before = names()
    emit_pre_migrate_signal(0, False, "default", plan=[], apps=apps)
    assert names() == before


@pytest.mark.django_db(transaction=True)
def test_a_table_that_is_rebuilt_refuses_again_afterwards():
    edition = press.publish(make_article(), "nl")
    column = Edition._meta.get_field("category")
    wider = models.CharField(max_length=30, blank=True)
    wider.set_attributes_from_name("category")
    try:
        rebuild(column, wider)
        refused(lambda: Edition.objects.filter(pk=edition.pk).update(category="forged"))
    finally:
        rebuild(wider, column)


def rebuild(old, new):
    with triggers.lifted(), connection.schema_editor() as editor:
        editor.alter_field(Edition, old, new, strict=True)


@pytest.mark.django_db(transaction=True)
def test_flush_empties_the_press_and_leaves_the_triggers_there():
    press.publish(make_article(), "nl")
    call_command("flush", interactive=False, verbosity=0)
    assert not Edition.objects.exists()
    assert "publishing_edition_update" in names()


def test_cancelling_at_the_very_moment_in_which_it_begins_says_so():
    edition = press.publish(make_article(), "nl", at=in_days(1))
    with unsealed():
        Edition.objects.update(public_from=in_days(-1), printed_at=in_days(-2))
    with mock.patch.object(clock, "now", return_value=in_days(-2)), pytest.raises(ValidationError) as refusal:
        press.cancel(edition)
    assert refusal.value.code == "begun"
