"""Two people at one form: each writes only what they changed, what both changed is asked, and nothing typed is lost."""

import json

import pytest

from articles.models import Article, Byline
from publishing import trash
from publishing.admin.conflicts import CONFLICT
from publishing.admin.merging import CHANGED, DELETED_HERE, GONE, STAYS_DELETED
from publishing.models import AuditEntry, Block, DeskVersion
from tests.desk import form_of, new_block, save, sent
from tests.factories import (
    make_article,
    make_block,
    make_organisation,
    make_person,
    make_photo,
    make_tag,
    make_theme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article()


def opened(editor, record):
    """Open a form and return what it holds; whoever saves something before it is sent was quicker."""
    return sent(editor.get(form_of(record)))


def post(editor, record, data, **changes):
    data = {name: value for name, value in (data | changes).items() if value is not None}
    response = editor.post(form_of(record), data | {"_continue": "1"})
    record.refresh_from_db()
    return response


def forms(response):
    yield response.context["adminform"].form
    for each in response.context["inline_admin_formsets"]:
        yield from each.formset.forms


def conflicts(response):
    """Return {field or None: text} of what is asked."""
    if response.status_code == 302:
        return {}
    return {
        form.add_prefix(name): str(error.message)
        for form in forms(response)
        for name, errors in form.errors.as_data().items()
        for error in errors
        if error.code == CONFLICT
    }


def test_a_field_that_only_the_other_changed_keeps_what_they_wrote(editor, article):
    mine = opened(editor, article)
    Article.objects.filter(pk=article.pk).update(title_es="De la otra")
    post(editor, article, mine, title_nl="Van mij")
    assert (article.title_nl, article.title_es) == ("Van mij", "De la otra")


@pytest.mark.parametrize(
    ("field", "theirs"),
    [
        ("lead_nl", "Van hen"),
        ("category", "feature"),
        ("source_language", "es"),
        ("date", "1990-01-01/decade"),
        ("source_url", "https://example.org/"),
    ],
)
def test_every_kind_of_field_that_was_left_alone_keeps_what_they_wrote(editor, article, field, theirs):
    mine = opened(editor, article)
    Article.objects.filter(pk=article.pk).update(**{field: theirs})
    post(editor, article, mine, title_fr="De moi")
    assert str(getattr(article, field)) == theirs
    assert article.title_fr == "De moi"


def test_relations_that_were_left_alone_keep_what_they_chose(editor, article):
    theme, tag, photo = make_theme(), make_tag(), make_photo()
    mine = opened(editor, article)
    article.themes.add(theme)
    article.tags.add(tag)
    Article.objects.filter(pk=article.pk).update(cover=photo)
    post(editor, article, mine, title_fr="De moi")
    assert (list(article.themes.all()), list(article.tags.all()), article.cover) == ([theme], [tag], photo)


def test_a_field_that_both_changed_is_asked_and_nothing_is_lost(editor, article):
    mine = opened(editor, article)
    Article.objects.filter(pk=article.pk).update(title_nl="Van hen", lead_nl="Lead van hen")
    response = post(editor, article, mine, title_nl="Van mij", title_fr="De moi")
    assert conflicts(response) == {"title_nl": CHANGED}
    assert (article.title_nl, [article.title_fr]) == ("Van hen", mine["title_fr"])
    held = sent(response)
    assert (held["title_nl"], held["title_fr"]) == (["Van mij"], ["De moi"])
    assert held["lead_nl"] == ["Lead van hen"]


def test_saving_again_keeps_mine_knowingly(editor, article):
    mine = opened(editor, article)
    Article.objects.filter(pk=article.pk).update(title_nl="Van hen")
    response = post(editor, article, mine, title_nl="Van mij")
    post(editor, article, sent(response))
    assert article.title_nl == "Van mij"


def test_taking_theirs_leaves_theirs(editor, article):
    mine = opened(editor, article)
    Article.objects.filter(pk=article.pk).update(title_nl="Van hen")
    response = post(editor, article, mine, title_nl="Van mij")
    assert conflicts(post(editor, article, sent(response), title_nl="Van hen")) == {}
    assert article.title_nl == "Van hen"


def test_what_changes_while_a_conflict_is_decided_is_asked_again(editor, article):
    mine = opened(editor, article)
    Article.objects.filter(pk=article.pk).update(title_nl="Van hen")
    response = post(editor, article, mine, title_nl="Van mij")
    Article.objects.filter(pk=article.pk).update(title_nl="Weer anders")
    assert conflicts(post(editor, article, sent(response))) == {"title_nl": CHANGED}
    assert article.title_nl == "Weer anders"


def test_both_writing_the_same_is_no_conflict(editor, article):
    mine = opened(editor, article)
    Article.objects.filter(pk=article.pk).update(title_nl="Samen")
    assert conflicts(post(editor, article, mine, title_nl="Samen")) == {}


@pytest.mark.parametrize(
    ("field", "theirs", "sent_as"),
    [
        ("category", "feature", {"category": "interview"}),
        ("date", "1990-01-01/decade", {"date_year": "1991", "date_part": "", "date_day": ""}),
    ],
)
def test_choices_and_dates_that_both_changed_are_asked(editor, article, field, theirs, sent_as):
    mine = opened(editor, article)
    Article.objects.filter(pk=article.pk).update(**{field: theirs})
    assert conflicts(post(editor, article, mine, **sent_as)) == {field: CHANGED}
    assert str(getattr(article, field)) == theirs


def test_themes_that_both_changed_are_asked_as_one_field(editor, article):
    first, second = make_theme(), make_theme(motif="health")
    mine = opened(editor, article)
    article.themes.add(first)
    assert conflicts(post(editor, article, mine, themes=[second.pk])) == {"themes": CHANGED}
    assert list(article.themes.all()) == [first]


def test_a_text_that_was_left_alone_stays_to_the_letter(editor, article):
    text, html = "Regel 1\r\nRegel 2\n", "<p>een</p>\n\n<p>twee </p>\n"
    Article.objects.filter(pk=article.pk).update(lead_nl=text)
    block = make_block(article, html_nl=html)
    mine = opened(editor, article)
    mine["lead_nl"] = ["Regel 1\r\nRegel 2"]
    mine["block_text-0-html_nl"] = ["<p>een</p><p>twee </p>"]  # as the text editor writes it after an undo
    post(editor, article, mine, title_fr="De moi", **{"block_text-0-title_fr": "Titre"})
    block.refresh_from_db()
    assert (article.title_fr, article.lead_nl) == ("De moi", text)
    assert (block.title_fr, block.html_nl) == ("Titre", html)


def test_a_form_sent_untouched_writes_nothing(editor, article):
    make_block(article, html_nl="<p>een</p>\n<p>twee</p>\n")
    make_block(article, "picture", photo=make_photo(), languages=["es"])
    Byline.objects.create(article=article, person=make_person())
    article.themes.add(make_theme())
    data, before = opened(editor, article), article.changed_at
    post(editor, article, data)
    assert article.changed_at == before
    assert not DeskVersion.objects.exists()
    assert not AuditEntry.objects.filter(action="saved").exists()


def test_a_save_keeps_what_was_there_before_and_what_is_there_now(editor, article):
    save(editor, form_of(article), title_es="Nuevo")
    now, before = DeskVersion.objects.all()
    assert (before.reason, now.reason) == (DeskVersion.Reason.LOADED, DeskVersion.Reason.SAVED)
    assert (before.data["fields"]["title_es"], now.data["fields"]["title_es"]) == (article.title_es, "Nuevo")
    assert (now.by.username, now.languages) == ("editor", ["es"])
    assert AuditEntry.objects.get(action="saved").languages == ["es"]


# Blocks


def test_two_languages_of_one_block_never_conflict(editor, article):
    block = make_block(article)
    mine = opened(editor, article)
    Block.objects.update(html_es="<p>De ella</p>")
    post(editor, article, mine, **{"block_text-0-html_nl": "<p>Van mij</p>"})
    block.refresh_from_db()
    assert (block.html_nl, block.html_es) == ("<p>Van mij</p>", "<p>De ella</p>")


def test_a_text_of_a_block_that_both_changed_is_asked_at_that_block(editor, article):
    make_block(article)
    mine = opened(editor, article)
    Block.objects.update(html_nl="<p>Van hen</p>")
    response = post(editor, article, mine, **{"block_text-0-html_nl": "<p>Van mij</p>"})
    assert conflicts(response) == {"block_text-0-html_nl": CHANGED}
    assert Block.objects.get().html_nl == "<p>Van hen</p>"


def test_the_languages_of_a_block_that_both_changed_are_asked(editor, article):
    make_block(article, languages=["nl"])
    mine = opened(editor, article)
    Block.objects.update(languages=["es"])
    assert list(conflicts(post(editor, article, mine, **{"block_text-0-languages": ["fr"]}))) == [
        "block_text-0-languages"
    ]


def test_a_block_that_the_other_added_is_kept(editor, article):
    first = make_block(article)
    mine = opened(editor, article)
    other = make_block(article, "quote")
    post(editor, article, mine, **new_block("text", 1, html_nl="<p>Van mij</p>", ordering="20"))
    assert set(article.blocks.all()) >= {first, other}
    assert article.blocks.count() == 3


def test_a_block_that_the_other_deleted_stays_deleted_where_it_was_left_alone(editor, article):
    make_block(article)
    kept = make_block(article, "quote")
    mine = opened(editor, article)
    Block.objects.filter(kind="text").delete()
    post(editor, article, mine, title_nl="Van mij")
    assert list(article.blocks.all()) == [kept]
    assert article.title_nl == "Van mij"


def test_a_block_that_the_other_deleted_and_i_changed_is_asked_and_comes_again_under_its_id(editor, article):
    block = make_block(article)
    mine = opened(editor, article)
    Block.objects.all().delete()
    response = post(editor, article, mine, **{"block_text-0-html_nl": "<p>Van mij</p>"})
    assert list(conflicts(response).values()) == [GONE]
    assert sent(response)["block_text-0-html_nl"] == ["<p>Van mij</p>"]
    post(editor, article, sent(response))
    assert article.blocks.get() == block
    assert article.blocks.get().html_nl == "<p>Van mij</p>"


def test_a_deleted_block_that_was_left_alone_stays_deleted_after_another_error(editor, article):
    make_block(article)
    mine = opened(editor, article)
    Block.objects.all().delete()
    response = post(editor, article, mine, slug_nl="geen adres")
    assert STAYS_DELETED in [error for form in forms(response) for error in form.non_field_errors()]
    post(editor, article, sent(response), slug_nl="adres")
    assert article.slug_nl == "adres"
    assert not article.blocks.exists()


def test_deleting_a_block_that_the_other_changed_asks_first(editor, article):
    make_block(article)
    mine = opened(editor, article)
    Block.objects.update(html_es="<p>De ella</p>")
    response = post(editor, article, mine, **{"block_text-0-DELETE": "on"})
    assert list(conflicts(response).values()) == [DELETED_HERE]
    assert article.blocks.exists()
    post(editor, article, sent(response), **{"block_text-0-DELETE": "on"})
    assert not article.blocks.exists()


def test_deleting_a_block_that_nobody_changed_is_not_asked(editor, article):
    make_block(article)
    mine = opened(editor, article)
    Article.objects.filter(pk=article.pk).update(title_nl="Van hen")
    post(editor, article, mine, **{"block_text-0-DELETE": "on"})
    assert not article.blocks.exists()


def test_deleting_what_the_other_has_deleted_is_nothing(editor, article):
    make_block(article)
    mine = opened(editor, article)
    Block.objects.all().delete()
    assert conflicts(post(editor, article, mine, **{"block_text-0-DELETE": "on"})) == {}


# Other rows, and shared records


def test_a_byline_that_the_other_deleted_stays_deleted(editor, article):
    Byline.objects.create(article=article, person=make_person())
    mine = opened(editor, article)
    Byline.objects.all().delete()
    post(editor, article, mine, title_nl="Van mij")
    assert not Byline.objects.exists()


def test_a_byline_that_the_other_deleted_and_i_changed_comes_again_once_confirmed(editor, article):
    Byline.objects.create(article=article, person=make_person())
    mine, person = opened(editor, article), make_person()
    Byline.objects.all().delete()
    response = post(editor, article, mine, **{"byline_set-0-person": person.pk, "bylines-0-person": person.pk})
    assert list(conflicts(response).values()) == [GONE]
    post(editor, article, sent(response))
    assert Byline.objects.get().person == person


def test_a_shared_record_is_merged_and_kept_in_the_history_too(editor):
    organisation = make_organisation()
    mine = opened(editor, organisation)
    type(organisation).objects.update(description_es="De la otra")
    post(editor, organisation, mine, name_nl="Van mij")
    assert (organisation.name_nl, organisation.description_es) == ("Van mij", "De la otra")
    assert DeskVersion.objects.filter(model="articles.organisation").count() == 2


def test_a_picture_that_both_changed_is_asked_but_its_file_never(editor):
    photo = make_photo()
    mine = opened(editor, photo)
    type(photo).objects.update(alt_nl="Van hen", credit="Van hen")
    response = post(editor, photo, mine, alt_nl="Van mij")
    assert conflicts(response) == {"alt_nl": CHANGED}


def test_a_record_saved_untouched_keeps_no_history(editor):
    photo = make_photo()
    before = photo.changed_at
    post(editor, photo, opened(editor, photo))
    assert photo.changed_at == before
    assert not DeskVersion.objects.exists()


def test_a_forged_account_of_what_was_seen_counts_as_none(editor, article):
    mine = opened(editor, article) | {"seen": "forged"}
    post(editor, article, mine, title_nl="Van mij")
    assert article.title_nl == "Van mij"


# What the form says


def differences(response):
    return [
        difference
        for form in forms(response)
        for errors in form.errors.as_data().values()
        for error in errors
        if error.code == CONFLICT
        for difference in error.params["differences"]
    ]


def said(parts):
    return [(part.kind, part.text.strip()) for part in parts]


def test_a_conflict_shows_theirs_yours_and_what_it_was_word_by_word(editor, article):
    Article.objects.update(title_nl="Oogst in Peru")
    mine = opened(editor, article)
    Article.objects.update(title_nl="Oogst in Apurímac")
    (found,) = differences(post(editor, article, mine, title_nl="Markt in Peru"))
    assert said(found.theirs) == [("same", "Oogst in"), ("removed", "Peru"), ("added", "Apurímac")]
    assert said(found.yours) == [("removed", "Oogst"), ("added", "Markt"), ("same", "in Peru")]
    assert (found.was, found.lang) == ("Oogst in Peru", "nl")


def test_a_conflict_over_a_picture_shows_both_pictures(editor, article):
    first, second = make_photo(title_nl="Een", title_es="", title_fr=""), make_photo()
    mine = opened(editor, article)
    Article.objects.update(cover=first)
    (found,) = differences(post(editor, article, mine, cover=second.pk))
    ((name, image),) = found.theirs
    assert (name, image.endswith("/320.jpg")) == ("Een", True)
    assert len(found.yours) == 1
    assert found.was == []
    assert json.loads(found.to_take) == [["cover", str(first.pk)]]


def test_a_conflict_over_a_date_says_the_dates_and_can_be_taken(editor, article):
    mine = opened(editor, article)
    Article.objects.update(date="1990-01-01/year")
    (found,) = differences(post(editor, article, mine, date_year="1991", date_part="", date_day=""))
    assert (found.theirs, found.yours) == ([("1990", "")], [("1991", "")])
    assert json.loads(found.to_take) == [["date_year", "1990"], ["date_part", ""], ["date_day", ""]]


def test_a_conflict_over_several_records_names_them(editor, article):
    theirs, yours = make_theme(title_nl="Recht", title_es="", title_fr=""), make_theme(motif="health")
    mine = opened(editor, article)
    article.themes.add(theirs)
    (found,) = differences(post(editor, article, mine, themes=[yours.pk]))
    assert found.theirs == [("Recht", "")]
    assert json.loads(found.to_take) == [["themes", [str(theirs.pk)]]]


def test_the_page_names_every_conflict_and_who_was_quicker(editor, article):
    make_block(article)
    mine = opened(editor, article)
    save(editor, form_of(article), title_nl="Van hen", **{"block_text-0-html_es": "<p>Suyo</p>"})
    response = post(editor, article, mine, title_nl="Van mij", **{"block_text-0-html_es": "<p>Mío</p>"})
    assert [place.id for place in response.context["conflicts"]] == ["id_title_nl", "id_block_text-0-html_es"]
    assert response.context["last_save"].by.username == "editor"


# The record itself


@pytest.mark.parametrize("trashed", [False, True])
def test_a_record_that_is_gone_shows_what_was_typed(editor, article, trashed):
    make_block(article)
    mine = opened(editor, article) | {"title_nl": "Van mij", "block_text-0-html_es": "<p>Lo <em>mío</em></p>"}
    if trashed:
        trash.discard(article)
    else:
        Article.objects.all().delete()
    response = editor.post(form_of(article), mine)
    assert response.status_code == 409
    assert [each.typed for each in response.context["typed"]] == ["Van mij", "<p>Lo <em>mío</em></p>"]
    assert bool(response.context["row"]) is trashed


# What the browser keeps


def test_the_browser_learns_which_drafts_were_saved(editor, article):
    for nonce in ("a" * 24, "b" * 24):
        save(editor, form_of(article), draft=nonce)
    assert editor.cookies["saved-drafts"].value == ".".join(["a" * 24, "b" * 24])
    assert editor.cookies["saved-drafts"]["path"] == "/admin/"


def test_a_refused_form_is_no_saved_draft(editor, article):
    save(editor, form_of(article), draft="a" * 24, slug_nl="geen adres")
    assert "saved-drafts" not in editor.cookies


def test_a_forged_draft_is_passed_over(editor, article):
    save(editor, form_of(article), draft="; Path=/")
    assert "saved-drafts" not in editor.cookies
