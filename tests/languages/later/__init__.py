"""The migrations of publishing, and one that a later release may bring."""

from publishing import migrations

__path__ += migrations.__path__
