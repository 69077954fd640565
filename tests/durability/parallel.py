"""Publish one piece from many processes at the same time, and print what came of it as JSON. See killing.py."""

import json
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from publishing import press  # noqa: E402
from publishing.models import Edition  # noqa: E402
from tests.factories import make_article, make_block  # noqa: E402

AT_ONCE = 20


def main():
    call_command("migrate", verbosity=0)
    article = make_article()
    make_block(article)
    connections.close_all()
    gate, opened = os.pipe()
    children = [publisher(article, gate, opened) for _number in range(AT_ONCE)]
    os.close(opened)  # now all of them go
    failed = [status for _pid, status in (os.waitpid(child, 0) for child in children) if status]
    line = Edition.objects.filter(piece=article).order_by("public_from").values_list("public_from", "public_until")
    print(json.dumps({"failed": len(failed), "line": [[str(start), str(end)] for start, end in line]}))


def publisher(article, gate, opened):
    """Fork a process that publishes as soon as the gate is closed at its other end."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        os.close(opened)
        os.read(gate, 1)
        press.publish(article, "nl")
        status = 0
    except BaseException:  # a fork must not go on as if it were its parent
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
