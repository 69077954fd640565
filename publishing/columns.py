"""The columns of the languages that a site added, where no migration as it is written knows any.

One rule: what a migration does to a column of REFERENCE, it does to its sister in each added language. So a migration
wraps its operations in expand([…]), and makemigrations finds nothing to do. A language that was added after migrations
were applied gets its columns before the next `migrate`, as those migrations would have made them.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connections
from django.db.migrations import (
    AddConstraint,
    AddIndex,
    CreateModel,
    RemoveConstraint,
    RemoveIndex,
    RenameIndex,
)
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.fields import FieldOperation
from django.db.models import Index, UniqueConstraint

from publishing import languages

REFERENCE = "nl"
OF_COLUMNS = (FieldOperation, AddIndex, RemoveIndex, RenameIndex, AddConstraint, RemoveConstraint)


# Within migrations


def expand(operations):
    """Return the operations of a migration, with those that the columns of added languages need."""
    return [each for operation in operations for each in _expanded(operation)]


def _expanded(operation):
    if isinstance(operation, CreateModel):
        return [_with_sisters(operation)]
    if isinstance(operation, OF_COLUMNS):
        _name, _arguments, values = operation.deconstruct()
        return [operation, *(type(operation)(**sister) for sister in _sisters(values))]
    return [operation]


def _with_sisters(operation):
    """Return the making of a model with the columns of added languages, and what is said of them in its options."""
    fields = [(name, field) for name, field in operation.fields for name in (name, *_sisters(name))]
    options = operation.options | {
        key: [one for each in operation.options[key] for one in (each, *_sisters(each))]
        for key in ("indexes", "constraints")
        if key in operation.options
    }
    return CreateModel(operation.name, fields, options, operation.bases, operation.managers)


def _sisters(value):
    """Return what says of each added language what this says of the reference; nothing, if it says nothing of it."""
    return [sister for code in settings.ADDED_LANGUAGES if (sister := _said_of(code, value)) != value]


def _said_of(code, value):
    if isinstance(value, str):
        for end, other in (
            (languages.column("", REFERENCE), languages.column("", code)),
            (f"-{REFERENCE}", f"-{code}"),
        ):
            value = value.removesuffix(end) + other if value.endswith(end) else value
        return value
    if isinstance(value, dict):
        return {key: _said_of(code, each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_said_of(code, each) for each in value)
    if isinstance(value, Index | UniqueConstraint):
        _path, arguments, values = value.deconstruct()
        return type(value)(*arguments, **_said_of(code, values))
    return value


# In the database


@dataclass(frozen=True, order=True)
class Column:
    app: str
    model: str
    name: str
    reference: str  # the field of which it is a sister


def before_migrations(using, **kwargs):
    """Make the columns that are missing; refuse to go on where texts could be lost."""
    connection = connections[using]
    state = _applied(connection)
    there = _there(connection, state)
    known = {languages.column("", code) for code in (*settings.SITE_LANGUAGES.known, *settings.ADDED_LANGUAGES)}
    if unknown := {end for end, column in there if end not in known}:
        raise CommandError(
            f"The database holds texts in languages that {settings.LANGUAGES_FILE} does not list; their columns end in"
            f" {', '.join(sorted(unknown))}. Put the file back as it was: a migration could lose them."
        )
    lacking = sorted(_wanted(state) - {column for _end, column in there})
    # Made one by one: SQLite may rebuild a table, and would lose what the model does not have yet, or has too early.
    fields = {column: state.models[column.app, column.model].fields.pop(column.name) for column in lacking}
    for column, field in fields.items():
        _add(connection, state.apps.get_model(column.app, column.model), column.name, field.clone())


def _add(connection, model, name, field):
    field.set_attributes_from_name(name)
    field.model = model
    with _altering(connection) as editor:
        editor.add_field(model, field)
    field.contribute_to_class(model, name)


def drop(code, using="default"):
    """Drop the columns of a language that was removed, with all texts in it; say whether there were any."""
    connection = connections[using]
    state = _applied(connection)
    found = [column for end, column in _there(connection, state) if end == languages.column("", code)]
    for column in found:
        fields = state.models[column.app, column.model].fields
        fields[column.name] = fields[column.reference]
    for column in found:
        _drop(connection, state.apps.get_model(column.app, column.model), column.name)
    return bool(found)


def _drop(connection, model, name):
    field = model._meta.get_field(name)
    with _altering(connection) as editor:
        editor.remove_field(model, field)
    model._meta.local_fields.remove(field)
    model._meta._expire_cache()


@contextmanager
def _altering(connection):
    """Give a schema editor that gives up before readers, who wait behind it, wait for long."""
    with connection.schema_editor() as editor:
        if connection.vendor == "postgresql":
            editor.execute("SET LOCAL lock_timeout = '5s'")
        yield editor


def _applied(connection):
    """Return the models as the migrations that were applied left them."""
    loader = MigrationLoader(connection)
    return loader.project_state([node for node in loader.applied_migrations if node in loader.graph.nodes])


def _translated(state):
    """Yield (app, model, name, name of its column in the reference) for each translated field."""
    for (app, model), model_state in state.models.items():
        for name in model_state.fields:
            if (reference := languages.column(name, REFERENCE)) in model_state.fields:
                yield app, model, name, reference


def _wanted(state):
    """Return the columns that added languages should have."""
    return {
        Column(app, model, languages.column(name, code), reference)
        for app, model, name, reference in _translated(state)
        for code in settings.ADDED_LANGUAGES
    }


def _there(connection, state):
    """Return [(its ending, the Column)] of what the database has for languages that did not come with the site."""

    @cache
    def columns_of(table):
        with connection.cursor() as cursor:
            return {row.name for row in connection.introspection.get_table_description(cursor, table)}

    found = []
    for app, model, name, reference in _translated(state):
        sisters = {languages.column(name, code) for code in settings.ADDED_LANGUAGES}
        own = state.models[app, model].fields.keys() - sisters
        for column in columns_of(f"{app}_{model}") - own:
            if column.startswith(f"{name}_"):
                found.append((column.removeprefix(name), Column(app, model, column, reference)))
    return found
