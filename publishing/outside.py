"""Asks another site whether a page is there, without being led into our own network.

Editors and the sites they link to choose the addresses. So each name is looked up here, every address it has must be
public, and the connection is made to that very address: a second look-up could answer otherwise. Each hop of a
redirect is checked anew.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from threading import Timer
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri

from publishing.models import ExternalLink

Problem = ExternalLink.Problem

PORTS = {"http": 80, "https": 443}
MOST_REDIRECTS = 5
_REDIRECTS = {301, 302, 303, 307, 308}

# Names that are kept for private networks: RFC 6761, 6762 and 8375, and ICANN's .internal.
_PRIVATE_NAMES = (".local", ".localhost", ".internal", ".home.arpa")
# What `ipaddress` calls global, in some versions of Python: protocols' own addresses, those that hold another one, and
# a machine inside Azure's network that gives away secrets.
_NOT_PUBLIC = [
    ipaddress.ip_network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16", "2001::/23", "2002::/16", "3fff::/20")
]
_V6_PUBLIC = ipaddress.ip_network("2000::/3")


class UnreachableError(Exception):
    """`problem` says why: a Problem."""

    def __init__(self, problem):
        super().__init__(problem)
        self.problem = problem


def resolve(host):
    """Return the addresses of a machine, those of IPv4 first."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(address[0] for _family, *_rest, address in sorted(found, key=lambda each: each[0])))


def is_public(address):
    """Say whether an IP address lies in the open internet, and holds no other address that need not."""
    ip = ipaddress.ip_address(address)
    if not ip.is_global or ip.is_multicast or ip.is_reserved or any(ip in network for network in _NOT_PUBLIC):
        return False
    return ip.version == 4 or ip in _V6_PUBLIC


class _Connection(HTTPConnection):
    """To one of the given addresses and no other, whatever the host's name would say now."""

    def __init__(self, target, context, step_seconds, deadline):
        super().__init__(target.host, target.port)
        self.default_port = target.default_port
        self.addresses = target.addresses
        self.context = context
        self.step_seconds = step_seconds
        self.deadline = deadline
        self.is_over = False

    def connect(self):
        self._hold(self._reach())
        if self.context:
            self._hold(self.context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False))
            self.sock.do_handshake()

    def _reach(self):
        for number, address in enumerate(self.addresses, 1):
            try:
                return socket.create_connection((address, self.port), self._seconds())
            except OSError:
                if number == len(self.addresses):
                    raise

    def _seconds(self):
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, self.step_seconds)

    def _hold(self, sock):
        """Keep a socket where `hang_up` finds it, which may have come just before."""
        self.sock = sock
        if self.is_over:
            raise TimeoutError

    def hang_up(self):
        """End whatever is being waited for: a timeout of the socket only bounds each read, however little it brings."""
        self.is_over = True
        if sock := self.sock:
            with suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


class _Target(NamedTuple):
    """What to connect to, and what to ask there."""

    host: str
    port: int
    default_port: int
    addresses: list
    path: str


@dataclass(frozen=True)
class Outside:
    """The other sites, as one visit sees them. Tests replace what it looks up, trusts and waits for."""

    resolve: Callable = resolve
    is_public: Callable = is_public
    ports: tuple = tuple(PORTS.values())
    context: ssl.SSLContext | None = None
    step_seconds: float = 6
    total_seconds: float = 20

    def status(self, url):
        """Return the HTTP status that a page answers in the end, after redirects; raise UnreachableError if it does not."""
        deadline = time.monotonic() + self.total_seconds
        for _hop in range(MOST_REDIRECTS + 1):
            status, location = self._ask(url, deadline)
            if status not in _REDIRECTS or not location:
                return status
            url = _joined(url, location)
        raise UnreachableError(Problem.LOOP)

    def _ask(self, url, deadline):
        """Return (status, where it redirects to); HEAD first, and GET where a site will not have that."""
        target = self._target(url)
        status, location = self._request("HEAD", target, deadline)
        return (status, location) if status < 400 else self._request("GET", target, deadline)

    def _target(self, url):
        try:
            parts = urlsplit(url)
            default = PORTS[parts.scheme]
            port = parts.port or default
            host = (parts.hostname or "").rstrip(".")
            host = host if ":" in host else host.encode("idna").decode()
        except (ValueError, KeyError) as error:
            raise UnreachableError(Problem.ADDRESS) from error
        if not host or "@" in parts.netloc or port not in self.ports:
            raise UnreachableError(Problem.ADDRESS)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return _Target(host, port, default, self._addresses(host), iri_to_uri(path))

    def _addresses(self, host):
        if ":" not in host and ("." not in host or host.endswith(_PRIVATE_NAMES)):
            raise UnreachableError(Problem.PRIVATE)
        try:
            found = self.resolve(host)
        except (OSError, UnicodeError) as error:
            raise UnreachableError(Problem.NAME) from error
        if not (found and all(self.is_public(address) for address in found)):
            raise UnreachableError(Problem.PRIVATE)
        return found

    def _request(self, method, target, deadline):
        """Return (status, location). The body is not read: nothing is stored of what another site sends."""
        is_tls = target.default_port == PORTS["https"]
        context = (self.context or ssl.create_default_context()) if is_tls else None
        connection = _Connection(target, context, self.step_seconds, deadline)
        timer = Timer(deadline - time.monotonic(), connection.hang_up)
        timer.start()
        try:
            connection.request(method, target.path, headers={"User-Agent": user_agent(), "Accept": "*/*"})
            response = connection.getresponse()
            if connection.is_over:
                raise TimeoutError  # it was cut off within its headers
            return response.status, response.headers.get("Location")
        except (OSError, HTTPException, ValueError) as error:
            raise UnreachableError(_problem(error, deadline)) from error
        finally:
            timer.cancel()
            connection.close()


def _joined(url, location):
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise UnreachableError(Problem.ADDRESS) from error


def _problem(error, deadline):
    if isinstance(error, TimeoutError) or time.monotonic() >= deadline:
        return Problem.SLOW
    if isinstance(error, ssl.SSLError):
        return Problem.CERTIFICATE
    is_unreachable = isinstance(error, OSError) and not isinstance(error, HTTPException)
    return Problem.UNREACHABLE if is_unreachable else Problem.ANSWER


def user_agent():
    """Say who asks, so that whoever runs the other site can find us."""
    host = next((host for host in settings.ALLOWED_HOSTS if host != "*"), "localhost").lstrip(".")
    contact = f"; {settings.SITE_CONTACT}" if settings.SITE_CONTACT.isascii() and settings.SITE_CONTACT else ""
    return f"Mozilla/5.0 (compatible; peru50 link check; +https://{host}/{contact})"
