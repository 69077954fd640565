"""Lifts old editions to the form that templates read today, so that a ten-year-old page still renders.

Each step is a pure function from one version's (facts, body) to the next one's. Nothing is ever rewritten.
"""

from publishing.models import SCHEMA

# {version: function that lifts (facts, body) from that version to the next}
STEPS = {}


def lifted(edition):
    """Return the (facts, body) of an edition in today's schema."""
    facts, body = edition.facts, edition.body
    for version in range(edition.schema, SCHEMA):
        facts, body = STEPS[version](facts, body)
    return facts, body
