"""How people are named who work on the site."""

from django.utils.translation import gettext as _


def name_of(person):
    """Return what somebody is called; "somebody" once the account is gone."""
    return (person.get_full_name() or person.get_username()) if person else _("somebody")
