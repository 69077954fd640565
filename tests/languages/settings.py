"""The site's own settings, for a site that a test sets up in a folder of its own; LATER brings the next release's schema."""

import os

from peru50.settings import *  # noqa: F403
from peru50.settings import STORAGES

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

if "LATER" in os.environ:
    MIGRATION_MODULES = {"publishing": "tests.languages.later"}
