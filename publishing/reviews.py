"""Who may print what, and the review of what others wrote: handed in, approved or returned.

A review asks for some languages of a piece as they were on the desk. Approving prints them.
"""

from publishing.models import KindSettings


def needs_approval(piece):
    """Say whether the newsroom asks for a reviewer's approval of this kind of piece."""
    return KindSettings.objects.filter(kind=piece.current_kind(), needs_approval=True).exists()


def may_publish(user, piece):
    """Say whether somebody may print this piece, withdraw it and so on, without handing it in."""
    if piece.trashed_at or not user.has_perm("publishing.publish_piece"):
        return False
    return user.has_perm("publishing.approve_piece") or not needs_approval(piece)
