"""How gunicorn serves the site; `manage.py serve` starts it with this, and says where. See docs/operators.md.

Nothing here may import the settings: the master would keep them, and give them to the workers that it makes anew when
the languages change. Each worker reads them itself.
"""

wsgi_app = "peru50.wsgi"
# The longest address that gunicorn takes; longer ones are answered 414 before Django sees them.
limit_request_line = 8190
loglevel = "error"  # its warnings tell of what visitors send, such as a HEAD request


def when_ready(server):
    host, port = server.address[0]
    host = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::") else host  # noqa: S104 compared
    print(f"The site is at http://{host}:{port}/ (Ctrl-C stops it)", flush=True)
