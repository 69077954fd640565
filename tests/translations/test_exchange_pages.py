"""The pages by which texts go out to somebody without an account, and come back."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from publishing import history
from tests.desk import make_member, messages
from tests.factories import make_article
from translations import segments, writing
from translations.exchange import exporting, formats
from translations.models import ImportedFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = make_article()
    history.keep(article)
    return article


@pytest.fixture
def luisa(english_client):
    user = make_member("translators-es", name="luisa")
    english_client.force_login(user)
    return user


def export(client, *records, **fields):
    chosen = [":".join(map(str, segments.identity(record))) for record in records]
    sent = {"record": chosen, "language": "es", "format": "csv", **fields}
    return client.post(reverse("exchange_export"), sent)


def bring_back(client, data, name="texts.csv"):
    return client.post(reverse("exchange_import"), {"file": SimpleUploadedFile(name, data)}, follow=True)


def translated(article, old="Article", new="Artículo"):
    (document,) = exporting.documents([article], "es")
    data = formats.FORMATS["csv"].write(document).decode("utf-8-sig")
    return data.replace(f",{article.title_es},", f",{article.title_es.replace(old, new)},").encode()


def ticked(response):
    report = response.context["report"]
    return {f"text-{each.number}": each.seen for each in report.changes}


@pytest.mark.parametrize("name", formats.FORMATS)
def test_chosen_texts_are_taken_along_as_a_file(name, client, luisa, article):
    response = export(client, article, format=name)
    assert response["Content-Disposition"].endswith(f'.{formats.FORMATS[name].EXTENSION}"')
    assert article.title_nl in formats.read(f"x.{formats.FORMATS[name].EXTENSION}", response.content).units[0].source


def test_texts_of_several_source_languages_are_packed_together(client, luisa, article):
    response = export(client, article, make_article(source_language="fr"))
    with zipfile.ZipFile(io.BytesIO(response.content)) as package:
        assert [name[:12] for name in package.namelist()] == ["peru50-fr-es", "peru50-nl-es"]


def test_very_many_texts_are_packed_together(monkeypatch, client, luisa, article):
    monkeypatch.setattr(exporting, "MOST_IN_A_FILE", 2)
    response = export(client, article, make_article(), make_article())
    with zipfile.ZipFile(io.BytesIO(response.content)) as package:
        assert [name[23:] for name in package.namelist()] == [".csv", "-2.csv", "-3.csv"]


def test_a_file_that_could_not_come_back_does_not_go_out(monkeypatch, client, luisa, article):
    monkeypatch.setattr(formats, "LARGEST", 0)
    assertContains(export(client, article), "It is too large")


def test_all_pieces_are_taken_along_where_none_is_chosen(client, luisa, article):
    other = make_article()
    assertContains(export(client, what="pieces"), other.title_nl)


def test_where_nothing_is_to_do_the_page_says_so(client, luisa, article):
    assertContains(export(client, article, to_do="on"), "There is nothing to translate in this.")


def test_only_ones_own_languages_are_offered(client, luisa, article):
    response = client.get(reverse("exchange_export"))
    assert response.context["form"].fields["language"].choices == [("es", "Español")]


@pytest.mark.parametrize("place", ["auth.user:1", "publishing.piece:x", "publishing.piece:" + "9" * 30, "x", ""])
def test_what_cannot_be_translated_is_not_taken_along(place, client, luisa, article):
    response = client.post(reverse("exchange_export"), {"record": place, "language": "es", "format": "csv"})
    assertContains(response, "There is nothing to translate in this.")


def test_what_comes_back_is_shown_before_anything_is_written(client, luisa, article):
    response = bring_back(client, translated(article))
    assertContains(response, "Artículo")
    assertContains(response, "1 text would change in Español.")
    assert segments.find(*segments.identity(article)).title_es == article.title_es


def test_what_is_ticked_is_written(client, luisa, article):
    response = bring_back(client, translated(article))
    response = client.post(response.request["PATH_INFO"], ticked(response), follow=True)
    assert messages(response) == ["1 text was written."]
    assert segments.find(*segments.identity(article)).title_es == article.title_es.replace("Article", "Artículo")


def test_what_somebody_wrote_since_the_report_was_shown_stays_and_is_told(client, luisa, article):
    response = bring_back(client, translated(article))
    type(article).objects.update(title_es="De otra persona")
    response = client.post(response.request["PATH_INFO"], ticked(response), follow=True)
    assert "Somebody else changed this text meanwhile." in messages(response)[1]
    assertContains(response, "De otra persona")


def test_a_text_that_came_back_as_it_went_out_is_not_ticked_where_somebody_wrote_another(client, luisa, article):
    writing.write(article, "es", "title", "De antes", luisa)
    article = segments.find(*segments.identity(article))
    (document,) = exporting.documents([article], "es")
    writing.write(article, "es", "title", "De ahora", luisa)
    page = bring_back(client, formats.FORMATS["csv"].write(document))
    assertContains(page, "This stood here before, and something else does now")
    assertNotContains(page, " checked>")
    client.post(page.request["PATH_INFO"], ticked(page))
    assert segments.find(*segments.identity(article)).title_es == "De antes"  # where it is ticked


def test_a_refused_file_is_told_with_its_reasons_and_nothing_is_kept(client, luisa, article):
    response = bring_back(client, translated(article)[:-40])
    assertContains(response, "was refused as a whole. Nothing was written.")
    assert not ImportedFile.objects.exists()


def test_a_file_waits_until_it_is_dropped(client, luisa, article):
    response = bring_back(client, translated(article))
    assertContains(client.get(reverse("exchange_import")), "texts.csv")
    response = client.post(response.request["PATH_INFO"], {"drop": "1"})
    assertRedirects(response, reverse("exchange_import"))
    assertNotContains(client.get(reverse("exchange_import")), '<h2 id="waiting-heading"')


def test_a_file_is_shown_to_nobody_but_who_brought_it(client, luisa, article):
    address = bring_back(client, translated(article)).request["PATH_INFO"]
    client.force_login(make_member("editors"))
    assert client.get(address).status_code == 404


def test_who_lost_the_right_meanwhile_writes_nothing(client, luisa, article):
    response = bring_back(client, translated(article))
    luisa.groups.set([])
    assert client.post(response.request["PATH_INFO"], ticked(response)).status_code == 403
    assert segments.find(*segments.identity(article)).title_es == article.title_es
