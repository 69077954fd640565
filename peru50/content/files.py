"""The files of content/: one per piece, so that a translator can review it in a pull request."""

import tomllib
import uuid
from functools import cache
from pathlib import Path

from django.conf import settings

FOLDER = settings.BASE_DIR / "content"
PICTURES = FOLDER / "pictures"

# The identity of whatever a file describes follows from its key: loading twice finds it again.
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "peru50:content")


def identity(*keys):
    """Return the UUID of what has these keys, such as ("article/feature", "block", "intro")."""
    return uuid.uuid5(_NAMESPACE, "/".join(keys))


def pieces(kind):
    """Yield (key, table) of each piece file of a kind, such as ("article/feature", {…})."""
    for path in sorted((FOLDER / kind).glob("*.toml")):
        yield f"{kind}/{path.stem}", tomllib.loads(path.read_text())


@cache
def records(kind):
    """Return the tables of a kind of shared record, in the order of its file."""
    return tomllib.loads((FOLDER / "records" / f"{kind}.toml").read_text())[kind]


def picture(key) -> Path:
    return PICTURES / f"{key}.png"
