"""Roles are groups: made by a migration, given new permissions once, and left as administrators want them."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from peru50 import roles
from peru50.models import Given
from tests.desk import make_member

pytestmark = pytest.mark.django_db
make_groups = import_module("peru50.migrations.0002_roles").make_groups
NAMES = {"authors", "editors", "reviewers", "moderators", "jurors", "administrators"}


def may(name, permission):
    return make_member(name).has_perm(permission)


@pytest.mark.parametrize(
    ("name", "permission", "expected"),
    [
        ("authors", "articles.add_article", True),
        ("authors", "gallery.add_photo", True),
        ("authors", "articles.delete_article", False),
        ("authors", "publishing.publish_piece", False),
        ("editors", "events.delete_event", True),
        ("editors", "publishing.change_block", True),
        ("editors", "publishing.publish_piece", True),
        ("editors", "publishing.approve_piece", False),
        ("editors", "publishing.add_redirect", True),
        ("editors", "publishing.view_edition", True),
        ("editors", "publishing.change_edition", False),
        ("editors", "publishing.add_editiontheme", False),
        ("editors", "publishing.view_auditentry", False),
        ("editors", "auth.change_user", False),
        ("reviewers", "publishing.approve_piece", True),
        ("reviewers", "articles.change_article", False),
        ("translators-es", "publishing.translate_es", True),
        ("translators-es", "publishing.translate_fr", False),
        ("translators-es", "articles.change_article", False),
        ("moderators", "gallery.change_entry", True),
        ("moderators", "articles.view_article", False),
        ("jurors", "gallery.view_entry", True),
        ("jurors", "gallery.change_entry", False),
        ("administrators", "auth.change_group", True),
        ("administrators", "publishing.view_auditentry", True),
    ],
)
def test_a_role_may_do_its_part_and_no_more(name, permission, expected):
    assert may(name, permission) == expected


def test_a_new_language_gets_its_translators(settings):
    settings.MODELTRANSLATION_LANGUAGES = ("nl", "es", "fr", "en")
    roles.sync()
    assert may("translators-en", "publishing.translate_en")


def test_what_an_administrator_took_from_a_role_stays_taken_and_the_rest_stays():
    group = Group.objects.get(name="authors")
    group.permissions.remove(Permission.objects.get(codename="add_article"))
    before = set(group.permissions.all())
    roles.sync()
    assert set(group.permissions.all()) == before


def test_what_an_administrator_gave_to_a_role_stays_given():
    group = Group.objects.get(name="jurors")
    group.permissions.add(Permission.objects.get(codename="view_article"))
    roles.sync()
    assert group.permissions.filter(codename="view_article").exists()


def test_a_group_that_was_deleted_is_made_again():
    Group.objects.filter(name="jurors").delete()
    roles.sync()
    assert may("jurors", "gallery.view_contest")


def test_the_migration_makes_the_roles_on_an_empty_database():
    Group.objects.all().delete()
    Permission.objects.all().delete()
    make_groups(apps, None)
    languages = {"translators-es", "translators-fr", "translators-nl"}
    assert set(Group.objects.values_list("name", flat=True)) == NAMES | languages
    assert may("editors", "publishing.publish_piece")


def test_the_migration_leaves_editors_their_members_and_what_was_taken_from_them():
    Given.objects.all().delete()
    Permission.objects.filter(codename="publish_piece").delete()
    editors = roles.editors()
    editors.permissions.set(Permission.objects.filter(codename__in=["add_article", "change_article"]))
    user = get_user_model().objects.create_user("editor")
    user.groups.add(editors)
    make_groups(apps, None)
    assert user.has_perm("articles.change_article")
    assert user.has_perm("publishing.publish_piece")
    assert not user.has_perm("articles.delete_article")


def test_the_migration_works_with_the_models_as_they_were_then():
    executor = MigrationExecutor(connection)
    then = executor.loader.project_state([("peru50", "0002_roles")]).apps
    Group.objects.all().delete()
    Permission.objects.all().delete()
    make_groups(then, None)
    assert may("reviewers", "publishing.approve_piece")
