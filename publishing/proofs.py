"""Proofs: the edition that the desk would give now. Building one writes nothing."""

import hashlib
import json
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder

from publishing import addresses, languages, markup, stemming
from publishing.models import Edition, specific

# What visitors see of an edition.
CONTENT = (
    "kind",
    "category",
    "source_language",
    "title",
    "slug",
    "lead",
    "date",
    "cover_id",
    "facts",
    "links",
    "body",
)


@dataclass(frozen=True)
class Proof:
    """An edition that is not (yet) printed: what the page would be. It writes nothing."""

    edition: Edition

    @property
    def digest(self):
        """A fingerprint of everything that visitors would see of it."""
        content = {name: getattr(self.edition, name) for name in CONTENT}
        content["date"] = str(content["date"] or "")
        return hashlib.sha256(json.dumps(content, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()


def proof(piece, language, blocks=None):
    """Build the edition that the desk would give now; `blocks` overrides the stored ones."""
    piece = specific(piece)
    blocks = piece.blocks.all() if blocks is None else blocks
    body = [block.content(language) for block in blocks if block.is_in(language)]
    edition = Edition(
        piece_id=piece.pk,
        language=language,
        kind=piece.current_kind(),
        category=piece.edition_category(),
        source_language=piece.source_language,
        title=languages.text(piece, "title", language),
        slug=languages.text(piece, "slug", language) or addresses.propose(piece, language),
        lead=languages.text(piece, "lead", language),
        date=piece.edition_date(),
        cover_id=piece.cover_id,
        facts=piece.edition_facts(language),
        links=_links(piece, language, body),
        body=body,
    )
    return Proof(edition)


def _links(piece, language, body):
    """Return {kind of link: [ids]}: what the kind itself names, then the cover, then the body, each once."""
    found = {kind: list(ids) for kind, ids in piece.edition_links(language).items()}
    if piece.cover_id:
        found.setdefault("photo", []).insert(0, piece.cover_id)
    for block in body:
        for kind in ("photo", "figure", "theme", "piece"):
            if kind in block:
                found.setdefault(kind, []).append(block[kind])
    for html in (*(block.get("html", "") for block in body), *piece.edition_markup(language)):
        for kind, number in sorted(markup.references(html)):
            found.setdefault(kind, []).append(number)
    return {kind: list(dict.fromkeys(ids)) for kind, ids in sorted(found.items()) if ids}


def search_text(edition):
    """Return what the search looks through; only what is printed needs it, and it takes long."""
    texts = [edition.title, edition.lead]
    for block in edition.body:
        texts += [block.get("title", ""), markup.plain(block.get("html", "")), block.get("text", "")]
    return stemming.searchable(" ".join(texts), edition.language)
