from publishing.models.address import Address
from publishing.models.audit import AuditEntry
from publishing.models.block import Block
from publishing.models.block_kinds import KINDS_OF_BLOCK
from publishing.models.choices import BlockKind, PieceKind
from publishing.models.edition import LINKS, Edition
from publishing.models.history import DeskVersion
from publishing.models.link import ExternalLink, Redirect
from publishing.models.newsroom import Presence, Profile
from publishing.models.piece import Piece, specific
from publishing.models.record import SharedRecord
from publishing.models.review import Comment, KindSettings, PreviewLink, Review
from publishing.models.state import DeskState
from publishing.models.trash import Trashable, TrashQuerySet

__all__ = [
    "KINDS_OF_BLOCK",
    "LINKS",
    "Address",
    "AuditEntry",
    "Block",
    "BlockKind",
    "Comment",
    "DeskState",
    "DeskVersion",
    "Edition",
    "ExternalLink",
    "KindSettings",
    "Piece",
    "PieceKind",
    "Presence",
    "PreviewLink",
    "Profile",
    "Redirect",
    "Review",
    "SharedRecord",
    "TrashQuerySet",
    "Trashable",
    "specific",
]
