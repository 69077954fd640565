"""Rows for tests: each factory makes one that is complete in the languages it is asked for."""

import itertools
from decimal import Decimal

from articles.models import (
    Article,
    Dossier,
    DossierPlace,
    Home,
    KeyFigure,
    Milestone,
    Organisation,
    Person,
    Project,
    Region,
    Tag,
    Theme,
)
from events.models import Event
from gallery.models import Award, Contest, Entry, Photo
from publishing import clock
from publishing.models import Block

_numbers = itertools.count(1)
ALL = ("nl", "es", "fr")


def texts(codes=ALL, **values):
    """Return {"title_nl": "Oogst nl", …}: each value with its language behind it, so that tests see which one is shown."""
    return {
        f"{field}_{code}": value if field == "slug" else f"{value} {code}"
        for field, value in values.items()
        for code in codes
    }


def _piece(model, name, codes, **fields):
    number = next(_numbers)
    words = texts(codes, title=f"{name} {number}", slug=f"{name.lower()}-{number}", lead=f"Lead of {name} {number}")
    return model.objects.create(**{"source_language": codes[0], **words, **fields})


def make_article(codes=ALL, **fields):
    return _piece(Article, "Article", codes, **{"category": "news", "date": "2015-12-01/day", **fields})


def make_page(codes=ALL, **fields):
    return _piece(Article, "Page", codes, **{"category": "page", **fields})


def make_theme(codes=ALL, motif="farming", **fields):
    return _piece(Theme, "Theme", codes, motif=motif, **fields)


def make_event(codes=ALL, **fields):
    return _piece(
        Event, "Event", codes, **{"category": "debate", "start": "2015-10-16/day", "status": "held", **fields}
    )


def make_contest(codes=ALL, **fields):
    return _piece(Contest, "Contest", codes, **{"category": "photo", "start": "2015-04-01/month", **fields})


def make_home(codes=ALL, **fields):
    return _piece(Home, "Home", codes, **fields)


def make_dossier(*pieces, codes=ALL, **fields):
    """Make a dossier that holds these pieces from place 1 on."""
    dossier = _piece(Dossier, "Dossier", codes, **fields)
    for number, piece in enumerate(pieces, 1):
        DossierPlace.objects.create(dossier=dossier, number=number, piece=piece)
    return dossier


def make_block(parent, kind="text", codes=ALL, **fields):
    needed = {
        "text": {"html": "<p>Words</p>"},
        "quote": {"text": "Quote"},
        "question": {"title": "Question", "html": "Answer"},
    }
    words = {} if any(name.endswith(("_nl", "_es", "_fr")) for name in fields) else needed.get(kind, {})
    ordering = fields.pop("ordering", parent.blocks.count() * 10)
    return Block.objects.create(parent_id=parent.pk, kind=kind, ordering=ordering, **texts(codes, **words), **fields)


def make_photo(codes=ALL, **fields):
    """Make a picture whose file is not there: pages never open files."""
    number = next(_numbers)
    own = {
        "file": f"photos/{number:016x}.jpg",
        "width": 1440,
        "height": 960,
        "colour": "#a8123a",
        "sha256": f"{number:064x}",
        "credit": "Perú 50",
        "licence": "own",
        "changed_at": clock.now(),
        "renditions": {"avif": [320, 1440], "webp": [320, 1440], "jpeg": [320, 1440]},
    }
    words = texts(codes, title=f"Picture {number}", alt=f"What is seen {number}", caption=f"Caption {number}")
    photo = Photo(**{**own, **words, **fields})
    photo.save_base(raw=True, force_insert=True)
    return photo


def make_person(**fields):
    return Person.objects.create(**{"name": f"Person {next(_numbers)}", **texts(description="Reporter"), **fields})


def make_organisation(codes=ALL, **fields):
    number = next(_numbers)
    words = texts(codes, name=f"Organisation {number}", description="What it does")
    return Organisation.objects.create(
        **{"slug": f"organisation-{number}", "kind": "ngo", "country": "BE", **words, **fields}
    )


def make_region(name="Apurímac", codes=ALL, **fields):
    words = texts(codes, note="What happened")
    return Region.objects.create(
        **{"name": name, "slug": f"region-{next(_numbers)}", "map_name": name, **words, **fields}
    )


def make_project(codes=ALL, **fields):
    number = next(_numbers)
    words = texts(codes, name=f"Project {number}", description="What it did")
    return Project.objects.create(**{"slug": f"project-{number}", **words, **fields})


def make_figure(value=28, codes=ALL, **fields):
    value = None if value is None else Decimal(value)
    words = texts(codes, label="offices", source="Source")
    return KeyFigure.objects.create(**{"value": value, **words, **fields})


def make_milestone(codes=ALL, **fields):
    return Milestone.objects.create(
        **{"date": "1965-06-01/season", **texts(codes, title="Milestone", text="Began"), **fields}
    )


def make_tag(codes=ALL, **fields):
    return Tag.objects.create(**{**texts(codes, name=f"Tag {next(_numbers)}"), **fields})


def make_entry(contest, codes=ALL, **fields):
    own = {"number": contest.entries.count() + 1, "contest": contest}
    entry = Entry.objects.create(
        **{
            **own,
            "photo": fields.pop("photo", None) or make_photo(),
            "entrant": fields.pop("entrant", None) or make_person(),
            **texts(codes, title="Entry", statement="<p>Statement</p>"),
            **fields,
        }
    )
    Award.objects.create(entry=entry, body="public", **texts(codes, name="Public's prize"))
    return entry
