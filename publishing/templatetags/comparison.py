"""Tags for two texts side by side."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from publishing.word_diff import ADDED, GAP, REMOVED

register = template.Library()


@register.simple_tag
def removed(text):
    """Write what went; whoever hears the page is told in words."""
    return format_html(
        '<del><span class="visually-hidden">{} </span>{}<span class="visually-hidden">]</span></del>',
        _("[removed:"),
        text,
    )


@register.simple_tag
def added(text):
    """Write what came."""
    return format_html(
        '<ins><span class="visually-hidden">{} </span>{}<span class="visually-hidden">]</span></ins>',
        _("[added:"),
        text,
    )


@register.simple_tag
def word_diff(parts):
    """Write the Parts of publishing/word_diff.py as running text."""
    return format_html_join("", "{}", ((_written(part),) for part in parts))


def _written(part):
    if part.kind == REMOVED:
        return removed(part.text)
    if part.kind == ADDED:
        return added(part.text)
    return format_html('<span class="comparison__gap"> {} </span>', "…") if part.kind == GAP else part.text
