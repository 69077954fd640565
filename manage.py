#!/usr/bin/env python
"""Run administrative tasks."""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 whoever runs an older one gets a sentence, not a traceback
    sys.exit("peru50 needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info))

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peru50.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        settings.configured or settings.DEBUG  # reads them
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    execute_from_command_line(sys.argv)
