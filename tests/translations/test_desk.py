"""The translators' desk: what it shows, what it writes, and what it refuses."""

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article
from publishing import history, languages
from publishing.models import AuditEntry, Block, DeskVersion
from tests.desk import make_member, sent
from tests.factories import make_article, make_block, make_photo, texts
from translations import freshness, learning
from translations.models import IgnoredFinding, Term, TextState
from translations.segments import fingerprint

pytestmark = pytest.mark.django_db
State = TextState.State


@pytest.fixture
def article():
    """An article in three languages, Dutch its source, whose translations are right."""
    article = make_article()
    make_block(article)
    history.keep(article)
    learning.vouch(article)
    return article


@pytest.fixture
def translator(english_client):
    """A browser in which somebody has signed in who translates into Spanish; the interface speaks English."""
    english_client.force_login(make_member("translators-es"))
    return english_client


def desk(record, name="translate", language="es", *args):
    label = "publishing.piece" if hasattr(record, "piece_ptr_id") else record._meta.label_lower
    return reverse(name, args=[label, record.pk, language, *args])


def write(client, record, key="title", text="Cosecha", language="es", **more):
    return client.post(desk(record, "translate_write", language), {"key": key, "text": text, **more})


def state(record, key="title", language="es"):
    record = type(record).objects.get(pk=record.pk)
    return next(each.state for each in freshness.judge(record, language) if each.segment.key == key)


def block_key(article, name="html"):
    return f"blocks:{article.blocks.get().pk}:{name}"


# What it shows


def test_the_desk_shows_each_text_beside_its_source(translator, article):
    page = translator.get(desk(article))
    assert article.title_nl in page.content.decode()
    assert sent(page)[f"text-{block_key(article)}"] == ["<p>Words</p> es"]
    assert sent(page)["seen-title"] == [fingerprint(article.title_es)]


def test_the_desk_shows_what_changed_in_the_source_since_the_translation(translator, article):
    Article.objects.update(title_nl="Iets anders")
    page = translator.get(desk(article)).content.decode()
    assert "Changed since this translation" in page
    assert "<ins>" in page
    assert "Still correct" in page


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('<p>Zie <a href="https://a.be/">hier</a></p>', '<p>Zie <a href="https://b.be/">hier</a></p>', "https://b.be/"),
        ('<p>Zie <a href="piece:98">hier</a></p>', '<p>Zie <a href="piece:99">hier</a></p>', "no longer there"),
        ('<p>Zie <a href="photo:98">hier</a></p>', '<p>Zie <a href="photo:99">hier</a></p>', "no longer there"),
        ("<p>Zie <strong>hier</strong></p>", "<p>Zie hier</p>", "Only the form changed"),
        ("<h3>Zie</h3>", "<p>Zie</p>", "Only the form changed"),
    ],
)
def test_the_desk_says_of_a_source_in_the_same_words_what_else_changed(translator, article, before, after, told):
    Block.objects.update(html_nl=before)
    history.keep(Article.objects.get())
    learning.vouch(Article.objects.get())
    Block.objects.update(html_nl=after)
    assert told in translator.get(desk(article)).content.decode()


def test_the_source_language_has_no_desk_and_neither_has_what_is_not_there(translator, article):
    assert translator.get(desk(article, language="nl")).status_code == 404
    assert translator.get(desk(article, language="xx")).status_code == 404
    assert translator.get(f"/admin/translate/auth.user/{article.pk}/es/").status_code == 404
    assert translator.get(f"/admin/translate/publishing.piece/{'9' * 30}/es/").status_code == 404


def test_a_translator_reads_other_languages_and_cannot_type_there(translator, article):
    page = translator.get(desk(article, language="fr"))
    assert not page.context["sheet"].may_write
    assert "disabled" in page.content.decode()


def test_the_page_is_that_of_what_is_stored(translator, article):
    page = translator.get(desk(article, "translate_page"))
    assert article.title_es in page.json()["page"]
    assert "no-store" in page["Cache-Control"]


# Writing text by text


def test_a_text_is_written_as_one_types_and_keeps_no_version_of_the_desk(translator, article):
    answer = write(translator, article, seen=fingerprint(article.title_es)).json()
    article.refresh_from_db()
    assert article.title_es == "Cosecha"
    assert (answer["state"], answer["seen"]) == (State.IN_PROGRESS, fingerprint("Cosecha"))
    assert "in progress" in answer["said"]
    assert DeskVersion.objects.count() == 1


def test_a_text_that_is_done_waits_for_review(translator, article):
    assert write(translator, article, finish="1").json()["state"] == State.TO_REVIEW


def test_markup_is_cleaned_and_only_its_column_is_written(translator, article):
    before = Block.objects.filter(parent=article.pk).values("html_nl", "html_fr", "title_es").get()
    write(translator, article, block_key(article), "<p>Nuevo<script>x</script></p>")
    assert article.blocks.get().html_es == "<p>Nuevo</p>"
    assert Block.objects.filter(parent=article.pk).values("html_nl", "html_fr", "title_es").get() == before


def test_what_somebody_else_wrote_meanwhile_is_shown_and_stays(translator, article):
    Article.objects.update(title_es="De otra persona")
    response = write(translator, article, text="Mía", seen=fingerprint(article.title_es))
    assert response.status_code == 409
    assert response.json()["stored"] == "De otra persona"
    assert Article.objects.get().title_es == "De otra persona"
    assert write(translator, article, text="Mía", seen=response.json()["seen"]).status_code == 200


def test_a_text_that_is_too_long_is_refused_in_words(translator, article):
    response = write(translator, article, text="x" * 161)
    assert response.status_code == 400
    assert "at most 160" in response.json()["message"]


@pytest.mark.parametrize("key", ["slug", "category", "title_nl", "blocks:1:html", ""])
def test_what_is_no_text_of_the_record_is_refused(translator, article, key):
    before = history.snapshot(Article.objects.get())
    assert write(translator, article, key).status_code == 403
    assert history.snapshot(Article.objects.get()) == before


@pytest.mark.parametrize("language", ["fr", "nl", "xx"])
def test_other_languages_are_refused(translator, article, language):
    before = history.snapshot(Article.objects.get())
    assert write(translator, article, language=language).status_code in (403, 404)
    assert history.snapshot(Article.objects.get()) == before


def test_the_desk_says_that_something_lies_in_the_trash(translator, article):
    Article.objects.update(trashed_at=article.created_at)
    assert "lies in the trash" in translator.get(desk(article)).text


def test_the_desk_says_that_a_language_is_only_read(translator, article):
    assert "You read Français here; you do not write in it." in translator.get(desk(article, language="fr")).text
    assert "you do not write in it" not in translator.get(desk(article)).text


def test_nothing_is_written_of_what_lies_in_the_trash(translator, article):
    article.trashed_at = article.created_at
    article.save()
    assert write(translator, article).status_code == 403


# Saying that a translation is right


def test_still_correct_in_one_click(translator, article):
    Article.objects.update(title_nl="Iets anders")
    answer = translator.post(desk(article, "translate_vouch"), {"key": "title", "say": "correct"}).json()
    assert answer["state"] == state(article) == State.REVIEWED  # as it was before


def test_a_translation_is_marked_as_reviewed(translator, article):
    write(translator, article, finish="1")
    answer = translator.post(desk(article, "translate_vouch"), {"key": "title", "say": "reviewed"}).json()
    assert answer["state"] == state(article) == State.REVIEWED


# Beside which source


def shown(client, record, key="title"):
    """Return what a page that is open says of a text: the translation and the source that stand on it."""
    fields = sent(client.get(desk(record)))
    return {name: fields[f"{name}-{key}"][0] for name in ("seen", "source")}


def edit_source(article, text="Iets anders"):
    """Write the source as its editor does, in a form."""
    history.keep(article, reason=DeskVersion.Reason.LOADED)
    Article.objects.update(title_nl=text)
    history.keep(article)


def test_what_was_translated_while_the_source_was_changed_is_outdated(translator, article):
    page = shown(translator, article)
    edit_source(article)
    answer = write(translator, article, finish="1", **page).json()
    assert answer["state"] == state(article) == State.OUTDATED
    assert "<ins>" in answer["changes"]


def test_what_is_typed_beside_the_new_source_is_not(translator, article):
    edit_source(article)
    assert write(translator, article, finish="1", **shown(translator, article)).json()["state"] == State.TO_REVIEW


@pytest.mark.parametrize("say", ["correct", "reviewed"])
def test_nobody_vouches_for_a_translation_beside_a_source_that_they_were_not_shown(translator, article, say):
    page = shown(translator, article)
    edit_source(article)
    vouch = {"key": "title", "say": say}
    answer = translator.post(desk(article, "translate_vouch"), vouch | page).json()
    assert answer["state"] == state(article) == State.OUTDATED
    assert "<ins>" in answer["changes"]
    told = page | {"source": answer["source"]}
    assert translator.post(desk(article, "translate_vouch"), vouch | told).json()["state"] == State.REVIEWED


@pytest.mark.parametrize("say", ["correct", "reviewed"])
def test_nobody_vouches_for_a_translation_that_they_were_not_shown(translator, article, say):
    page = shown(translator, article)
    write(translator, article, text="De otra persona", finish="1")
    response = translator.post(desk(article, "translate_vouch"), {"key": "title", "say": say, **page})
    assert (response.status_code, response.json()["stored"]) == (409, "De otra persona")
    assert state(article) == State.TO_REVIEW


def test_a_source_that_no_version_knows_is_vouched_for_by_nobody(translator, article):
    Article.objects.update(title_nl="Tussendoor")
    page = shown(translator, article)
    Article.objects.update(title_nl="Iets anders")
    assert write(translator, article, finish="1", **page).json()["state"] == State.OUTDATED
    response = translator.post(desk(article, "translate_vouch"), {"key": "title", "say": "correct", **page})
    assert (response.status_code, state(article)) == (409, State.OUTDATED)
    response = translator.post(desk(article, "translate_vouch"), {"key": "title", "say": "correct", "source": "x"})
    assert (response.status_code, response.json()["code"]) == (400, "source")


def test_what_changed_in_the_source_stays_in_sight_while_somebody_mends_the_translation(translator, article):
    edit_source(article)
    assert "<ins>" in write(translator, article, text="Alg").json()["changes"]
    assert "<ins>" in translator.get(desk(article)).text
    assert write(translator, article, text="Algo distinto", finish="1").json()["changes"] == ""


# Without a script


def send(client, record, button="_save", **changes):
    page = client.get(desk(record))
    name, value = (button, "1") if isinstance(button, str) else button
    return client.post(desk(record), sent(page) | changes | {name: value})


def test_the_form_saves_what_was_changed_and_nothing_else(translator, article):
    response = send(translator, article, **{"text-title": "Cosecha"})
    assert response.status_code == 302
    assert (state(article), state(article, "lead")) == (State.TO_REVIEW, State.REVIEWED)
    assert Article.objects.get().title_es == "Cosecha"


def test_the_form_vouches_beside_the_source_that_it_showed(translator, article):
    page = sent(translator.get(desk(article)))
    edit_source(article)
    translator.post(desk(article), page | {"text-title": "Cosecha", "_save": "1"})
    assert (Article.objects.get().title_es, state(article)) == ("Cosecha", State.OUTDATED)
    translator.post(
        desk(article), page | {"text-title": "Cosecha", "seen-title": fingerprint("Cosecha"), "_reviewed": "title"}
    )
    assert state(article) == State.OUTDATED
    send(translator, article, ("_reviewed", "reviewed title"))
    assert state(article) == State.REVIEWED


def test_what_cannot_be_saved_is_shown_again_and_the_rest_is_saved(translator, article):
    response = send(translator, article, **{"text-title": "x" * 161, "text-lead": "Entradilla"})
    assert response.status_code == 400
    assert "at most 160" in response.content.decode()
    assert sent(response)["text-title"] == ["x" * 161]
    assert Article.objects.get().lead_es == "Entradilla"


def test_a_text_whose_block_is_gone_is_given_back(translator, article):
    key = f"text-{block_key(article)}"
    page = sent(translator.get(desk(article)))
    article.blocks.all().delete()
    response = translator.post(desk(article), page | {key: "<p>Mucho trabajo</p>"})
    assert response.status_code == 403
    assert "Mucho trabajo" in response.content.decode()


def test_done_keeps_a_version_of_the_desk_in_the_name_of_who_translated(translator, article):
    write(translator, article)
    send(translator, article, ("_next", "done"))
    version = DeskVersion.objects.first()
    assert (version.reason, version.languages, version.by.username) == ("translated", ["es"], "translators-es")
    assert state(article) == State.TO_REVIEW


def test_handing_in_leads_to_the_page_for_it(translator, article):
    assert send(translator, article, ("_next", "hand_in")).url.endswith(f"/{article.pk}/hand-in/?language=es")


def test_still_correct_and_reviewed_by_a_plain_button(translator, article):
    Article.objects.update(title_nl="Iets anders")
    send(translator, article, ("_correct", "title"))
    assert state(article) == State.REVIEWED


# Blocks in one language only


def test_a_block_is_hidden_in_ones_own_language_and_shown_again(translator, article):
    block = article.blocks.get()
    send(translator, article, ("_hide", str(block.pk)))
    block.refresh_from_db()
    assert block.languages == [code for code in languages.stored() if code != "es"]
    assert AuditEntry.objects.latest("pk").languages == ["es"]
    assert DeskVersion.objects.first().by.username == "translators-es"
    assert "Show in this language" in translator.get(desk(article)).content.decode()
    send(translator, article, ("_show", str(block.pk)))
    block.refresh_from_db()
    assert block.languages == []


def test_a_block_that_no_other_language_shows_is_not_hidden(translator, article):
    article.blocks.update(languages=["es"])
    response = send(translator, article, ("_hide", str(article.blocks.get().pk)))
    assert "shown in no other language" in str(*get_messages(response.wsgi_request))
    assert article.blocks.get().languages == ["es"]


def test_a_block_of_another_piece_is_left_alone(translator, article):
    other = make_block(make_article())
    send(translator, article, ("_hide", str(other.pk)))
    assert Block.objects.get(pk=other.pk).languages == []


def test_a_picture_has_no_blocks_to_hide(translator):
    response = send(translator, make_photo(), ("_hide", "x"))
    assert [str(each) for each in get_messages(response.wsgi_request)] == ["This block is no longer there."]


def test_what_exists_in_ones_own_language_only_is_written_there(translator, article):
    block = make_block(article, codes=(), languages=["es"])
    key = f"blocks:{block.pk}:html"
    assert sent(translator.get(desk(article)))[f"text-{key}"] == [""]
    write(translator, article, key, "<p>Solo aquí</p>")
    block.refresh_from_db()
    assert block.html_es == "<p>Solo aquí</p>"


# What the page shows


def test_the_words_of_pictures_are_translated_at_the_end_of_the_desk(translator, article):
    photo = make_photo(codes=("nl",))
    make_block(article, "picture", photo=photo)
    name = f"text-gallery.photo/{photo.pk}/alt"
    assert sent(translator.get(desk(article)))[name] == [""]
    send(translator, article, **{name: "Lo que se ve"})
    photo.refresh_from_db()
    assert photo.alt_es == "Lo que se ve"


def test_the_desk_of_a_picture_says_that_visitors_read_at_once_what_is_written_there(translator, article):
    assert "what you write here is seen at once" in translator.get(desk(make_photo())).text
    assert "what you write here is seen at once" not in translator.get(desk(article)).text


def test_a_sign_that_no_database_stores_is_left_out(translator, article):
    write(translator, article, text="Cos\x00echa")
    article.refresh_from_db()
    assert article.title_es == "Cosecha"


# Remarks and hints


def test_what_the_checks_say_is_ignored_for_a_reason(translator, article):
    Article.objects.update(title_nl="In 1965", title_es="En 1956")
    said = write(translator, article, text="En 1957", finish="1").json()["said"]
    assert "1965" in said
    answer = translator.post(
        desk(article, "translate_ignore"), {"key": "title", "code": "number", "reason": "another calendar"}
    ).json()
    assert "1965" not in answer["said"]
    hints = translator.get(desk(article, "translate_hints", "es", "title")).content.decode()
    assert "another calendar" in hints


def test_a_remark_is_not_ignored_without_a_reason(translator, article):
    Article.objects.update(title_nl="In 1965", title_es="En 1956")
    Article.objects.update(title_nl="In 1965", title_es="En 1956")
    response = translator.post(desk(article, "translate_ignore"), {"key": "title", "code": "number", "reason": " "})
    assert response.status_code == 400
    assert not IgnoredFinding.objects.exists()


def test_what_was_said_before_and_the_glossary_help_with_a_text(translator, article):
    other = make_article(title_nl="De oogst begon laat", title_es="La cosecha empezó tarde")
    history.keep(other)
    term = Term.objects.create()
    term.words.create(language="nl", text="oogst")
    term.words.create(language="es", text="cosecha")
    Article.objects.filter(pk=article.pk).update(title_nl="De oogst begon vroeg")
    hints = translator.get(desk(article, "translate_hints", "es", "title")).content.decode()
    assert "La cosecha empezó tarde" in hints
    assert "<mark" in translator.get(desk(article)).content.decode()


def test_a_long_page_takes_no_more_queries_than_a_short_one(translator, article):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            translator.get(desk(article))
        return len(captured)

    make_block(article, "picture", photo=make_photo())
    queries()
    few = queries()
    for _number in range(20):
        make_block(article, "text", **texts(title="Heading", html="Words"))
        make_block(article, "picture", photo=make_photo())
    history.keep(article)
    assert queries() == few


def test_done_keeps_a_version_of_those_records_too_that_were_written_here(translator, article):
    photo, other = make_photo(), make_photo()
    for each in (photo, other):
        make_block(article, "picture", photo=each)
        history.keep(each)
    write(translator, photo, "alt", "Lo que se ve")
    send(translator, article, ("_next", "done"))
    assert history.versions(photo).first().reason == "translated"
    assert history.versions(other).count() == 1
    assert state(photo, "alt") == State.TO_REVIEW
