"""The comments on a page that is shown by a secret link."""

from django import template

from publishing.comments import excerpt

register = template.Library()


@register.inclusion_tag("previews/remarks.html")
def remarks_on(remarks, blocks=()):
    """Write what was said of some blocks, or of the whole page, and the box to say more."""
    places = [(block.id, excerpt(block)) for block in blocks]
    ids = [number for number, _words in places]
    return {"remarks": remarks.left_on(ids), "form": remarks.form_on(ids), "places": places}
