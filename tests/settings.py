"""The site's own settings, with what makes tests quick, repeatable and free of traces."""

import os
import tempfile

# Kept in a name: the folder goes when the test process ends.
folder = tempfile.TemporaryDirectory(prefix="peru50-tests-")

# Whatever a developer's environment says, save which database and cache the tests are to use.
for name in (
    "DEBUG",
    "HTTPS",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "HOST",
    "PORT",
    "SITE_OWNER",
    "SITE_CONTACT",
    "EMAIL_URL",
    "MACHINE_TRANSLATION",
    "MACHINE_TRANSLATION_URL",
    "MACHINE_TRANSLATION_KEY",
):
    os.environ.pop(name, None)
os.environ.update(SECRET_KEY="for-tests-only", VAR_DIR=folder.name, JOBS="immediate")

from peru50.settings import *  # noqa: E402, F403
from peru50.settings import CACHES, DATABASES, MEDIA_ROOT, STATIC_ROOT, VAR_DIR  # noqa: E402

MEDIA_ROOT.mkdir()
STATIC_ROOT.mkdir()

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in production: threads of a live server would see another database in memory.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}

if CACHES["default"]["BACKEND"].endswith("RedisCache"):
    # To each parallel process its own, so that one may empty it.
    CACHES["default"]["OPTIONS"] = {"db": 1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))}
