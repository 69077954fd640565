import logging
import re

_SECRET = re.compile(r"(/preview/)[^/\s]+")


class Discreet(logging.Filter):
    """Keeps the secret addresses of previews out of the log."""

    def filter(self, record):
        message = record.getMessage()
        if "/preview/" in message:
            record.msg, record.args = _SECRET.sub(r"\1…", message), ()
        return True
