"""What was printed long ago is still read: samples of every form, and editions older than what reads them."""

import json
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path

import pytest
from django.db import connection, migrations, models
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse
from django.utils import translation

from publishing import clock, compare, press, schema
from publishing.models import BlockKind, Edition
from publishing.reading import Page
from tests import factories as make
from tests import site

pytestmark = pytest.mark.django_db

SAMPLES = Path(__file__).parent / "samples"
VERSIONS = range(1, schema.SCHEMA + 1)
MAKERS = {
    "article": make.make_article,
    "page": make.make_page,
    "theme": make.make_theme,
    "dossier": make.make_dossier,
    "event": make.make_event,
    "contest": make.make_contest,
    "home": make.make_home,
}


def sample(version):
    return json.loads((SAMPLES / f"schema-{version}.json").read_text())


def printed(version, kind):
    """Return an edition as that version of the site printed it."""
    found = sample(version)
    return Edition.objects.create(
        piece=MAKERS[kind](),
        language="nl",
        kind=kind,
        category={"theme": "farming", "article": "news", "page": "page", "event": "debate"}.get(kind, ""),
        source_language="nl",
        title="Lang geleden",
        slug="lang-geleden",
        lead="Zo was het toen.",
        schema=version,
        facts=found["facts"][kind],
        body=found["body"],
        links={name: [block[name] for block in found["body"] if name in block] for name in ("photo", "figure")},
        public_from=clock.now(),
        printed_at=clock.now(),
    )


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("version", VERSIONS)
def test_a_page_that_was_printed_in_any_version_is_read_today(client, version, kind):
    edition = printed(version, kind)
    response = client.get(edition.get_absolute_url())
    assert response.status_code == 200
    assert "Zo was het toen." in response.text


@pytest.mark.parametrize("version", VERSIONS)
def test_every_text_of_every_kind_of_block_is_on_that_page(client, version):
    make.make_photo(pk=9001)
    for number in range(9001, 9005):
        make.make_figure(pk=number)
    response = client.get(printed(version, "article").get_absolute_url())
    words = {text for block in sample(version)["body"] for name in ("title", "text") if (text := block.get(name))}
    assert [text for text in words if text not in response.text] == []
    assert {block["kind"] for block in sample(version)["body"]} == set(BlockKind.values)


def shape(value):
    """Return which keys there are, whatever they hold."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    return type(value).__name__ if isinstance(value, list | bool) else ""


def test_what_is_printed_today_has_the_form_that_its_sample_has():
    """Where this fails, printing has changed: see publishing/schema.py."""
    site.fill()
    kept = sample(schema.SCHEMA)
    for edition in Edition.objects.filter(language="nl"):
        assert set(edition.facts) == set(kept["facts"][edition.kind]), edition.kind
    names = {}
    for block in kept["body"]:
        names.setdefault(block["kind"], set()).update(block)
    for block in Edition.objects.get(language="nl", slug="verhaal").body:
        assert set(block) <= names[block["kind"]], block["kind"]


# A version to come: it calls the source of a quotation its speaker, gives every block a tone, and knows no style.


def lift_body(body):
    lifted = []
    for block in deepcopy(body):
        block.pop("style", None)
        if "source" in block:
            block["speaker"] = block.pop("source")
        lifted.append(block | {"tone": "calm"})
    return lifted


def lift_facts(facts):
    return facts | {"mood": facts.get("mood", "calm")}


@pytest.fixture
def next_version(monkeypatch):
    monkeypatch.setattr(schema, "SCHEMA", schema.SCHEMA + 1)
    monkeypatch.setitem(schema.STEPS, schema.SCHEMA - 1, {"facts": lift_facts, "body": lift_body})


@pytest.fixture
def story():
    """A public article with a quotation and a wide picture."""
    article = make.make_article(slug_nl="verhaal")
    make.make_block(article, "quote", text_nl="Ik was erbij.", source_nl="Rosa")
    make.make_block(article, "picture", codes=("nl",), photo=make.make_photo(), style="wide")
    return press.publish(article, "nl")


@pytest.fixture
def templates_of_next_version(settings, tmp_path):
    (tmp_path / "blocks").mkdir()
    (tmp_path / "blocks" / "quote.html").write_text("<q>{{ block.text }} {{ block.speaker }} {{ block.tone }}</q>")
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].insert(0, tmp_path)
    settings.TEMPLATES = templates


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("templates_of_next_version")
def test_an_edition_is_read_after_a_migration_that_renames_adds_and_removes_fields_of_blocks(client, request, story):
    request.getfixturevalue("next_version")
    with migrated_blocks():
        response = client.get("/nl/artikels/verhaal/")
        assert "<q>Ik was erbij. Rosa calm</q>" in response.text
        old = Edition.objects.get(pk=story.pk)
        assert not compare.editions(None, old).is_empty
        assert compare.editions(old, Edition.objects.get(pk=story.pk)).is_empty


class NextMigration(Migration):
    operations = [
        *(migrations.RenameField("block", f"source_{code}", f"speaker_{code}") for code in make.ALL),
        migrations.AddField("block", "tone", models.CharField(max_length=10, default="calm")),
        migrations.RemoveField("block", "style"),
    ]


@contextmanager
def migrated_blocks():
    """Within, the table of blocks has the columns of the next version."""
    migration, state = NextMigration("next", "publishing"), MigrationLoader(connection).project_state()
    with connection.schema_editor() as editor:
        migration.apply(state.clone(), editor)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            migration.unapply(state, editor)


def test_an_edition_is_lifted_once_however_it_is_loaded(story, next_version):
    whole = Edition.objects.get(pk=story.pk)
    later = Edition.objects.defer("body", "facts").get(pk=story.pk)
    assert whole.body == later.body == lift_body(story.body)
    assert whole.facts == later.facts == lift_facts(story.facts)
    assert Page(whole).body[0].blocks[0].speaker == "Rosa"


def test_lifting_writes_nothing(story, next_version):
    assert Edition.objects.get(pk=story.pk).schema == schema.SCHEMA
    assert list(Edition.objects.values_list("schema", "body")) == [(schema.SCHEMA - 1, story.body)]


def test_an_old_edition_that_is_printed_again_is_printed_in_the_form_of_today(story, next_version):
    press.publish(story.piece, "nl")
    again = press.print_again(Edition.objects.get(pk=story.pk))
    assert list(Edition.objects.filter(pk=again.pk).values_list("schema", flat=True)) == [schema.SCHEMA]
    assert Edition.objects.get(pk=again.pk).body == lift_body(story.body)


def test_a_block_of_a_kind_that_nobody_knows_shows_nothing_and_is_logged(client, caplog):
    article = make.make_article()
    make.make_block(article, html_nl="<p>Bekend</p>")
    edition = press.publish(article, "nl")
    body = [*edition.body, {"kind": "hologram", "id": "0", "text": "Onbekend"}]
    other = Edition.objects.create(
        piece=make.make_article(),
        language="nl",
        kind="article",
        category="news",
        slug="hologram",
        title="Hologram",
        facts=edition.facts,
        body=body,
        public_from=clock.now(),
        printed_at=clock.now(),
    )
    with translation.override("nl"):
        response = client.get(reverse("article", kwargs={"slug": "hologram"}))
    assert "Bekend" in response.text
    assert "Onbekend" not in response.text
    assert "hologram" in caplog.text
    assert not compare.editions(edition, Edition.objects.get(pk=other.pk)).is_empty
