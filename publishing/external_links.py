"""Which addresses of other sites a page leads to."""

from publishing import markup


def places(page, texts):
    """Return {address: id of the block it is in, or None} of a reading.Page; `texts` is its [(block id, html)]."""
    found = [(address, block) for block, html in texts for address, _label in markup.links(html)]
    found += [(block["url"], block["id"]) for block in page.blocks if "url" in block]
    found += [(link["url"], None) for link in page.facts.get("links", ())]
    found += [(page.facts["source"]["url"], None)] if page.facts.get("source") else []
    found += [(organisation.url, None) for organisation in page.linked("organisation")]
    return {address: block for address, block in reversed(found) if address.startswith(("http://", "https://"))}
