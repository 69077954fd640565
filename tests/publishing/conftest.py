import pytest

from tests.desk import make_editor


@pytest.fixture
def editor(client, settings):
    """A browser in which an editor has signed in; the interface speaks English, whose words are those of the code."""
    settings.LANGUAGES = [*settings.LANGUAGES, ("en", "English")]
    client.force_login(make_editor())
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client
