import pytest
from django.core.files.storage import storages
from django.utils.translation import override


@pytest.fixture(autouse=True)
def media(settings):
    """A storage of its own for every test, in memory."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    return storages["default"]


@pytest.fixture
def english():
    """Words as they stand in the code, whatever the catalogues hold."""
    with override("en"):
        yield
