"""What search engines may read: every public page, in the languages in which it truly exists."""

from collections import defaultdict

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from articles.models import Organisation, Project
from gallery.models import Entry, Photo
from publishing import languages
from publishing.models import LINKS, Edition, PieceKind
from publishing.views import Alternate, reversed_in

LISTS = (
    "article_list",
    "theme_list",
    "event_list",
    "photo_list",
    "contest_list",
    "organisation_list",
    "project_list",
    "map",
)


@require_safe
def sitemap(request):
    """Answer one <url> per page and language, each with all its alternates."""
    pages = [*_pieces(), *_records(), *((reversed_in(name), None) for name in LISTS)]
    content = render_to_string("sitemap.xml", {"pages": pages, "root": request.build_absolute_uri("/")[:-1]})
    return HttpResponse(content, content_type="application/xml")


def _pieces():
    """Yield ([Alternate], date of the newest edition) of every piece, and of the entries below contests."""
    by_piece = defaultdict(list)
    for edition in Edition.objects.current().defer("body", "search_text", "lead").order_by("piece_id", "language"):
        by_piece[edition.piece_id].append(edition)
    entries = Entry.objects.in_bulk()
    for editions in by_piece.values():
        newest = max(edition.public_from for edition in editions)
        yield [Alternate(edition.language, edition.get_absolute_url()) for edition in editions], newest
        if editions[0].kind == PieceKind.CONTEST:
            yield from ((alternates, newest) for alternates in _entries(editions, entries))


def _entries(contests, entries):
    """Yield the [Alternate] of each entry of a contest's editions."""
    numbers = {entries[pk].number for contest in contests for pk in contest.links.get("entry", ())}
    for number in sorted(numbers):
        yield [
            Alternate(contest.language, f"{contest.get_absolute_url()}{number}/")
            for contest in contests
            if any(entries[pk].number == number for pk in contest.links.get("entry", ()))
        ]


def _records():
    """Yield ([Alternate], last change) of every picture, organisation and project that is seen."""
    named = (("photo", Photo, "pk"), ("organisation", Organisation, "slug"), ("project", Project, "slug"))
    for kind, model, key in named:
        seen_in = defaultdict(set)
        links = LINKS[kind].objects.filter(edition__in=Edition.objects.current().values("pk"))
        for target, language in links.values_list("target", "edition__language"):
            seen_in[target].add(language)
        for record in model.objects.filter(pk__in=seen_in).only("pk", "changed_at", key):
            codes = [code for code in languages.public() if code in seen_in[record.pk]]
            yield reversed_in(kind, {key: getattr(record, key)}, codes), record.changed_at
