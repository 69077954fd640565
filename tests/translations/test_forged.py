"""Whatever a translator sends to whatever address of the admin, only texts in their own language can change by it."""

import re
from functools import partial

import pytest
from django.apps import apps
from django.db import connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from publishing.models import Block
from tests.desk import make_member, sent
from tests.permissions import addresses
from tests.test_permissions import fill_newsroom, filled_in
from translations.models import Term

pytestmark = pytest.mark.django_db

# What requests leave behind that tells of no content: who is there, what is computed anew.
TRACES = {
    "sessions.session",
    "publishing.deskstate",
    "publishing.presence",
    "translations.textstate",
    "translations.unsettled",
    "translations.visit",
}
FOREIGN = {"title_nl": "forged", "title_fr": "forged", "slug_fr": "forged", "category": "interview", "date": "1999"}
FOREIGN |= {
    "source_language": "fr",
    "ordering": "99",
    "text": "forged",
    "languages": ["fr"],
    "post": "yes",
}
WRITES = re.compile("INSERT|UPDATE|DELETE")
# Nobody's content: the language of one's own screen.
ONES_OWN = {"set_language"}


def contents():
    """Return all rows of all models."""
    return {
        model._meta.label_lower: sorted(model._base_manager.values_list(), key=str)
        for model in apps.get_models()
        if model._meta.label_lower not in TRACES and model._meta.managed and not model._meta.proxy
    }


class Forger:
    """Sends what no page of ours would send; nothing of it lasts."""

    def __init__(self, client):
        self.client = client
        client.force_login(make_member("translators-es"))
        self.cookies = client.cookies.copy()
        self.before = contents()
        self.successes = []

    def send(self, path, data, is_refused=True):
        """Send something to an address, or to what a function says; note it where it changes anything, or is not refused."""
        self.client.cookies = self.cookies.copy()
        with transaction.atomic():
            path, before = _after(path if callable(path) else lambda: path, self.before)
            response, after = _after(lambda: self.client.post(path, data), before)
            transaction.set_rollback(True)
        changed = [label for label, rows in after.items() if rows != before[label]]
        if changed or (is_refused and response.status_code not in (403, 404)):
            self.successes.append(f"{path} {response.status_code} {changed}")


def _after(do, before):
    """Return what something returns, and what the database holds once it is done."""
    reset_queries()  # only so many are kept
    with CaptureQueriesContext(connection) as captured:
        done = do()
    has_written = any(WRITES.match(query["sql"]) for query in captured.captured_queries)
    return done, contents() if has_written else before


@pytest.fixture
def forger(client):
    fill_newsroom()
    Block.objects.update(languages=["nl", "fr"])
    Term.objects.create().words.create(language="fr", text="récolte")
    return Forger(client)


def test_no_address_takes_other_languages_or_fields(forger):
    for address in addresses():
        if address.name not in ONES_OWN:
            forger.send(partial(filled_in, address), FOREIGN, is_refused=False)
    assert forger.successes == []


def test_no_form_takes_a_field_that_is_not_a_text_of_ones_language(forger):
    for address in addresses():
        if address.model and any(cells["translators-es"] == "own" for cells in address.rows):
            path = filled_in(address)
            shown = sent(forger.client.get(path))
            for field in apps.get_model(*address.model)._meta.concrete_fields:
                if field.name in shown and getattr(field, "language", "") != "es":
                    forger.send(path, shown | {field.name: "99"})
    assert forger.successes == []


@pytest.mark.parametrize("page", ["write", "vouch", "ignore", "machine", "machine/title", ""])
def test_the_desk_takes_no_other_language(forger, page):
    article = Article.objects.first()
    sent = {"text": "forged", "say": "reviewed", "code": "number", "reason": "forged"}
    sent |= {"text-title": "forged", "_hide": str(article.blocks.first().pk), "_next": "done"}
    for language in ("fr", "nl", "xx"):
        path = f"/admin/translate/publishing.piece/{article.pk}/{language}/{page}/"
        forger.send(path.replace("//", "/"), sent)
    assert forger.successes == []


@pytest.mark.parametrize("key", ["slug", "category", "date", "title_fr", "source_language", "blocks", "bylines"])
def test_the_desk_takes_no_other_field(forger, key):
    article = Article.objects.first()
    path = f"/admin/translate/publishing.piece/{article.pk}/es/"
    forger.send(f"{path}write/", {"key": key, "text": "forged"})
    forger.send(f"{path}ignore/", {"key": key, "code": "number", "reason": "forged"})
    forger.send(path, {f"text-{key}": "forged"})
    assert forger.successes == []


def test_the_desk_takes_no_text_of_another_record(forger):
    article, other = Article.objects.all()[:2]
    path = f"/admin/translate/publishing.piece/{article.pk}/es/"
    for block in Block.objects.exclude(parent=article.pk):
        forger.send(f"{path}write/", {"key": f"blocks:{block.pk}:html", "text": "<p>forged</p>"})
    forger.send(path, {f"text-publishing.piece/{other.pk}/title": "forged"})
    forger.send("/admin/translate/auth.user/1/es/write/", {"key": "username", "text": "forged"})
    assert forger.successes == []
