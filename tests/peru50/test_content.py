"""Loading the content: what is there stays, what is made has a history from its first day."""

import pytest

from articles.models import Article, Tag
from peru50.content import files, load
from publishing import history
from publishing.models import DeskVersion, Edition

pytestmark = pytest.mark.django_db
ARTICLE = {
    "source_language": "nl",
    "category": "news",
    "title": {"nl": "Oogst"},
    "lead": {"nl": "Een lead."},
    "tags": ["koffie"],
    "blocks": [{"key": "een", "type": "text", "html": {"nl": "<p>Alinea</p>"}}],
}


@pytest.fixture
def content(monkeypatch):
    monkeypatch.setattr(
        files, "records", lambda kind: [{"key": "koffie", "name": {"nl": "koffie"}}] if kind == "tag" else []
    )
    monkeypatch.setattr(files, "pieces", lambda kind: [("article/oogst", ARTICLE)] if kind == "article" else [])


@pytest.mark.usefixtures("content")
def test_what_is_loaded_has_a_first_version_and_is_printed():
    load.load(lambda line: None)
    (version,) = history.versions(Article.objects.get())
    assert (version.reason, version.by) == (DeskVersion.Reason.LOADED, None)
    assert len(version.data["parts"]["blocks"]) == 1
    assert history.versions(Tag.objects.get()).count() == 1
    assert Edition.objects.current("nl").get().title == "Oogst"


@pytest.mark.usefixtures("content")
def test_loading_once_more_leaves_all_as_it_is():
    load.load(lambda line: None)
    Article.objects.update(category="interview")
    load.load(lambda line: None)
    assert Article.objects.get().category == "interview"
    assert DeskVersion.objects.count() == 2
