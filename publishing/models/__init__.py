from publishing.models.address import Address
from publishing.models.block import Block
from publishing.models.block_kinds import KINDS_OF_BLOCK
from publishing.models.choices import BlockKind, PieceKind
from publishing.models.edition import LINKS, SCHEMA, Edition
from publishing.models.piece import Piece
from publishing.models.record import SharedRecord
from publishing.models.state import DeskState

__all__ = [
    "KINDS_OF_BLOCK",
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
