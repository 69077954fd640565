"""Search in what is public: every word must be, or a long one begin, one of the page's words."""

from dataclasses import dataclass

from django.db.models import BooleanField, Case, Count, Q, Value, When
from django.utils.html import escape
from django.utils.safestring import mark_safe

from publishing import markup, stemming
from publishing.models import Edition, PieceKind

MAX_WORDS = 8
BEGINS = 5  # letters from which a stem may begin a longer word: "pap" (papa) is not in "papel"
_AROUND = 110  # characters shown on either side of a hit


@dataclass
class Hit:
    edition: Edition
    excerpt: str


def kinds(editions):
    """Return [(kind, how many)] of found editions, the most first."""
    counted = editions.order_by().values_list("kind").annotate(number=Count("pk")).order_by("-number", "kind")
    return [(PieceKind(kind), number) for kind, number in counted]


def search(query, language):
    """Return the current editions that hold every word of the query; those with it in the title first."""
    stems = list(dict.fromkeys(stemming.stems(query, language)))[:MAX_WORDS]
    if not stems:
        return Edition.objects.none()
    everywhere, in_title = Q(), Q()
    for stem in stems:
        everywhere &= Q(search_text__contains=f" {stem}" if len(stem) >= BEGINS else f" {stem} ")
        in_title &= Q(search_text__startswith=f" {stem}") | Q(title__icontains=stem)
    ranked = Case(When(in_title, then=Value(True)), default=Value(False), output_field=BooleanField())
    return (
        Edition.objects.current(language)
        .filter(everywhere)
        .alias(in_title=ranked)
        .order_by("-in_title", "-date", "piece_id")
    )


def hit(edition, query):
    """Return the edition with the words around the first hit, the hits marked."""
    stems = set(stemming.stems(query, edition.language))
    texts = [edition.lead]
    for block in edition.body:
        texts += [block.get("title", ""), markup.plain(block.get("html", "")), block.get("text", "")]
    text = next((text for text in texts if spans(text, stems, edition.language)), edition.lead)
    return Hit(edition, _excerpt(text, spans(text, stems, edition.language)))


def spans(text, stems, language):
    """Return (start, end) of each word of a text that begins with one of the stems."""
    found = []
    for match in stemming.words(text, language):
        stem = stemming.stems(match.group(), language)
        if stem and any(_is_in(wanted, stem[0]) for wanted in stems):
            found.append(match.span())
    return found


def _is_in(wanted, stem):
    return stem == wanted or (len(wanted) >= BEGINS and stem.startswith(wanted))


def _excerpt(text, spans):
    """Return safe markup: the text around the first hit, cut at words, with every hit in <mark>."""
    start = max(0, spans[0][0] - _AROUND) if spans else 0
    end = min(len(text), (spans[0][1] if spans else 0) + 2 * _AROUND)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.find(" ", end) if text.find(" ", end) > 0 else len(text)
    parts, at = ["… " if start else ""], start
    for left, right in spans:
        if start <= left and right <= end:
            parts += [escape(text[at:left]), "<mark>", escape(text[left:right]), "</mark>"]
            at = right
    parts += [escape(text[at:end]), " …" if end < len(text) else ""]
    return mark_safe("".join(parts))  # noqa: S308 every piece of text is escaped above
