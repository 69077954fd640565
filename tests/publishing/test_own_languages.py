"""Translators change the texts in their languages; whatever else they send is refused and changes nothing."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from publishing import clock, history, press, reviews
from publishing.models import Edition
from publishing.proofs import proof
from tests.desk import form_of, make_member, new_block, publish, save, sent
from tests.factories import (
    make_article,
    make_block,
    make_contest,
    make_dossier,
    make_entry,
    make_event,
    make_home,
    make_photo,
    make_theme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator(client):
    """A browser in which somebody has signed in who translates into Spanish."""
    client.force_login(make_member("translators-es"))
    return client


@pytest.fixture
def article():
    """An article with a block of each sort: of text, and of what has none."""
    article = make_article(cover=make_photo())
    article.themes.add(make_theme())
    make_block(article)
    make_block(article, "picture", photo=make_photo())
    return article


def desk(record):
    return history.snapshot(type(record).objects.get(pk=record.pk))


def test_a_translator_changes_title_lead_and_block_in_their_language(translator, article):
    texts = {"title_es": "Cosecha", "lead_es": "Entradilla", "block_text-0-html_es": "<p>Nuevo</p>"}
    save(translator, form_of(article), **texts)
    article.refresh_from_db()
    assert (article.title_es, article.lead_es) == ("Cosecha", "Entradilla")
    assert article.blocks.get(kind="text").html_es == "<p>Nuevo</p>"


def test_nothing_else_changes_on_the_way(translator, article):
    before = desk(article)
    save(translator, form_of(article))
    assert desk(article) == before


@pytest.mark.parametrize(
    "forged",
    [
        {"title_nl": "Vervalst"},
        {"slug_fr": "faux"},
        {"category": "interview"},
        {"source_language": "fr"},
        {"date_year": "1999"},
        {"cover": ""},
        {"block_text-0-html_nl": "<p>Vervalst</p>"},
        {"block_text-0-languages": ["nl"]},
        {"block_text-0-ordering": "99"},
        {"block_picture-0-style": "wide"},
        {"block_text-0-DELETE": "on"},
        new_block("text", 1, html_es="<p>Uno más</p>"),
        {"bylines-TOTAL_FORMS": "1", "bylines-0-person": "1"},
        {"_clone": "publishing.textblock:1", "_clone_region": "main", "_clone_ordering": "1"},
    ],
)
def test_what_is_not_theirs_is_refused_and_nothing_saved(translator, article, forged):
    before = desk(article)
    response = save(translator, form_of(article), title_es="Con lo demás", **forged)
    assert response.status_code == 403
    assert desk(article) == before


def test_what_is_not_sent_at_all_stays(translator, article):
    before = desk(article)
    save(translator, form_of(article), themes=None, cover=None, **{"block_picture-0-photo": None})
    assert desk(article) == before


@pytest.mark.parametrize("make", [make_event, make_theme, make_dossier, make_contest, make_home])
def test_every_kind_of_piece_is_translated(translator, make):
    piece = make()
    save(translator, form_of(piece), title_es="Título")
    assert type(piece).objects.get().title_es == "Título"
    assert save(translator, form_of(piece), title_fr="Faux").status_code == 403


def test_a_record_is_translated_and_its_facts_stay(translator):
    photo = make_photo()
    save(translator, form_of(photo), alt_es="Lo que se ve")
    assert type(photo).objects.get().alt_es == "Lo que se ve"
    assert save(translator, form_of(photo), credit="Nadie").status_code == 403


def test_the_parts_of_a_record_are_translated(translator):
    entry = make_entry(make_contest())
    save(translator, form_of(entry), **{"awards-0-name_es": "Premio"})
    assert entry.awards.get().name_es == "Premio"
    assert save(translator, form_of(entry), **{"awards-0-body": "jury"}).status_code == 403


def test_a_translator_makes_and_deletes_nothing(translator, article):
    assert translator.get(reverse("admin:articles_article_add")).status_code == 403
    assert translator.post(reverse("admin:articles_article_add"), {"title_es": "Uno"}).status_code == 403
    assert translator.post(form_of(article).replace("/change/", "/delete/"), {"post": "yes"}).status_code == 403


def test_what_is_missing_in_another_language_keeps_no_translator_from_saving(translator):
    block = make_block(make_article(title_nl=""), "picture", photo=None)
    save(translator, form_of(block.parent.specific), title_es="Cosecha")
    assert type(block.parent.specific).objects.get().title_es == "Cosecha"


def test_who_translates_into_two_languages_changes_both(client):
    article = make_article()
    client.force_login(make_member("translators-es", "translators-fr"))
    save(client, form_of(article), title_es="Cosecha", title_fr="Récolte")
    article.refresh_from_db()
    assert (article.title_es, article.title_fr) == ("Cosecha", "Récolte")


def test_an_author_who_translates_too_is_limited_to_nothing(client):
    article = make_article()
    client.force_login(make_member("translators-es", "authors"))
    save(client, form_of(article), title_nl="Oogst")
    article.refresh_from_db()
    assert article.title_nl == "Oogst"


def test_the_form_says_what_may_be_changed_and_lets_nothing_else_be_typed(translator, article):
    response = translator.get(form_of(article))
    fields = response.context["adminform"].form.fields
    assert {name for name, field in fields.items() if not field.disabled} == {"title_es", "slug_es", "lead_es"}
    assert response.context["own_languages"] == ["Español"]
    assert response.context["may_publish"] is False


def test_a_translator_publishes_nothing(translator, article):
    assert save(translator, form_of(article), ("_publish", "es"), title_es="Cosecha").status_code == 403
    article.refresh_from_db()
    assert article.title_es != "Cosecha"


def test_a_translators_preview_takes_nothing_from_whoever_comes_after(translator, article):
    preview = reverse("admin:articles_article_preview", args=[article.pk])
    assert translator.post(f"{preview}?language=es", sent(translator.get(form_of(article)))).status_code == 200
    translator.force_login(make_member("editors"))
    save(translator, form_of(article), **{"block_picture-0-languages": ["es"]})
    assert article.blocks.get(kind="picture").languages == ["es"]


def test_who_may_only_read_reads_the_same_form_with_nothing_to_change_or_to_save(client, article):
    client.force_login(make_member("reviewers"))
    response = client.get(form_of(article))
    context = response.context
    assert "preview-links" not in response.content.decode()
    forms = [context["adminform"].form, *(form for each in context["inline_admin_formsets"] for form in each.formset)]
    columns = [field for form in forms for name, field in form.fields.items() if name not in ("id", "parent")]
    assert all(field.disabled or field.widget.is_hidden for field in columns)
    assert not (context["show_save"])
    assert not (context["show_save_and_continue"])
    assert client.post(form_of(article), {"title_es": "Forged"}).status_code == 403


# Who translates and may publish


@pytest.fixture
def publisher(client):
    """A browser in which somebody has signed in who translates into Spanish and publishes that."""
    user = make_member("translators-es")
    user.user_permissions.add(Permission.objects.get(codename="publish_piece"))
    client.force_login(user)
    return client


def page_of(piece, name):
    return form_of(piece).replace("/change/", f"/{name}/")


def public(article):
    return sorted(Edition.objects.current().filter(piece=article.pk).values_list("language", flat=True))


def test_who_translates_into_a_language_publishes_that_and_no_other(publisher, article):
    publish(publisher, form_of(article), "es", answer={"languages": ["es", "fr", "nl"]})
    assert public(article) == []
    publish(publisher, form_of(article), "es")
    assert public(article) == ["es"]
    assert save(publisher, form_of(article), ("_publish", "fr")).status_code == 403


def test_the_form_offers_them_their_own_language_to_publish(publisher, article):
    page = publisher.get(form_of(article)).content.decode()
    assert 'value="es">' in page
    assert 'name="_publish" value="fr"' not in page
    dialog = publisher.get(page_of(article, "publish"))
    assert [offer.language for offer in dialog.context["form"].offers] == ["es"]


def test_they_withdraw_cancel_and_print_again_in_their_own_language_only(publisher, article):
    editions = press.publish_all(article)
    others = next(edition for edition in editions if edition.language == "fr")
    publisher.post(page_of(article, "withdraw"), {"languages": ["fr"]})
    assert publisher.post(page_of(article, f"editions/{others.pk}/again")).status_code == 403
    coming = press.publish(article, "fr", at=clock.now() + dt.timedelta(days=1))
    assert publisher.post(page_of(article, f"cancel/{coming.pk}"), {"post": "yes"}).status_code == 403
    assert "fr" in public(article)
    publisher.post(page_of(article, "withdraw"), {"languages": ["es"]})
    assert "es" not in public(article)


def test_they_decide_about_what_was_handed_in_in_their_own_language_only(publisher, article):
    author = make_member("authors")
    translator = User.objects.get(username="translators-es")
    review = reviews.submit(article, ["fr"], author, {"fr": proof(article, "fr").digest})
    assert translator not in reviews.deciders(review)
    assert not reviews.to_decide(translator).exists()
    reviews.take_back(review, author)
    review = reviews.submit(article, ["es"], author, {"es": proof(article, "es").digest})
    assert translator in reviews.deciders(review)
    assert reviews.to_decide(translator).exists()


def test_they_put_nothing_in_the_trash_that_is_public_in_another_language(publisher, article):
    user = User.objects.get(username="translators-es")
    user.user_permissions.add(Permission.objects.get(codename="delete_article"))
    press.publish(article, "fr")
    assert publisher.post(page_of(article, "delete"), {"post": "yes"}).status_code == 403
