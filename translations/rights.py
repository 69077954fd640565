"""Who may write which language of a record: said here for forms, the desk, imports and whatever else writes texts."""

from django.contrib.auth import get_permission_codename

from publishing import languages
from publishing.rights import languages_of, may_change
from translations import segments

EDITORS = ("publishing.change_piece", "publishing.publish_piece")


def may_write(user, record, language):
    """Say whether somebody may write the texts of a record in a language."""
    return language in languages.stored() and (language in languages_of(user) or may_change(user, record))


def writable(user, record):
    """Return the codes of the languages in which somebody may write the texts of a record."""
    return list(languages.stored()) if may_change(user, record) else languages_of(user)


def written_by(user):
    """Return the codes of the languages in which somebody may write pieces."""
    return list(languages.stored()) if user.has_perm("publishing.change_piece") else languages_of(user)


def words_of(user):
    """Return the codes of the languages whose interface somebody may word: it is said on every page, at once."""
    return list(languages.stored()) if user.has_perms(EDITORS) else languages_of(user)


def may_review(user, record, language):
    """Say whether somebody may vouch for what others translated: who writes it, and who approves what others hand in."""
    return may_write(user, record, language) or user.has_perm("publishing.approve_piece")


def visible_models(user):
    """Return the models of what is translated that somebody may see: pieces, and shared records."""
    return [
        model
        for model in segments.translatable()
        if user.has_perm(f"{model._meta.app_label}.{get_permission_codename('view', model._meta)}")
    ]


def only_translates(user):
    """Say whether somebody writes pieces in some languages, and cannot change anything else of them."""
    return bool(languages_of(user)) and not user.has_perm("publishing.change_piece")
