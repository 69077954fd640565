"""Where a record or a piece is in use, in lines with links to where that is."""

from django.utils.html import format_html
from django.utils.text import capfirst

from publishing.models import Piece
from publishing.templatetags.admin_forms import form_address
from publishing.uses import uses


def lines(record, admin_site):
    """Return the uses of a record as lines for a list, each with a link to the owner."""
    return [line(owner, ways, admin_site) for owner, ways in uses(record).items()]


def line(owner, ways, admin_site):
    return format_html("{}: {}", _link(owner, admin_site), ways)


def _link(owner, admin_site):
    name = owner.get_kind_display() if isinstance(owner, Piece) else owner._meta.verbose_name
    label = f"{capfirst(name)} “{owner}”"
    if not admin_site.is_registered(type(owner)):
        return label
    return format_html('<a href="{}">{}</a>', form_address(owner), label)
