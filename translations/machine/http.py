"""Asks the one service that the site's owner named, and no other: no redirect is followed, no answer waited for long."""

import json
import socket
import ssl
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from translations.machine.problem import MachineError

STEP_SECONDS = 10
TOTAL_SECONDS = 45
_MOST_BYTES = 5_000_000


def post(url, data, headers=None, context=None):
    """Send JSON and return what is answered. Raise MachineError where that is no answer."""
    status, body = _asked(url, json.dumps(data), headers or {}, context)
    if status != 200:
        raise MachineError(_said_of(status))
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise MachineError(_("The translation service gave no answer that makes sense.")) from error


def _asked(url, data, headers, context):
    parts = urlsplit(url)
    if parts.scheme == "https":
        context = context or ssl.create_default_context()
        connection = HTTPSConnection(parts.hostname, parts.port, timeout=STEP_SECONDS, context=context)
    else:
        connection = HTTPConnection(parts.hostname, parts.port, timeout=STEP_SECONDS)
    timer = Timer(TOTAL_SECONDS, _hang_up, [connection])
    timer.start()
    try:
        connection.request("POST", parts.path or "/", data, {"Content-Type": "application/json", **headers})
        response = connection.getresponse()
        return response.status, response.read(_MOST_BYTES)
    except (OSError, HTTPException) as error:
        raise MachineError(_("The translation service could not be reached.")) from error
    except ValueError:  # a header that cannot be sent: what is said of it would tell the key
        raise MachineError(_("The translation service could not be reached.")) from None
    finally:
        timer.cancel()
        connection.close()


def _hang_up(connection):
    """End whatever is being waited for: a timeout of the socket only bounds each read, however little it brings."""
    if sock := connection.sock:
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _said_of(status):
    if status in (401, 403):
        return _("The translation service does not accept our key.")
    if status in (429, 456):
        return _("The translation service has had enough for now: its limit is reached.")
    if status == 400:
        return _("The translation service does not translate between these languages.")
    return _("The translation service answered with an error (%(status)d).") % {"status": status}
