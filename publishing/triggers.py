"""What the database itself refuses, whoever asks and in whatever way: to change an edition or the audit log.

An edition keeps every column but two: its end is moved while it has not come, and who printed it is forgotten with
the account. Only what has not begun is deleted. The triggers are no migration's: SQLite loses those of a table that
a migration alters. So they go before any migration and come back after it, with the columns that are there then.
"""

from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connections, transaction

from publishing.models import LINKS, AuditEntry, Edition

EDITION = Edition._meta.db_table
LINK_TABLES = {kind: link._meta.db_table for kind, link in LINKS.items()}
AUDIT = AuditEntry._meta.db_table
MOVABLE = ("public_until", "printed_by_id")

# "lately": an end moved to the present lies a moment in the past by now, and clocks of two machines differ a little.
SQL = {
    "sqlite": {
        "differs": "IS NOT",
        "now": "strftime('%Y-%m-%d %H:%M:%f', 'now')",
        "lately": "strftime('%Y-%m-%d %H:%M:%f', 'now', '-1 minute')",
        "says": "EXISTS (SELECT 1 FROM json_each(links, '$.{kind}') WHERE value = NEW.target_id)",
        "create": """CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table} WHEN {rule.condition}
            BEGIN SELECT RAISE(ABORT, '{rule.message}'); END""",
        "drop": "DROP TRIGGER IF EXISTS {name}",
    },
    "postgresql": {
        "differs": "IS DISTINCT FROM",
        "now": "now()",
        "lately": "now() - interval '1 minute'",
        "says": "COALESCE(links -> '{kind}' @> to_jsonb(NEW.target_id), FALSE)",
        "create": """CREATE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF {rule.condition} THEN
                RAISE EXCEPTION '{rule.message}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW; END $$;
            CREATE TRIGGER {rule.name} BEFORE {rule.event} ON {rule.table}
            FOR EACH ROW EXECUTE FUNCTION {rule.name}()""",
        "drop": "DROP FUNCTION IF EXISTS {name}() CASCADE",
    },
}


@dataclass(frozen=True)
class Rule:
    """What is refused: an event on a table, where the condition holds for its OLD and its NEW row."""

    table: str
    event: str
    condition: str
    message: str

    @property
    def name(self):
        return f"{self.table}_{self.event.lower()}"


def install(using="default"):
    """Let the database refuse from here on; may be called again at any time."""
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        _drop(connection.vendor, cursor)
        there = connection.introspection.table_names(cursor)
        for table in (EDITION, *LINK_TABLES.values(), AUDIT):
            if table in there:
                columns = [row.name for row in connection.introspection.get_table_description(cursor, table)]
                for rule in _rules(table, columns, SQL[connection.vendor]):
                    cursor.execute(SQL[connection.vendor]["create"].format(rule=rule))


def remove(using="default"):
    """Let the database refuse nothing."""
    with transaction.atomic(using), connections[using].cursor() as cursor:
        _drop(connections[using].vendor, cursor)


@contextmanager
def lifted(using="default"):
    """Let the database refuse nothing within: for what empties or rebuilds these tables."""
    remove(using)
    try:
        yield
    finally:
        install(using)


def before_migrations(using, plan, **kwargs):
    if plan:
        remove(using)


def after_migrations(using, **kwargs):
    install(using)


def _drop(vendor, cursor):
    for table in (EDITION, *LINK_TABLES.values(), AUDIT):
        for event in ("INSERT", "UPDATE", "DELETE"):
            cursor.execute(SQL[vendor]["drop"].format(name=Rule(table, event, "", "").name))


def _rules(table, columns, sql):
    """Yield what is refused of a table with these columns."""
    if table == EDITION:
        yield Rule(table, "UPDATE", _is_changed(columns, sql), "An edition is never changed. Print a new one.")
        yield Rule(table, "DELETE", _has_begun("OLD.", sql), "An edition that has begun is never deleted.")
    elif table == AUDIT:
        yield Rule(table, "UPDATE", _differ(columns, sql), "The audit log is never changed.")
        yield Rule(table, "DELETE", "TRUE", "The audit log is never changed.")
    else:
        yield Rule(table, "INSERT", _is_not_said(table, sql), "An edition points to what it was printed with.")
        yield Rule(table, "UPDATE", _differ(columns, sql), "An edition is never changed. Print a new one.")
        yield Rule(table, "DELETE", _is_of_begun(sql), "An edition that has begun is never deleted.")


def _differ(columns, sql):
    return " OR ".join(f'OLD."{column}" {sql["differs"]} NEW."{column}"' for column in columns)


def _is_changed(columns, sql):
    """Refuse to change a column; but an end that has not come may be moved to another that has not, and a name go."""
    return (
        f"{_differ([column for column in columns if column not in MOVABLE], sql)}"
        f" OR (NEW.printed_by_id IS NOT NULL AND {_differ(['printed_by_id'], sql)})"
        f" OR ({_differ(['public_until'], sql)}"
        f" AND (OLD.public_until <= {sql['lately']} OR NEW.public_until <= {sql['lately']}))"
    )


def _has_begun(row, sql):
    """What was published at once has begun, whatever the database's clock says."""
    return f"({row}public_from <= {sql['now']} OR {row}public_from <= {row}printed_at)"


def _is_of_begun(sql):
    return f"EXISTS (SELECT 1 FROM {EDITION} WHERE id = OLD.edition_id AND {_has_begun('', sql)})"  # noqa: S608 our own names


def _is_not_said(table, sql):
    """Refuse a link that the edition's own column `links` does not name; a dump may load links before editions."""
    kind = next(kind for kind, name in LINK_TABLES.items() if name == table)
    said = sql["says"].format(kind=kind)
    return f"EXISTS (SELECT 1 FROM {EDITION} WHERE id = NEW.edition_id AND NOT {said})"  # noqa: S608 our own names
