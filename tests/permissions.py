"""The table of docs/permissions.md, and the admin's addresses as the resolver has them."""

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, get_resolver

TABLE = Path(settings.BASE_DIR, "docs", "permissions.md").read_text()


def _cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _named(text):
    return re.findall(r"`([^`]+)`", text)


LINES = [_cells(line) for line in TABLE.splitlines() if line.startswith("| ")]
ROLES = [cell.strip("`*") for cell in LINES[0][1:]]
GROUPS = {
    name: _named(members)
    for name, members in re.findall(r"^- `([A-Z]+)`: (.+?)(?=^-|^$)", TABLE, re.MULTILINE | re.DOTALL)
}


def _patterns(cell):
    """Return the patterns of names that a row is about, each group of models spelt out."""
    found = []
    for pattern in _named(cell):
        group = next((name for name in GROUPS if name in pattern), None)
        found += [pattern.replace(group, model) for model in GROUPS[group]] if group else [pattern]
    return found


ROWS = [(_patterns(line[0]), dict(zip(ROLES, line[1:], strict=True))) for line in LINES[1:]]


@dataclass(frozen=True)
class Address:
    name: str
    route: str

    @property
    def model(self):
        """The ("app", "model") whose admin it belongs to, or None."""
        found = re.match(r"admin/(\w+)/(\w+)/", self.route)
        return found.groups() if found else None

    @property
    def rows(self):
        """What the rows say that are about it: {role: cell}; it should be one."""
        return [cells for patterns, cells in ROWS if any(fnmatchcase(self.name, each) for each in patterns)]

    @property
    def writes(self):
        return any(cell in ("yes", "own") for cells in self.rows for cell in cells.values())


def addresses():
    """Return every address below /admin/; one without a name is called by its route."""
    found = [Address(name or route, route) for name, route in _walk(get_resolver().url_patterns)]
    return [address for address in found if address.route.startswith("admin/")]


def _walk(patterns, prefix=""):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield pattern.name, route
        else:
            yield from _walk(pattern.url_patterns, route)
