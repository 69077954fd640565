"""Who may change a record, and who only translates."""

from django.contrib.auth import get_permission_codename

from publishing import languages
from publishing.models import specific


def languages_of(user):
    """Return the codes of the languages that somebody translates into."""
    return [code for code in languages.stored() if user.has_perm(f"publishing.translate_{code}")]


def may_change(user, record):
    """Say whether somebody may change all of a record, and not its texts in some languages only."""
    opts = specific(record)._meta
    return user.has_perm(f"{opts.app_label}.{get_permission_codename('change', opts)}")
