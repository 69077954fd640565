"""The other sites are a server of this test; every name leads to it, unless the test says otherwise."""

import ssl
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from publishing import outside
from publishing.outside import Outside, Problem, UnreachableError

# The server's certificate, for "site.example" and signed by nobody; its key protects nothing.
CERTIFICATE = Path(__file__).with_name("site.example.pem")
HERE = "127.0.0.1"


class Site(ThreadingHTTPServer):
    """Answers a path by what `answers` says of it: a status, or a function of the handler; notes what was asked."""

    daemon_threads = True

    def __init__(self):
        super().__init__((HERE, 0), Handler)
        self.answers = {}
        self.asked = []

    def url(self, path="/", host="site.example", scheme="http"):
        return f"{scheme}://{host}:{self.server_port}{path}"

    def handle_error(self, request, client_address):
        """Say nothing: that a visitor hangs up is what is tested."""


class Handler(BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        answer = self.server.answers.get(self.path, 200)
        if callable(answer):
            return answer(self)
        self.send_response(answer)
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815

    def log_message(self, *args):
        pass


@contextmanager
def serving(site):
    thread = Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield site
    site.shutdown()
    site.server_close()


@pytest.fixture
def site():
    with serving(Site()) as site:
        yield site


@pytest.fixture
def secure_site():
    site = Site()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    site.socket = context.wrap_socket(site.socket, server_side=True)
    with serving(site):
        yield site


def visit(site, url, **options):
    """Ask for a page, with this machine as the only one that is public besides those that really are."""

    def is_public(address):
        return address == HERE or outside.is_public(address)

    own = {
        "resolve": lambda host: [HERE] if host.endswith(".example") else outside.resolve(host),
        "is_public": is_public,
        "ports": (80, 443, site.server_port),
    }
    return Outside(**own | options).status(url)


def refused(site, url, **options):
    with pytest.raises(UnreachableError) as error:
        visit(site, url, **options)
    return error.value.problem


def redirecting(location, status=302):
    def answer(handler):
        handler.send_response(status)
        handler.send_header("Location", location)
        handler.end_headers()

    return answer


def test_a_page_that_is_there_answers_with_its_status(site):
    site.answers = {"/gone/?q=a%20b": 410}
    assert visit(site, site.url("/there/")) == 200
    assert visit(site, site.url("/gone/?q=a b#c")) == 410


def test_a_site_is_told_who_asks_and_nothing_else(site, settings, monkeypatch):
    settings.ALLOWED_HOSTS = ["peru50.example"]
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    visit(site, site.url("/"))
    [(method, _path, headers)] = site.asked
    assert method == "HEAD"
    assert "+https://peru50.example/" in headers.pop("User-Agent")
    assert headers.pop("Host").startswith("site.example:")
    assert headers == {"Accept": "*/*", "Accept-Encoding": "identity"}


def test_a_site_that_refuses_head_is_asked_again(site):
    site.answers["/"] = lambda handler: handler.send_error(405 if handler.command == "HEAD" else 204)
    assert visit(site, site.url("/")) == 204
    assert [method for method, *_rest in site.asked] == ["HEAD", "GET"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site, status):
    site.answers = {"/old/": redirecting("../new/", status), "/new/": 404}
    assert visit(site, site.url("/old/")) == 404


def test_redirects_in_circles_end(site):
    site.answers = {"/a/": redirecting("/b/"), "/b/": redirecting("/a/")}
    assert refused(site, site.url("/a/")) == Problem.LOOP
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "100.100.100.200", "192.0.0.192", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1"),
        *("255.255.255.255", "192.0.2.1", "203.0.113.1", "168.63.129.16"),
        *("::", "::1", "fe80::1", "fe80::1%1", "fc00::1", "fd00:ec2::254", "ff02::1", "fec0::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1"),
        *("2002:7f00:1::", "2001:0:7f00:1::"),
    ],
)
def test_an_address_that_is_not_of_the_open_internet_is_not_public(address):
    assert not outside.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "193.191.245.1", "2001:4860:4860::8888", "2a02:1800::1"])
def test_an_address_of_the_open_internet_is_public(address):
    assert outside.is_public(address)


PRIVATE = [
    *("http://127.0.0.2/", "http://127.2/", "http://2130706434/", "http://0x7f.2/", "http://0177.0.0.2/"),
    *("http://0/", "http://10.1.2.3/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[fd00:ec2::254]/"),
    *("http://169.254.169.254/latest/meta-data/", "http://localhost/", "http://localhost./", "http://printer/"),
    *("http://printer.local/", "http://metadata.google.internal/", "http://router.home.arpa/", "http://a.localhost/"),
]
NO_ADDRESS = [
    *("file:///etc/passwd", "ftp://site.example/", "gopher://site.example/", "//site.example/", "http:///"),
    *("http://site.example:22/", "http://site.example:6379/", "http://site.example:99999/", "http://[/"),
    *("http://user@site.example/", "http://user:secret@site.example/", "https://site.example@127.0.0.2/"),
    f"http://{'a' * 64}.example/",
]


@pytest.mark.parametrize("url", PRIVATE)
def test_a_private_address_is_refused(site, url):
    assert refused(site, url) == Problem.PRIVATE


@pytest.mark.parametrize("url", NO_ADDRESS)
def test_what_is_no_web_address_is_refused(site, url):
    assert refused(site, url) == Problem.ADDRESS


@pytest.mark.parametrize("url", [url for url in PRIVATE + NO_ADDRESS if not url.startswith(("//", "http:///"))])
def test_a_redirect_there_is_refused_as_well(site, url):
    site.answers = {"/": redirecting(url)}
    assert refused(site, site.url("/")) in (Problem.PRIVATE, Problem.ADDRESS)
    assert len(site.asked) == 1


def test_a_name_with_one_private_address_is_refused(site):
    assert refused(site, site.url("/"), resolve=lambda host: [HERE, "10.0.0.1"]) == Problem.PRIVATE
    assert not site.asked


def test_the_connection_is_made_to_the_address_that_was_checked(site):
    """A name that is private when looked up a second time gains nothing: there is no second time."""
    answers = iter([[HERE], ["127.0.0.2"]])
    site.answers["/"] = 405
    assert visit(site, site.url("/"), resolve=lambda host: next(answers)) == 405
    assert len(site.asked) == 2
    assert next(answers) == ["127.0.0.2"]


def test_each_redirect_is_looked_up_anew(site):
    answers = iter([[HERE], ["127.0.0.2"]])
    site.answers["/"] = redirecting("/next/")
    assert refused(site, site.url("/"), resolve=lambda host: next(answers)) == Problem.PRIVATE
    assert len(site.asked) == 1


def test_the_second_address_of_a_machine_is_tried(site):
    assert visit(site, site.url("/"), resolve=lambda host: ["127.0.0.1", HERE]) == 200


def test_an_unknown_name_is_said_to_be_one(site):
    def resolve(host):
        raise OSError

    assert refused(site, site.url("/"), resolve=resolve) == Problem.NAME


def test_a_closed_door_is_said_to_be_one():
    site = Site()
    site.server_close()
    assert refused(site, site.url("/")) == Problem.UNREACHABLE


def test_a_name_beyond_ascii_is_asked_for_as_the_web_writes_it(site):
    asked = []
    visit(site, site.url("/café/?ñ", host="perú.example"), resolve=lambda host: asked.append(host) or [HERE])
    assert asked == ["xn--per-boa.example"]
    assert site.asked[0][1] == "/caf%C3%A9/?%C3%B1"


# Time and size


def slow(handler):
    time.sleep(5)


def dripping(handler):
    """Send a byte now and then, so that no single read takes long."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(100):
        handler.wfile.write(b"a")
        handler.wfile.flush()
        time.sleep(0.05)


def endless(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        handler.wfile.write(b"a" * 65536)


def endless_header(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        handler.wfile.write(b"a" * 65536)


def continuing(handler):
    while True:
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")


@pytest.mark.parametrize("answer", [slow, dripping, continuing])
def test_a_site_that_takes_its_time_is_left(site, answer):
    site.answers["/"] = answer
    began = time.monotonic()
    assert refused(site, site.url("/"), step_seconds=0.2, total_seconds=0.4) == Problem.SLOW
    assert time.monotonic() - began < 1


def test_slow_redirects_share_the_time_of_one_visit(site):
    def answer(handler):
        time.sleep(0.15)
        redirecting("/")(handler)

    site.answers["/"] = answer
    assert refused(site, site.url("/"), total_seconds=0.4) == Problem.SLOW


def test_a_silent_handshake_is_left():
    site = Site()  # it listens and never answers
    assert refused(site, site.url("/", scheme="https"), step_seconds=0.2) == Problem.SLOW
    site.server_close()


def test_an_endless_page_is_not_read(site):
    site.answers["/"] = endless
    assert visit(site, site.url("/")) == 200


def test_an_endless_header_is_left(site):
    site.answers["/"] = endless_header
    assert refused(site, site.url("/")) == Problem.ANSWER


def test_what_is_no_answer_is_said_to_be_none(site):
    site.answers["/"] = lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n")
    assert refused(site, site.url("/")) == Problem.ANSWER


# Certificates


def test_a_certificate_that_nobody_vouches_for_is_refused(secure_site):
    assert refused(secure_site, secure_site.url("/", scheme="https")) == Problem.CERTIFICATE
    assert not secure_site.asked


def test_a_certificate_is_for_the_name_and_not_for_the_address(secure_site):
    context = ssl.create_default_context(cafile=CERTIFICATE)
    assert visit(secure_site, secure_site.url("/", scheme="https"), context=context) == 200
    other = secure_site.url("/", host="other.example", scheme="https")
    assert refused(secure_site, other, context=context) == Problem.CERTIFICATE
