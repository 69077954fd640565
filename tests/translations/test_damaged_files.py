"""Files that are damaged, foreign or hostile are refused whole, with the place and the reason, and nothing is written."""

import pytest
from django.utils import translation

from publishing import history
from tests.desk import make_member
from tests.factories import make_article, make_block
from tests.translations import damaged
from translations.exchange import checking, exporting, formats, xml
from translations.exchange.document import DamagedError, Document, Reference, Unit, mark

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    """Reasons are told in the words of the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def article():
    article = make_article(lead_nl='Zij zei: "ja", en toen', lead_es='Dijo: "sí", y luego')
    make_block(article, html_nl="<p>Woorden</p>", html_es="<p>Palabras</p>")
    history.keep(article)
    return article


@pytest.fixture
def luisa():
    return make_member("translators-es", name="luisa")


def document_of(article, language="es"):
    (document,) = exporting.documents([article], language)
    return document


@pytest.mark.parametrize("name", damaged.FILES)
def test_a_damaged_file_is_refused_with_a_reason(name, article, luisa):
    kind, damage, reason = damaged.FILES[name]
    module = formats.FORMATS[kind]
    data = damage(module.write(document_of(article)))
    with pytest.raises(DamagedError) as refused:
        checking.check(formats.read(f"texts.{module.EXTENSION}", data), luisa)
    assert reason in " ".join(refused.value.messages)


def test_a_workbook_with_macros_by_its_name_is_none():
    with pytest.raises(DamagedError, match="Files that can be read"):
        formats.read("texts.xlsm", b"x")


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(formats, "LARGEST", 1024 * 1024)
    with pytest.raises(DamagedError, match="too large"):
        formats.read("texts.po", b"x" * (1024 * 1024 + 1))


@pytest.mark.parametrize("name", ["xliff-1.2", "xlsx"])
def test_a_file_of_very_many_elements_is_refused_before_they_fill_the_memory(name, monkeypatch, article, luisa):
    monkeypatch.setattr(xml, "MOST_ELEMENTS", 5)
    module = formats.FORMATS[name]
    with pytest.raises(DamagedError, match="far too many elements"):
        formats.read(f"texts.{module.EXTENSION}", module.write(document_of(article)))


def forged(article, key="title", uuid=None, language="es"):
    """Return a Document with a whole reference, as somebody could make one who has read this code."""
    own = ("1.1", "publishing.piece", uuid or str(article.uuid), key)
    reference = Reference(*own, mark(*own, "nl", language, "Bron"))
    return Document("nl", language, [Unit(str(reference), "Bron", "Falso", "Line 3")])


def refused(document, user):
    with pytest.raises(DamagedError) as error:
        checking.check(document, user)
    return error.value.messages


def test_texts_for_another_language_than_ones_own_are_refused(article, luisa):
    assert refused(forged(article, language="fr"), luisa) == ["Line 3: you may not write this text in Français."]


def test_texts_of_another_site_are_refused(article, luisa):
    (reason,) = refused(forged(article, uuid="7b0f4f0e-9f0c-4c5b-8a58-000000000000"), luisa)
    assert "not on this site" in reason


@pytest.mark.parametrize("key", ["slug", "status", "blocks:x:kind", "title_fr", "publication:1:title"])
def test_what_is_no_text_is_refused(key, article, luisa):
    assert refused(forged(article, key), luisa) == [f"Line 3: there is no text “{key}” to translate."]


@pytest.mark.parametrize("uuid", ["x", "", "' OR 1=1"])
def test_a_uuid_that_is_none_is_refused(uuid, article, luisa):
    (reason,) = refused(forged(article, uuid=uuid or "0"), luisa)
    assert "not on this site" in reason


def test_a_model_that_is_not_translated_is_refused(article, luisa):
    own = ("1.1", "auth.user", "1", "username")
    unit = Unit(str(Reference(*own, mark(*own, "nl", "es", "x"))), "x", "y", "Line 1")
    (reason,) = refused(Document("nl", "es", [unit]), luisa)
    assert "not on this site" in reason


def test_files_put_together_are_refused(article, luisa):
    document = document_of(article)
    document.units += document_of(make_article()).units
    assert refused(document, luisa) == ["It is put together from several files."]


def test_a_count_that_no_file_has_is_refused_at_once(article, luisa):
    own = ("1.99999999999", "publishing.piece", str(article.uuid), "title")
    unit = Unit(str(Reference(*own, mark(*own, "nl", "es", "x"))), "x", "y", "Line 1")
    assert "reference" in refused(Document("nl", "es", [unit]), luisa)[0]


def test_many_reasons_are_told_up_to_a_number(article, luisa):
    units = [Unit("x", "a", "b", f"Line {number}") for number in range(70)]
    assert len(refused(Document("nl", "es", units), luisa)) == checking.MOST_REASONS + 1
