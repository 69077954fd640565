"""Tags for events."""

from django import template
from django.utils import formats
from django.utils.html import format_html
from django.utils.text import capfirst

from events.models import Event

register = template.Library()

SHORT = 7  # letters that the square holds at full size


@register.filter
def activity(category):
    """Return the name of a kind of event."""
    return dict(Event.Category.choices).get(category, category)


@register.simple_tag
def event_badge(event):
    """Write what stands in the notched square: the date as far as it is known, else the kind of event."""
    date = event.date
    if date is None:
        name = capfirst(activity(event.category))
        return format_html('<b class="{}">{}</b>', "word word--long" if len(name) > SHORT else "word", name)
    start = date.start
    if date.precision == "day":
        return format_html("<b>{}</b>{} {}", start.day, formats.date_format(start, "F"), start.year)
    if date.precision == "month":
        return format_html('<b class="word">{}</b>{}', formats.date_format(start, "F"), start.year)
    return format_html('<b class="word">{}</b>', date.text())
