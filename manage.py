#!/usr/bin/env python
"""Run administrative tasks."""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 whoever runs an older one gets a sentence, not a traceback
    sys.exit("peru50 needs Python 3.11 or newer; this is Python {}.{}.".format(*sys.version_info))

if __name__ == "__main__":
    from importlib import import_module

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peru50.settings")
    try:
        import_module(os.environ["DJANGO_SETTINGS_MODULE"])
    except ImproperlyConfigured as error:  # what is wrong with the environment, as a sentence too
        sys.exit(str(error))
    execute_from_command_line(sys.argv)
