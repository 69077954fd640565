"""Everything in content/, in the order in which it needs each other."""

from django.db import transaction

from gallery.models import Photo
from peru50.content import files
from peru50.content.desk import PIECES, Desk
from publishing import history, press
from publishing.models import DeskVersion
from translations import learning


def load(say):
    """Make and print what is not there yet; `say` is called with lines of progress."""
    desk = Desk(say)
    with transaction.atomic():
        say("Writing people, organisations and regions …")
        desk.records()
        desk.glossary()
    say("Taking in the pictures …")
    desk.photos()
    with transaction.atomic():
        say("Writing the pieces …")
        for kind in PIECES:
            for key, table in files.pieces(kind):
                desk.piece(kind, key, table)
        desk.milestones()
        desk.projects()
        desk.figures()
        desk.photo_themes()
        for new in desk.new:
            desk.finish(*new)
        for row in desk.made:
            history.keep(row, reason=DeskVersion.Reason.LOADED)
            learning.vouch(row)
        for _kind, key, piece, _table in desk.new:
            say(f"  printing {key}")
            press.publish_all(piece)


def pictures():
    """Return the pictures whose renditions are not made yet."""
    return Photo.objects.filter(renditions={})
