import pytest
from django.core.files.storage import storages


@pytest.fixture(autouse=True)
def media(settings):
    """A storage of its own for every test, in memory."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    return storages["default"]
