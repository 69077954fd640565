"""Tags for articles and organisations."""

from django import template
from django.utils.text import capfirst
from django.utils.translation import pgettext

from articles.models import Article

register = template.Library()


@register.filter
def category(value):
    """Return the name of a kind of article; a page of old may be of a kind that is no longer there."""
    return capfirst(dict(Article.Category.choices).get(value, value))


@register.filter
def role(value):
    """Return the words before a name in a byline."""
    return {
        "author": pgettext("byline", "By"),
        "interviewer": pgettext("byline", "Interview by"),
        "photographer": pgettext("byline", "Photographs by"),
        "translator": pgettext("byline", "Translated by"),
    }.get(value, "")
