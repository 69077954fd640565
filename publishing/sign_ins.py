"""Who signed in, and who tried to, goes into the audit log: no password, no address of a machine."""

from django.contrib.auth import get_user_model
from django.core.cache import cache

from publishing import audit

# Somebody who tries passwords in their thousands must not fill a log from which nothing is ever deleted.
SECONDS_APART = 60


def note_success(sender, user, **kwargs):
    audit.note(audit.Action.SIGNED_IN, by=user)


def note_failure(sender, credentials, **kwargs):
    """Note the account that somebody failed to get into. Another name than an account's may be a mistyped password."""
    users = get_user_model()._default_manager
    name = credentials.get(users.model.USERNAME_FIELD, "")
    account = users.filter(**{users.model.USERNAME_FIELD: name}).first()
    if cache.add(f"sign-in-failed:{account and account.pk}", True, SECONDS_APART):
        audit.note(audit.Action.SIGN_IN_FAILED, account)
