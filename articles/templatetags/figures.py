"""Tags for key figures."""

from django import template

from articles import figures

register = template.Library()


@register.filter
def said(figure):
    return figures.said(figure)


@register.filter
def said_before(figure):
    return figures.said(figure, figure.start_value)


@register.filter
def spoken(figure):
    return figures.spoken(figure)


@register.filter
def cells(value):
    return figures.share(value)


@register.filter
def is_share(figure):
    """Say whether the figure is a percentage that rose or fell, which the woven bar shows."""
    return figure.unit == "percent" and figure.start_value is not None


@register.filter
def figures_of(blocks):
    """Return the key figures of blocks that show a number, not a bar."""
    return [block.figure for block in blocks if block.figure and not is_share(block.figure)]


@register.filter
def shares_of(blocks):
    """Return the key figures of blocks that show a bar."""
    return [block.figure for block in blocks if block.figure and is_share(block.figure)]
