"""Tags for articles and organisations."""

from django import template
from django.utils.text import capfirst
from django.utils.translation import pgettext

from articles.models import Article

register = template.Library()


@register.filter
def category(value):
    """Return the name of a kind of article."""
    return capfirst(Article.Category(value).label)


@register.filter
def role(value):
    """Return the words before a name in a byline."""
    return {
        "author": pgettext("byline", "By"),
        "interviewer": pgettext("byline", "Interview by"),
        "photographer": pgettext("byline", "Photographs by"),
        "translator": pgettext("byline", "Translated by"),
    }[value]
