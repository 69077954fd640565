"""The database itself notes which records were written since their states were settled, in whatever way that was done.

A bulk update, an import, a migration, a line of SQL: nothing goes past a trigger. Like those of publishing/triggers.py
these go before any migration and come back after it; a migration that did anything leaves everything unsettled.
"""

from dataclasses import dataclass

from django.db import connections, transaction

from publishing import languages
from publishing.models import Piece
from translations import segments
from translations.models import Pair, TextState, Unsettled

NOTES = Unsettled._meta.db_table
EVENTS = ("INSERT", "UPDATE", "DELETE")

NOTE = f"""INSERT INTO {NOTES} (model, object_id, changes) SELECT {{label}}, {{row}}.{{column}}, 1 WHERE {{when}}
    ON CONFLICT (model, object_id) DO UPDATE SET changes = {NOTES}.changes + 1"""
SQL = {
    "sqlite": {
        "create": "CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {note}; END",
        "drop": "DROP TRIGGER IF EXISTS {name}",
    },
    "postgresql": {
        "create": """CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {note}; RETURN NULL; END $$;
            CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()""",
        "drop": "DROP FUNCTION IF EXISTS {name}() CASCADE",
    },
}


@dataclass(frozen=True)
class Watched:
    """A table whose rows belong to records: `column` holds the record's id, `label` says its model in SQL."""

    table: str
    label: str
    column: str

    def name(self, event):
        return f"{self.table}_unsettles_{event.lower()}"

    def note(self, event):
        """Return SQL that notes the record of a row; of one that moves to another record, both."""
        row = "OLD" if event == "DELETE" else "NEW"
        notes = [self._note(row, "1 = 1")]
        if event == "UPDATE":
            notes.append(self._note("OLD", f"OLD.{self.column} <> NEW.{self.column}"))
        return "; ".join(notes)

    def _note(self, row, when):
        return NOTE.format(label=self.label.format(row=row), row=row, column=self.column, when=when)


def watched():
    """Return the tables that states follow from, each once: those that hold texts, and what is vouched for."""
    found = {"": Watched(Pair._meta.db_table, "{row}.model", "object_id")}
    for model in (*segments.translatable(), *Piece.__subclasses__()):
        label = f"'{segments.PIECE if issubclass(model, Piece) else model._meta.label_lower}'"
        if any(hasattr(field, "translated_field") for field in model._meta.local_fields):
            found[model._meta.db_table] = Watched(model._meta.db_table, label, model._meta.pk.column)
        for name in model.parts:
            link = model._meta.get_field(name).field
            if languages.translated(link.model):
                found[link.model._meta.db_table] = Watched(link.model._meta.db_table, label, link.column)
    return list(found.values())


def install(using="default"):
    """Let the database take note from here on; may be called again at any time."""
    connection = connections[using]
    sql = SQL[connection.vendor]
    with transaction.atomic(using), connection.cursor() as cursor:
        _drop(sql, cursor)
        there = connection.introspection.table_names(cursor)
        for each in watched() if NOTES in there else ():
            if each.table in there:
                for event in EVENTS:
                    values = {"name": each.name(event), "event": event, "table": each.table, "note": each.note(event)}
                    cursor.execute(sql["create"].format(**values))


def remove(using="default"):
    with transaction.atomic(using), connections[using].cursor() as cursor:
        _drop(SQL[connections[using].vendor], cursor)


def _drop(sql, cursor):
    for each in watched():
        for event in EVENTS:
            cursor.execute(sql["drop"].format(name=each.name(event)))


def before_migrations(using, plan, **kwargs):
    if plan:
        remove(using)


def after_migrations(using, plan=(), **kwargs):
    install(using)
    with connections[using].cursor() as cursor:
        is_there = NOTES in connections[using].introspection.table_names(cursor)
    if plan and is_there:
        note_all(using)


def note_all(using="default"):
    """Take note of every record, and of those that are gone and have a state."""
    for model in segments.translatable():
        label, numbers = model._meta.label_lower, model._base_manager.using(using).values_list("pk", flat=True)
        rows = [Unsettled(model=label, object_id=number) for number in numbers]
        Unsettled.objects.using(using).bulk_create(rows, ignore_conflicts=True)
    settled = TextState.objects.using(using).values_list("model", "object_id").distinct()
    rows = [Unsettled(model=label, object_id=number) for label, number in settled]
    Unsettled.objects.using(using).bulk_create(rows, ignore_conflicts=True)
