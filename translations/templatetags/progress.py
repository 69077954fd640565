"""How much there is to translate, for templates."""

from django import template

from translations import progress

register = template.Library()
register.filter("in_words", progress.in_words)
