"""How gunicorn serves the site; `manage.py serve` starts it with this. See docs/operators.md."""

import os

from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peru50.settings")

wsgi_app = "peru50.wsgi"
bind = f"[{settings.HOST}]:{settings.PORT}" if ":" in settings.HOST else f"{settings.HOST}:{settings.PORT}"
workers = settings.WORKERS
threads = settings.THREADS
# The longest address that gunicorn takes; longer ones are answered 414 before Django sees them.
limit_request_line = 8190
loglevel = "error"  # its warnings tell of what visitors send, such as a HEAD request


def when_ready(server):
    host = "localhost" if settings.HOST in ("127.0.0.1", "0.0.0.0", "::") else settings.HOST  # noqa: S104 compared
    print(f"The site is at http://{host}:{settings.PORT}/ (Ctrl-C stops it)", flush=True)
