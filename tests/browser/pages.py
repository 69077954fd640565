"""One page of each kind, found as a search engine finds it: in the sitemap, with its other languages."""

import fnmatch
import re

# What the address of each kind looks like in Dutch; `*` stands for one part.
KINDS = {
    "home": "/nl/",
    "stories": "/nl/artikels/",
    "story": "/nl/artikels/*/",
    "themes": "/nl/themas/",
    "theme": "/nl/themas/*/",
    "dossier": "/nl/dossiers/*/",
    "events": "/nl/jubileumjaar/",
    "event": "/nl/jubileumjaar/*/",
    "pictures": "/nl/beelden/",
    "picture": "/nl/beelden/*/",
    "contests": "/nl/wedstrijden/",
    "contest": "/nl/wedstrijden/*/",
    "entry": "/nl/wedstrijden/*/*/",
    "organisations": "/nl/organisaties/",
    "organisation": "/nl/organisaties/*/",
    "projects": "/nl/projecten/",
    "project": "/nl/projecten/*/",
    "map": "/nl/kaart/",
    "text page": "/nl/*/",
}
# These have no place in a sitemap.
OTHERS = {
    "search": {"nl": "/nl/zoeken/?q=koffie", "es": "/es/buscar/?q=papa", "fr": "/fr/rechercher/?q=pommes"},
    "nothing found": {"nl": "/nl/zoeken/?q=xyzzy", "es": "/es/buscar/?q=xyzzy", "fr": "/fr/rechercher/?q=xyzzy"},
    "not found": {"nl": "/nl/nergens/", "es": "/es/nada/", "fr": "/fr/rien/"},
}


def one_of_each(sitemap):
    """Return {kind: {language: path}} from the text of a sitemap; the longest page of a kind stands for it."""
    families = [
        dict(re.findall(r'hreflang="(\w+)" href="https?://[^/]+(/[^"]*)"', entry))
        for entry in re.findall(r"<url>.*?</url>", sitemap, re.DOTALL)
    ]
    found = {kind: next(filter(lambda family: _is(family, pattern), families), None) for kind, pattern in KINDS.items()}
    missing = [kind for kind, family in found.items() if family is None]
    assert not missing, f"no page of these kinds in the sitemap: {missing}"
    return found | OTHERS


def _is(family, pattern):
    path = family.get("nl", "")
    return path.count("/") == pattern.count("/") and fnmatch.fnmatchcase(path, pattern) and _is_text_page(path, pattern)


def _is_text_page(path, pattern):
    """Lists have one part as text pages do; they are named in KINDS themselves."""
    return pattern != "/nl/*/" or path not in KINDS.values()
