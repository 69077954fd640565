"""What a picture shows, for those who do not see it."""

from django.utils.translation import gettext as _


def check(translation):
    if translation.field == "alt" and not translation.target.given:
        yield translation.error("no_alt", _("The alternative text is missing in this language."))
