"""Lifts what was printed long ago to the form that is read today, so that a ten-year-old page still renders.

A change of what `Block.content` or a kind's `edition_facts` give makes a new version: raise SCHEMA, add a step from
the version before, and keep a sample of the new form in tests/publishing/samples/. Nothing is ever rewritten in the
database: an edition is lifted whenever it is loaded.
"""

# The form of `facts` and `body` that is printed today.
SCHEMA = 1

# {version: {"facts": function, "body": function}}, each a pure function from that version's form to the next one's.
STEPS = {}


def lift(edition):
    """Give an edition that was just loaded its facts and its body, if they were loaded, in today's form."""
    loaded = [name for name in ("facts", "body") if name in edition.__dict__]
    if not loaded or edition.schema == SCHEMA:
        return
    for version in range(edition.schema, SCHEMA):
        for name, step in STEPS[version].items():
            if name in loaded:
                setattr(edition, name, step(getattr(edition, name)))
    edition.schema = SCHEMA
