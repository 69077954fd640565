"""Comments beside the blocks of a piece: of its reviewers, of colleagues, of whoever has a secret link."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from publishing import clock, markup
from publishing.accounts import name_of
from publishing.models import Comment, PreviewLink

# What one secret link can hold: whoever has it needs no account.
MOST = 200
MOST_A_MINUTE = 10


@dataclass
class Comments:
    """The comments of a piece as the admin shows them, each in its language."""

    open: list = field(default_factory=list)
    resolved: list = field(default_factory=list)


def of_piece(piece):
    """Return the Comments of a piece, each with the words of its block: comment.place."""
    blocks = {block.pk: block for block in piece.blocks.select_related("photo", "figure__theme", "piece")}
    found = Comments()
    for comment in Comment.objects.filter(piece=piece.pk).select_related("author", "link", "resolved_by"):
        comment.on = blocks.get(comment.block)
        comment.is_lost = bool(comment.block and not comment.on)
        (found.resolved if comment.resolved_at else found.open).append(comment)
    return found


def leave(piece, language, text, block=None, by=None, review=None):
    """Leave the comment of somebody with an account on a block, by its id, or on the whole piece."""
    name = name_of(by)[: Comment._meta.get_field("author_name").max_length] if by else ""
    return Comment.objects.create(
        piece_id=piece.pk, language=language, block=block, text=text, author=by, author_name=name, review=review
    )


def leave_by_link(link, name, text, block=None):
    """Leave the comment of whoever has a secret link; raise ValidationError where there are too many."""
    with transaction.atomic():
        PreviewLink.objects.select_for_update(no_key=True).get(pk=link.pk)
        _check_number(link)
        return Comment.objects.create(
            piece_id=link.piece_id, language=link.language, block=block, text=text, author_name=name, link=link
        )


def _check_number(link):
    if link.comments.count() >= MOST:
        raise ValidationError(_("This address has taken as many comments as it can. Please write to the editors."))
    minute_ago = clock.now() - timedelta(minutes=1)
    if link.comments.filter(created_at__gt=minute_ago).count() >= MOST_A_MINUTE:
        raise ValidationError(_("These are many comments at once. Please wait a minute, then send it again."))


def resolve(comment, by):
    """Say that a comment has been seen to."""
    Comment.objects.filter(pk=comment.pk, resolved_at=None).update(resolved_at=clock.now(), resolved_by=by)


def reopen(comment):
    Comment.objects.filter(pk=comment.pk).update(resolved_at=None, resolved_by=None)


def excerpt(block):
    """Return the first words of a block as it is read, to be known by."""
    words = block.title or block.text or markup.plain(block.html)
    return Truncator(words or str(block.figure or block.photo or "")).words(8)
