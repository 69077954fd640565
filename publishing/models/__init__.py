from publishing.models.address import Address
from publishing.models.block import Block
from publishing.models.choices import BlockKind, PieceKind
from publishing.models.edition import LINKS, SCHEMA, Edition
from publishing.models.piece import Piece
from publishing.models.record import SharedRecord
from publishing.models.state import DeskState

__all__ = [
    "LINKS",
    "SCHEMA",
    "Address",
    "Block",
    "BlockKind",
    "DeskState",
    "Edition",
    "Piece",
    "PieceKind",
    "SharedRecord",
]
