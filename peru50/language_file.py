"""The languages file: which languages this site added to those that it came with, and which ones visitors are offered.

{"languages": {"qu": {"name": "Runasimi", "rtl": false}}, "removed": {}, "public": ["es", "fr", "nl"]}

Settings read it, so nothing here needs Django. A language that was removed keeps its name: old editions speak it.
"""

import fcntl
import json
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

# Their columns are in the migrations as they are written.
SHIPPED = ("es", "fr", "nl")


class MalformedError(ValueError):
    """The file cannot be understood; the message is a sentence that names it."""


@dataclass(frozen=True)
class Language:
    name: str
    rtl: bool = False


@dataclass(frozen=True)
class Languages:
    added: dict = field(default_factory=dict)  # {code: Language}
    removed: dict = field(default_factory=dict)
    public: tuple = SHIPPED

    @property
    def stored(self):
        return tuple(sorted({*SHIPPED, *self.added}))


def read(path):
    """Return what the file says; without a file, the site has what it came with."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except FileNotFoundError:
        return Languages()
    try:
        return _parsed(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise MalformedError(f"{path} is not right: {error}. See “Languages” in docs/operators.md.") from error


def _parsed(content):
    added, removed = (
        {code: Language(**each) for code, each in content[key].items()} for key in ("languages", "removed")
    )
    found = Languages(added, removed, tuple(sorted(content["public"])))
    if nameless := [code for code, each in {**added, **removed}.items() if not isinstance(each.name, str)]:
        raise ValueError(f"{', '.join(nameless)} has no name")
    if unknown := set(found.public) - set(found.stored):
        raise ValueError(f"visitors are offered {', '.join(sorted(unknown))}, which it does not list")
    if not found.public:
        raise ValueError("visitors are offered no language")
    if twice := set(added) & {*SHIPPED, *removed}:
        raise ValueError(f"{', '.join(sorted(twice))} is in it twice, or comes with the site")
    return found


def write(path, languages):
    """Put the file in place whole: who reads it meanwhile reads the old one."""
    content = {
        "languages": {code: asdict(each) for code, each in sorted(languages.added.items())},
        "removed": {code: asdict(each) for code, each in sorted(languages.removed.items())},
        "public": sorted(languages.public),
    }
    half = path.with_name(f"{path.name}.half")
    half.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    half.replace(path)


@contextmanager
def locked(path):
    """Let nobody else change the languages within."""
    with path.with_name(f"{path.name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
