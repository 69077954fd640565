"""Measure public pages against a constant Django view in the same run: `python bench/pages.py [seconds]`.

Starts the production server with one worker on the database of the environment (load it first: `make run`), asks
each page in turn over one kept connection, round after round, and prints per page: requests per second, that rate
as a ratio to the constant view (/healthz), CPU per request of the server, and the 99th percentile of the time to
answer. Nothing is cached. Linux only: CPU comes from /proc.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
ROUNDS = 5


def main(seconds):
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peru50.settings")
    os.environ.setdefault("SECRET_KEY", "bench")
    pages = {"constant view": "/healthz", **_addresses()}
    port = _free_port()
    server = _start(port)
    try:
        measured = _measure(pages, port, server.pid, seconds / ROUNDS / len(pages))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
    _print(measured)


def _addresses():
    import django

    django.setup()
    from publishing.models import Edition

    current = Edition.objects.current("nl")
    article = current.filter(kind="article").order_by("date", "piece_id").first()
    return {
        "home": "/nl/",
        "article": article.get_absolute_url(),
        "list of articles": _in_dutch("article_list"),
        "gallery": _in_dutch("photo_list"),
        "search": f"{_in_dutch('search')}?q=koffie",
    }


def _in_dutch(name):
    from django.urls import reverse
    from django.utils import translation

    with translation.override("nl"):
        return reverse(name)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _start(port):
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "peru50.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "1",
        "--threads",
        "1",
    ]
    command += ["--worker-class", "gthread", "--keep-alive", "60", "--log-level", "error"]
    server = subprocess.Popen(command, cwd=ROOT)  # noqa: S603 our own server
    for _attempt in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return server
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def _measure(pages, port, pid, slice_seconds):
    """Return {name: [times of each request in seconds], …} and CPU, round after round so that drift falls on all."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    measured = {name: {"times": [], "cpu": 0.0, "bytes": 0} for name in pages}
    for path in pages.values():
        _get(connection, path)
    for _round in range(ROUNDS):
        for name, path in pages.items():
            before, end = _cpu(pid), time.perf_counter() + slice_seconds
            while time.perf_counter() < end:
                start = time.perf_counter()
                measured[name]["bytes"] = _get(connection, path)
                measured[name]["times"].append(time.perf_counter() - start)
            measured[name]["cpu"] += _cpu(pid) - before
    return measured


def _get(connection, path):
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise SystemExit(f"{path} answered {response.status}.")
    return len(body)


def _cpu(pid):
    """Return the CPU seconds of the server's worker."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return (
        sum(
            sum(map(int, Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[11:13]))
            for child in children
        )
        / TICKS
    )


def _print(measured):
    rates = {name: len(page["times"]) / sum(page["times"]) for name, page in measured.items()}
    constant = rates["constant view"]
    print(f"{'page':<18}{'requests/s':>11}{'ratio':>8}{'CPU ms':>8}{'p99 ms':>8}{'bytes':>9}")
    for name, page in measured.items():
        times = sorted(page["times"])
        p99 = times[int(len(times) * 0.99)] * 1000
        cpu = page["cpu"] / len(times) * 1000
        print(f"{name:<18}{rates[name]:>11.0f}{rates[name] / constant:>8.2f}{cpu:>8.2f}{p99:>8.1f}{page['bytes']:>9}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 30)
