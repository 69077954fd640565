"""The players of the few hosts whose films a page may show after a click."""

import re

from django import template

register = template.Library()

_PLAYERS = (
    (re.compile(r"^https://(?:www\.)?youtube\.com/watch\?v=([\w-]{11})"), "https://www.youtube-nocookie.com/embed/{}"),
    (re.compile(r"^https://youtu\.be/([\w-]{11})"), "https://www.youtube-nocookie.com/embed/{}"),
    (re.compile(r"^https://vimeo\.com/(\d+)"), "https://player.vimeo.com/video/{}?dnt=1"),
)


@register.filter
def film(url):
    """Return the address of the player for a film's page, "" where its host is not one of ours."""
    for pattern, player in _PLAYERS:
        if match := pattern.match(url):
            return player.format(match.group(1))
    return ""
