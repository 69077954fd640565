"""Which addresses of other sites a page leads to."""

from publishing import links, markup


def texts(page):
    """Return the markup of a reading.Page with the block it is in: [(block id or None, html)]."""
    found = [(block["id"], block["html"]) for block in page.blocks if "html" in block]
    return found + [(None, html) for html in page.edition.piece.specific.edition_markup(page.language)]


def places(page):
    """Return {address: id of the first block it is in, or None} of a reading.Page."""
    found = [(address, block) for block, html in texts(page) for address, _label in markup.links(html)]
    found += [(block["url"], block["id"]) for block in page.blocks if "url" in block]
    found += [(link["url"], None) for link in page.facts.get("links", ())]
    found += [(page.facts["source"]["url"], None)] if page.facts.get("source") else []
    found += [(organisation.url, None) for organisation in page.linked("organisation")]
    return {address: block for address, block in reversed(found) if links.is_elsewhere(address)}
