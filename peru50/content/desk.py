"""Rows of the desk from the tables of the content files."""

import re
from decimal import Decimal

from django.core.files import File

from articles.models import (
    Article,
    Byline,
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
from gallery.photos import create_photo
from peru50.content import files
from publishing import languages
from publishing.models import Block, Piece
from translations.models import Term, TermWord

PIECES = {"theme": Theme, "article": Article, "contest": Contest, "event": Event, "dossier": Dossier, "home": Home}

Usage = TermWord.Usage

# In a file a block names its texts for what they are; a row has four columns for them.
BLOCK_TEXTS = {
    "text": {"heading": "title", "html": "html"},
    "picture": {"caption": "text"},
    "quote": {"text": "text", "source": "source"},
    "figure": {},
    "question": {"question": "title", "answer": "html"},
    "box": {"title": "title", "html": "html"},
    "video": {"title": "title", "where": "text"},
    "series": {"caption": "text"},
}
_LINK = re.compile(r'href="(piece|photo|organisation|project):([\w/-]+)"')


class Desk:
    """Finds what a key of the files means, and makes what is not there yet."""

    def __init__(self, say):
        self.say = say
        self.new = []  # pieces with their tables, to be finished
        self.made = []  # all rows that have a history

    def get(self, model, key):
        """Return the row that a key names, None for an empty key."""
        return model.objects.get(uuid=files.identity(key)) if key else None

    def photo(self, key):
        return self.get(Photo, key and f"photo/{key}")

    def organisation(self, key):
        return self.get(Organisation, key and f"organisation/{key}")

    def organisations(self, keys):
        return [self.organisation(key) for key in keys]

    def region(self, key):
        return self.get(Region, key and f"region/{key}")

    def person(self, key):
        return self.get(Person, key and f"person/{key}")

    def theme(self, key):
        return self.get(Theme, key and f"theme/{key}")

    def themes(self, keys):
        return [self.theme(key) for key in keys]

    def figure(self, key):
        return self.get(KeyFigure, key and f"figure/{key}")

    def linked(self, html):
        """Return markup whose links name rows by id instead of by key."""

        def by_id(match):
            kind, key = match.groups()
            model = {"piece": Piece, "photo": Photo, "organisation": Organisation, "project": Project}[kind]
            return f'href="{kind}:{self.get(model, key if kind == "piece" else f"{kind}/{key}").pk}"'

        return _LINK.sub(by_id, html.strip())

    def texts(self, table, names):
        """Return the columns of translated texts: {"title_nl": …} for names like ("title",) or {"heading": "title"}."""
        pairs = names.items() if isinstance(names, dict) else ((name, name) for name in names)
        return {
            languages.column(column, code): self.linked(text)
            for name, column in pairs
            for code, text in table.get(name, {}).items()
            if code in languages.stored()
        }

    def make(self, model, key, **values):
        """Return (row, whether it was made now)."""
        found = model.objects.filter(uuid=files.identity(key)).first()
        if found:
            return found, False
        self.made.append(model.objects.create(uuid=files.identity(key), **values))
        return self.made[-1], True

    # Shared records, in the order in which they need each other.

    def records(self):
        self._tags()
        self._regions()
        self._organisations()
        self._people()

    def _tags(self):
        for table in files.records("tag"):
            self.make(Tag, f"tag/{table['key']}", **self.texts(table, ("name",)))

    def _regions(self):
        for table in files.records("region"):
            own = {"name": table["name"], "slug": table["key"], "map_name": table["map"]}
            self.make(Region, f"region/{table['key']}", **own, **self.texts(table, ("note",)))

    def _organisations(self):
        for table in files.records("organisation"):
            own = {name: table.get(name, "") for name in ("acronym", "kind", "country", "url")}
            texts = self.texts(table, ("name", "description"))
            self.make(Organisation, f"organisation/{table['key']}", slug=table["key"], **own, **texts)

    def _people(self):
        for table in files.records("person"):
            own = {"name": table["name"], "organisation": self.organisation(table.get("organisation"))}
            self.make(Person, f"person/{table['key']}", **own, **self.texts(table, ("description",)))

    def milestones(self):
        for table in files.records("milestone"):
            self.make(
                Milestone, f"milestone/{table['key']}", date=table["date"], **self.texts(table, ("title", "text"))
            )

    def photos(self):
        tables = files.records("photo")
        for number, table in enumerate(tables, 1):
            if Photo.objects.filter(uuid=files.identity(f"photo/{table['key']}")).exists():
                continue
            self.say(f"  picture {number} of {len(tables)}: {table['key']}")
            self._photo(table)

    def _photo(self, table):
        x, y = table.get("focal", (0.5, 0.5))
        with files.picture(table["key"]).open("rb") as file:
            photo = create_photo(
                File(file, name=f"{table['key']}.png"),
                renditions=False,
                uuid=files.identity(f"photo/{table['key']}"),
                credit=table["credit"],
                licence=table.get("licence", "own"),
                is_illustration=table.get("illustration", False),
                stands_for=table.get("stands_for", ""),
                region=self.region(table.get("region")),
                date=table.get("date", ""),
                focal_x=x,
                focal_y=y,
                **self.texts(table, ("title", "alt", "caption", "place")),
            )
        self.made.append(photo)

    def photo_themes(self):
        for table in files.records("photo"):
            photo = self.photo(table["key"])
            if not photo.themes.exists():
                photo.themes.set(self.themes(table.get("themes", ())))

    def projects(self):
        for table in files.records("project"):
            own = {
                "theme": self.theme(table.get("theme")),
                "start": table.get("start", ""),
                "end": table.get("end", ""),
            }
            texts = self.texts(table, ("name", "description"))
            project, made = self.make(Project, f"project/{table['key']}", slug=table["key"], **own, **texts)
            if made:
                project.organisations.set(self.organisations(table.get("organisations", ())))
                project.regions.set([self.region(key) for key in table.get("regions", ())])

    def figures(self):
        for table in files.records("figure"):
            numbers = {name: Decimal(str(table[name])) if name in table else None for name in ("value", "start_value")}
            self.make(
                KeyFigure,
                f"figure/{table['key']}",
                **numbers,
                qualifier=table.get("qualifier", "exact"),
                unit=table.get("unit", ""),
                as_of=table.get("as_of", ""),
                theme=self.theme(table.get("theme")),
                project=self.get(Project, table.get("project") and f"project/{table['project']}"),
                organisation=self.organisation(table.get("organisation")),
                ordering=table.get("ordering", 0),
                **self.texts(table, ("label", "source")),
            )

    def glossary(self):
        """Fill the glossary where it is empty: its entries have no identity but their words."""
        if Term.objects.exists():
            return
        for table in files.records("term"):
            term = Term.objects.create(kind=table["kind"])
            words = [(code, word, Usage.PREFERRED) for code, word in table["preferred"].items()]
            for usage in (Usage.ALLOWED, Usage.FORBIDDEN):
                words += [(code, word, usage) for code, found in table.get(usage, {}).items() for word in found]
            notes = table.get("notes", {})
            TermWord.objects.bulk_create(
                TermWord(
                    term=term,
                    language=code,
                    text=word,
                    usage=usage,
                    note=notes.get(code, "") if usage == Usage.PREFERRED else "",
                )
                for code, word, usage in words
                if code in languages.stored()
            )

    # Pieces: first the rows, so that they can point to each other, then what hangs on them.

    def piece(self, kind, key, table):
        own = {
            "theme": ("motif", "ordering"),
            "article": ("category", "date", "source_publication", "source_date", "source_author", "source_url"),
            "contest": ("category", "start", "end"),
            "event": ("category", "start", "end", "timezone", "status"),
            "dossier": ("length",),
            "home": (),
        }[kind]
        values = {name: table[name] for name in own if name in table}
        if kind == "contest" and table.get("entries"):
            values["result"] = Contest.Result.OUTSIDE
        piece, made = self.make(
            PIECES[kind],
            key,
            source_language=table["source_language"],
            cover=self.photo(table.get("cover")),
            **values,
            **self.texts(table, ("title", "slug", "lead", *(("place",) if kind == "event" else ()))),
        )
        if made:
            self.new.append((kind, key, piece, table))

    def finish(self, kind, key, piece, table):
        """Add to a new piece its blocks and what only its kind has."""
        for position, block in enumerate(table.get("blocks", ()), 1):
            self._block(key, piece, position, block)
        if hasattr(piece, "themes"):
            piece.themes.set(self.themes(table.get("themes", ())))
        if hasattr(piece, "organisers"):
            piece.organisers.set(self.organisations(table.get("organisers", ())))
        if special := getattr(self, f"_finish_{kind}", None):
            special(key, piece, table)

    def _block(self, key, piece, position, table):
        shown = table.get("piece")
        Block.objects.create(
            id=files.identity(key, "block", table["key"]),
            parent_id=piece.pk,
            kind=table["type"],
            ordering=position * 10,
            languages=table.get("languages", []),
            style={"text": "", "box": ""}.get(style := table.get("size") or table.get("style") or "", style),
            url=table.get("url", ""),
            photo=self.photo(table.get("photo") or table.get("poster")),
            figure=self.figure(table.get("figure")),
            theme=self.theme(table.get("theme")),
            piece=self.get(Piece, shown),
            **self.texts(table, BLOCK_TEXTS[table["type"]]),
        )

    def _finish_article(self, key, article, table):
        article.tags.set([self.get(Tag, f"tag/{tag}") for tag in table.get("tags", ())])
        for position, line in enumerate(table.get("bylines", ())):
            Byline.objects.create(
                article=article, person=self.person(line["person"]), role=line["role"], ordering=position
            )

    def _finish_dossier(self, key, dossier, table):
        for place in table["places"]:
            DossierPlace.objects.create(dossier=dossier, number=place["place"], piece=self.get(Piece, place["piece"]))

    def _finish_event(self, key, event, table):
        event.about_contest = self.get(Contest, table.get("contest"))
        event.save()

    def _finish_contest(self, key, contest, table):
        for entry in table.get("entries", ()):
            row = Entry.objects.create(
                uuid=files.identity(key, "entry", str(entry["number"])),
                contest=contest,
                number=entry["number"],
                photo=self.photo(entry["photo"]),
                entrant=self.person(entry["entrant"]),
                organisation=self.organisation(entry.get("organisation")),
                theme=self.theme(entry.get("theme")),
                interview=self.get(Article, entry.get("interview")),
                **self.texts(entry, ("title", "statement")),
            )
            self.made.append(row)
            for position, award in enumerate(entry.get("awards", ())):
                Award.objects.create(entry=row, body=award["body"], ordering=position, **self.texts(award, ("name",)))

    def _finish_home(self, key, home, table):
        contest, number = table.get("entry") or ("", 0)
        home.featured = self.get(Piece, table.get("featured"))
        home.entry = contest and Entry.objects.get(uuid=files.identity(contest, "entry", str(number))) or None
        home.save()
        home.milestones.set([self.get(Milestone, f"milestone/{name}") for name in table.get("milestones", ())])
        home.organisations.set(self.organisations(table.get("organisations", ())))
        home.regions_shown.set([self.region(name) for name in table.get("regions", ())])
