"""What a migration does to the columns of one language, it does to those of languages that a site added."""

import re

import pytest
from django.conf import settings as site
from django.core.management import CommandError
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from publishing import columns
from publishing.columns import expand

OURS = ("articles", "events", "gallery", "peru50", "publishing", "translations")


@pytest.fixture
def added(settings):
    """Two languages were added, one with a code that columns write otherwise."""
    settings.ADDED_LANGUAGES = ("id", "pt-br")


def title():
    return models.CharField(max_length=20, null=True)


CREATED = migrations.CreateModel(
    "Paper",
    [("id", models.AutoField(primary_key=True)), ("title", models.CharField(max_length=20)), ("title_nl", title())],
    {"indexes": [models.Index(fields=["title_nl"], name="titles-nl")], "verbose_name": "paper"},
)


def after(*operations):
    """Return the state of the model when these operations were applied."""
    state = ProjectState()
    for operation in expand([CREATED, *operations]):
        operation.state_forwards("press", state)
    return state.models["press", "paper"]


def fields(*operations):
    return {name for name in after(*operations).fields if "_" in name}


def test_a_new_model_has_columns_and_indexes_for_each_language(added):
    assert fields() == {"title_nl", "title_ind", "title_pt_br"}
    indexes = {index.name: index.fields for index in after().options["indexes"]}
    assert indexes == {"titles-nl": ["title_nl"], "titles-id": ["title_ind"], "titles-pt-br": ["title_pt_br"]}


def test_columns_are_added_renamed_and_removed_in_each_language(added):
    adding = migrations.AddField("paper", "lead_nl", title())
    renaming = migrations.RenameField("paper", "lead_nl", "teaser_nl")
    titles = {"title_nl", "title_ind", "title_pt_br"}
    assert fields(adding) == titles | {"lead_nl", "lead_ind", "lead_pt_br"}
    assert fields(adding, renaming) == titles | {"teaser_nl", "teaser_ind", "teaser_pt_br"}
    assert fields(adding, migrations.RemoveField("paper", "lead_nl")) == titles


def test_columns_are_altered_in_each_language(added):
    found = after(migrations.AlterField("paper", "title_nl", models.CharField(max_length=50, null=True)))
    assert {found.fields[name].max_length for name in ("title_nl", "title_ind", "title_pt_br")} == {50}


def test_indexes_and_constraints_are_made_and_removed_in_each_language(added):
    unique = migrations.AddConstraint("paper", models.UniqueConstraint(fields=["title_nl"], name="once-nl"))
    assert [each.fields for each in after(unique).options["constraints"]] == [
        ("title_nl",),
        ("title_ind",),
        ("title_pt_br",),
    ]
    assert after(unique, migrations.RemoveConstraint("paper", "once-nl")).options["constraints"] == []
    assert after(migrations.RemoveIndex("paper", "titles-nl")).options["indexes"] == []


def test_other_columns_are_left_alone(added):
    adding = migrations.AddField("paper", "source_language", title())
    assert fields(adding) == {"title_nl", "title_ind", "title_pt_br", "source_language"}


def test_without_added_languages_a_migration_is_as_it_is_written():
    operations = [migrations.AddField("paper", "lead_nl", title()), migrations.RunPython(migrations.RunPython.noop)]
    assert expand(operations) == operations


@pytest.mark.parametrize("app", OURS)
def test_every_migration_of_ours_expands_its_operations(app):
    files = sorted((site.BASE_DIR / app / "migrations").glob("0*.py"))
    assert files
    for file in files:
        assert re.search(r"^    operations = expand\(", file.read_text(), re.MULTILINE), file


@pytest.mark.django_db
def test_a_language_that_the_file_has_lost_stops_migrations_before_they_lose_its_texts():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE publishing_piece ADD COLUMN title_qu varchar(160)")
    with pytest.raises(CommandError, match="does not list; their columns end in _qu"):
        columns.before_migrations("default")
