"""The languages file: which languages this site added to those that it came with, and which ones visitors are offered.

{"languages": {"qu": {"name": "Runasimi", "rtl": false, "state": "stored"}}, "public": ["es", "fr", "nl"]}

Settings read it, so nothing here needs Django. A language that was removed keeps its name: old editions speak it.
"""

import fcntl
import json
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

# Their columns are in the migrations as they are written.
SHIPPED = ("es", "fr", "nl")
STATES = ("coming", "stored", "removed")  # a language that is coming has not all of its columns yet


class MalformedError(ValueError):
    """The file cannot be understood; the message is a sentence that names it."""


@dataclass(frozen=True)
class Language:
    name: str
    rtl: bool = False
    state: str = "coming"


@dataclass(frozen=True)
class Languages:
    known: dict = field(default_factory=dict)  # {code: Language} of those that did not come with the site
    public: tuple = SHIPPED

    def in_state(self, *states):
        return tuple(sorted(code for code, language in self.known.items() if language.state in states))

    def having(self, code, language, public=None):
        """Return these languages with one more, or changed."""
        return replace(self, known=self.known | {code: language}, public=self.public if public is None else public)


def read(path):
    """Return what the file says; without a file, the site has what it came with."""
    try:
        return _parsed(json.loads(Path(path).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Languages()
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise MalformedError(f"{path} is not right: {error!r}. See “Languages” in docs/operators.md.") from error


def _parsed(content):
    known = {code: Language(**each) for code, each in content["languages"].items()}
    found = Languages(known, tuple(sorted(set(content["public"]))))
    for code, language in known.items():
        types = type(language.name), type(language.rtl)
        if code in SHIPPED or types != (str, bool) or language.state not in STATES:
            raise ValueError(f"what it says of “{code}”")
    if not found.public or set(found.public) - {*SHIPPED, *found.in_state("stored")}:
        raise ValueError("what it says is public")
    return found


def write(path, languages):
    """Put the file in place whole: who reads it meanwhile reads the old one."""
    known = {code: asdict(each) for code, each in sorted(languages.known.items())}
    half = path.with_name(f"{path.name}.half")
    content = json.dumps({"languages": known, "public": sorted(languages.public)}, indent=2, ensure_ascii=False)
    half.write_text(f"{content}\n", encoding="utf-8")
    half.replace(path)


@contextmanager
def locked(path):
    """Let nobody else change the languages within."""
    with path.with_name(f"{path.name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_locked(path):
    """Say whether somebody is changing the languages."""
    try:
        with path.with_name(f"{path.name}.lock").open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
