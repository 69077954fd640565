from dataclasses import dataclass

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Remark:
    """Something about a translation: an error is surely wrong, a warning asks to be looked at.

    `start` and `end` say where, in the text as it was given, markup included; None where it is in no one place.
    """

    level: str
    code: str
    message: str
    start: int | None = None
    end: int | None = None

    @property
    def is_error(self):
        return self.level == ERROR
