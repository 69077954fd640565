from translations.models.glossary import Term, TermWord
from translations.models.ignored import IgnoredFinding
from translations.models.imported import ImportedFile
from translations.models.machine_text import MachineText
from translations.models.memory import Mark, Passage
from translations.models.pair import Pair
from translations.models.state import TextState, Unsettled
from translations.models.visit import Visit
from translations.models.words import InterfaceWord

__all__ = [
    "IgnoredFinding",
    "ImportedFile",
    "InterfaceWord",
    "Mark",
    "MachineText",
    "Pair",
    "Passage",
    "Term",
    "TermWord",
    "TextState",
    "Unsettled",
    "Visit",
]
