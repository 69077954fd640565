from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed

from peru50 import catalogues
from tests.desk import make_editor


def pytest_configure(config):
    """Compile the interface words once, before any parallel process starts and reads them."""
    if not hasattr(config, "workerinput") and catalogues.compile_stale():
        # Django has read the old ones already.
        translation_file_changed(None, Path("django.mo"))


@pytest.fixture
def url_in():
    """Return a function that gives the address of a page in a language."""

    def address(language, name, **kwargs):
        with translation.override(language):
            return reverse(name, kwargs=kwargs)

    return address


@pytest.fixture
def english():
    """Words as they stand in the code, whatever the catalogues hold."""
    with translation.override("en"):
        yield


@pytest.fixture
def english_client(client, settings):
    """A browser to which the interface speaks English, whose words are those of the code."""
    settings.LANGUAGES = [*settings.LANGUAGES, ("en", "English")]
    settings.PUBLIC_LANGUAGES = (*settings.PUBLIC_LANGUAGES, "en")
    settings.INTERFACE_LANGUAGES = [*settings.INTERFACE_LANGUAGES, "en"]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@pytest.fixture
def editor(english_client):
    """The same, in which an editor has signed in."""
    english_client.force_login(make_editor())
    return english_client
