"""A machine proposes translations where the owner named one; what is no words comes back from it as it was."""

import json
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from articles.models import Article
from tests.desk import make_member
from tests.factories import make_article, make_block, make_photo
from tests.translations.tiny_model import make_tiny_model
from translations import freshness, machine, machine_texts, segments, tasks
from translations.machine import http, offline
from translations.models import MachineText, Pair, TextState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

# What the service of these tests knows.
WORDS = {"De": "La", "de": "la", "oogst": "cosecha", "rode": "roja", "Peru": "el Perú"}


def translated(text):
    """Translate what is between the signs, word by word."""
    parts = re.split(r"(<[^>]*>)", text)
    return "".join(part if part.startswith("<") else _said(part) for part in parts)


def _said(text):
    return re.sub(r"\w+", lambda word: WORDS.get(word.group(), word.group()), text)


class Service:
    """A translation service on this machine, which speaks as LibreTranslate and as DeepL do."""

    def __init__(self):
        self.asked, self.status, self.answer, self.headers = [], 200, translated, {}
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                service.asked.append((self.path, dict(self.headers), sent))
                body = service.body(sent)
                self.send_response(service.status)
                for name, value in service.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", len(body))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.handle_error = lambda *connection: None  # of one that was cut off
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def body(self, sent):
        if isinstance(self.answer, bytes):
            return self.answer
        if "q" in sent:
            return json.dumps({"translatedText": [self.answer(text) for text in sent["q"]]}).encode()
        return json.dumps({"translations": [{"text": self.answer(text)} for text in sent["text"]]}).encode()

    @property
    def texts(self):
        return [text for _path, _headers, sent in self.asked for text in sent.get("q") or sent["text"]]


@pytest.fixture
def service(settings):
    """LibreTranslate, set up for this site."""
    service = Service()
    settings.MACHINE_TRANSLATION, settings.MACHINE_TRANSLATION_URL = "libretranslate", service.url
    yield service
    service.server.shutdown()
    service.server.server_close()


@pytest.fixture
def deepl(service, settings):
    settings.MACHINE_TRANSLATION, settings.MACHINE_TRANSLATION_KEY = "deepl", "secret"
    return service


def suggested(text, is_markup=False, language="es"):
    suggestion = machine.suggest("nl", language, text, is_markup)
    return suggestion.text or suggestion.problem


# What comes back


def test_there_is_no_machine_unless_the_owner_names_one():
    assert machine.suggest("nl", "es", "De oogst") is None


def test_a_text_is_translated(service):
    assert suggested("De oogst & de <rode> Peru") == "La cosecha & la <roja> el Perú"
    assert service.texts == ["De oogst &amp; de &lt;rode&gt; Peru"]


def test_paragraphs_are_sent_one_by_one_and_put_back_in_their_places(service):
    html = "<h3>De oogst</h3>\n<ul><li>Peru</li><li>De rode</li></ul>"
    assert suggested(html, is_markup=True) == "<h3>La cosecha</h3>\n<ul><li>el Perú</li><li>La roja</li></ul>"
    assert service.texts == ["De oogst", "Peru", "De rode"]


def test_markup_comes_back_and_no_address_leaves_the_house(service):
    html = '<p>De <a href="piece:12"><strong>rode</strong> oogst</a><br>Peru</p>'
    assert suggested(html, is_markup=True) == (
        '<p>La <a href="piece:12"><strong>roja</strong> cosecha</a><br>el Perú</p>'
    )
    assert "piece:12" not in service.texts[0]


def test_markup_without_paragraphs_and_lists_within_lists_come_back_too(service):
    assert suggested("De <em>oogst</em>", is_markup=True) == "La <em>cosecha</em>"
    html = "<ul><li>De oogst<ul><li>Peru</li></ul></li></ul>"
    assert suggested(html, is_markup=True) == "<ul><li>La cosecha<ul><li>el Perú</li></ul></li></ul>"


@pytest.mark.parametrize("kept", ["{{owner}}", "%(name)s", "{count}", "https://example.org/de-oogst", "a@de.be", "[1]"])
def test_placeholders_and_addresses_come_back_as_they_are(service, kept):
    assert suggested(f"De oogst {kept} Peru") == f"La cosecha {kept} el Perú"


def test_words_may_come_back_in_another_order_with_their_markup(service):
    service.answer = lambda text: 'cosecha <x id="0"></x>roja<x id="1"></x>'
    assert suggested("<p><em>rode</em> oogst</p>", is_markup=True) == "<p>cosecha <em>roja</em></p>"


def test_blanks_that_a_machine_puts_within_tags_go_outside(service):
    service.answer = lambda text: 'la<x id="0"/> cosecha <x id="1"/>roja'
    assert suggested("<p>de <em>oogst</em> rode</p>", is_markup=True) == "<p>la <em>cosecha</em> roja</p>"


@pytest.mark.parametrize(
    "answer",
    [
        "cosecha",
        '<x id="0"/>cosecha',
        '<x id="1"/>cosecha<x id="0"/>',
        '<x id="0"/>cosecha<x id="1"/><x id="1"/>',
        '<x id="0"/>cosecha<x id="7"/>',
        f'<x id="{"9" * 5000}"/>cosecha<x id="1"/>',
    ],
)
def test_a_translation_that_lost_its_markup_is_not_offered(service, answer):
    service.answer = lambda text: answer
    assert suggested("<p><em>oogst</em></p>", is_markup=True).startswith("The machine lost markup")


def test_markup_that_a_machine_makes_up_is_only_words(service):
    service.answer = lambda text: "<script>alert(1)</script> &lt;b&gt;cosecha"
    expected = "<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;cosecha</p>"
    assert suggested("<p>oogst</p>", is_markup=True) == expected


def test_what_has_no_words_is_not_sent(service):
    assert suggested("<p>1965–2015</p><p>De oogst</p>", is_markup=True) == "<p>1965–2015</p><p>La cosecha</p>"
    assert service.texts == ["De oogst"]


def test_it_is_noted_that_a_machine_wrote_these_words(service):
    machine.suggest("nl", "es", "De oogst")
    assert MachineText.objects.get().language == "es"
    pairs = {"texts": {"title": "La cosecha"}, "sources": {"title": "De oogst"}, "pairs": []}
    assert machine_texts.unreviewed("es", **pairs) == {"title"}


# Services


def test_libretranslate_is_asked_as_it_wants_to_be(service, settings):
    settings.MACHINE_TRANSLATION_KEY = "secret"
    suggested("De oogst", language="pt-br")
    [(path, _headers, sent)] = service.asked
    assert path == "/translate"
    assert sent == {"q": ["De oogst"], "source": "nl", "target": "pt-BR", "format": "html", "api_key": "secret"}


def test_deepl_is_asked_as_it_wants_to_be(deepl):
    assert suggested("De oogst", language="en") == "La cosecha"
    [(path, headers, sent)] = deepl.asked
    assert (path, headers["Authorization"]) == ("/v2/translate", "DeepL-Auth-Key secret")
    assert sent == {"text": ["De oogst"], "source_lang": "NL", "target_lang": "EN-GB", "tag_handling": "xml"}


def test_many_texts_are_sent_some_at_a_time(deepl):
    found = machine.suggest_all("nl", "es", [(f"De oogst {number}", False) for number in range(60)])
    assert [len(sent["text"]) for _path, _headers, sent in deepl.asked] == [25, 25, 10]
    assert found[59].text == "La cosecha 59"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (400, "does not translate between"),
        (403, "does not accept our key"),
        (429, "limit is reached"),
        (456, "limit is reached"),
        (500, "error (500)"),
    ],
)
def test_a_service_that_refuses_is_understood(deepl, status, said):
    deepl.status = status
    assert said in suggested("De oogst")
    assert not MachineText.objects.exists()


def test_a_redirect_is_not_followed(service):
    service.status, service.headers = 302, {"Location": f"{service.url}/elsewhere"}
    assert "error (302)" in suggested("De oogst")
    assert [path for path, _headers, _sent in service.asked] == ["/translate"]


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>",
        b"[]",
        b"{}",
        b'{"translatedText": []}',
        b'{"translatedText": [7]}',
        b'{"translatedText": 1}',
        b'{"translatedText": ["\\ud800"]}',
        b"[" * 100_000,
        b'{"translatedText": ["\xff"]}',
    ],
)
def test_an_answer_that_makes_no_sense_is_none(service, answer):
    service.answer = answer
    assert "no answer that makes sense" in suggested("De oogst")


def test_a_key_that_cannot_be_sent_is_not_told_to_anybody(deepl, settings):
    settings.MACHINE_TRANSLATION_KEY = "secret\n"
    said = suggested("De oogst")
    assert "could not be reached" in said
    assert "secret" not in said


def test_a_service_that_is_not_there_is_told_of(service, settings):
    settings.MACHINE_TRANSLATION_URL = "http://127.0.0.1:9"
    assert "could not be reached" in suggested("De oogst")


def test_a_service_that_never_ends_is_not_waited_for(service, monkeypatch):
    done = threading.Event()
    monkeypatch.setattr(http, "TOTAL_SECONDS", 0.3)
    service.answer = lambda text: done.wait(20) and text
    assert "could not be reached" in suggested("De oogst")
    done.set()


def test_a_service_whose_certificate_is_nobodys_is_told_nothing(service, settings, tmp_path):
    settings.MACHINE_TRANSLATION_URL = service.url.replace("http:", "https:")
    assert "could not be reached" in suggested("De oogst")
    assert service.asked == []


# Models on this machine


@pytest.fixture
def models(settings, tmp_path):
    """A folder for models, where there is none yet."""
    settings.MACHINE_TRANSLATION = f"ctranslate2:{tmp_path}"
    return tmp_path


def test_a_model_that_is_installed_here_translates(models):
    make_tiny_model(models / "translate-nl_es", "nl", "es")
    texts = ["De oogst. In de bergen!", "Aardappelen"]
    found = offline.Offline(models).translate(texts, "nl", "es")
    assert len(found) == 2
    assert all(isinstance(text, str) and text != sent for text, sent in zip(found, texts, strict=True))


class Echo:
    """A model that says where it was, sentence by sentence."""

    def __init__(self, folder):
        self.name = folder.name

    def translate(self, sentences):
        return [f"{self.name}({sentence})" for sentence in sentences]


def install(models, *pairs):
    for source, into in pairs:
        (models / f"{source}_{into}").mkdir()
        about = json.dumps({"from_code": source, "to_code": into})
        (models / f"{source}_{into}" / "metadata.json").write_text(about)


def test_two_models_are_used_where_none_leads_straight(models, monkeypatch):
    install(models, ("nl", "en"), ("en", "es"), ("nl", "fr"))
    monkeypatch.setattr(offline._Model, "at", Echo)
    assert suggested("De oogst. Peru") == "en_es(nl_en(De oogst.) nl_en(Peru))"


def test_a_model_that_leads_straight_is_taken_first(models, monkeypatch):
    install(models, ("nl", "en"), ("en", "es"), ("nl", "es"))
    monkeypatch.setattr(offline._Model, "at", Echo)
    assert suggested("<p>De <em>oogst</em></p>", is_markup=True) == "<p>nl_es(De <em>oogst</em>)</p>"


def test_languages_without_a_model_are_told_of(models):
    install(models, ("nl", "en"))
    assert suggested("De oogst") == "No model is installed that translates between these languages."


def test_a_model_without_the_programs_to_run_it_is_told_of(models, monkeypatch):
    install(models, ("nl", "es"))
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    assert "not installed here" in suggested("De oogst")


# On the desk


@pytest.fixture
def article():
    """An article in Dutch with a title and a paragraph, of which the title is translated into French."""
    article = make_article(codes=("nl",), title_nl="De oogst", title_fr="La récolte", lead_nl="Peru")
    make_block(article, html_nl="<p>De rode oogst</p>")
    return article


@pytest.fixture
def translator(english_client):
    english_client.force_login(make_member("translators-es", "translators-fr"))
    return english_client


def rest(article, language="es"):
    return f"/admin/translate/publishing.piece/{article.pk}/{language}/machine/"


def test_the_desk_offers_a_machine_only_where_there_is_one(service, translator, article, settings):
    desk = rest(article).removesuffix("machine/")
    assert "Suggest the rest by machine" in translator.get(desk).content.decode()
    assert f'data-machine="{rest(article)}title/"' in translator.get(f"{desk}hints/title/").content.decode()
    settings.MACHINE_TRANSLATION = ""
    assert "machine" not in translator.get(f"{desk}hints/title/").content.decode()
    assert "Suggest the rest by machine" not in translator.get(desk).content.decode()


def test_a_suggestion_is_shown_and_stores_nothing(service, translator, article):
    page = translator.post(f"{rest(article)}title/").content.decode()
    assert 'data-take="La cosecha" data-origin="machine"' in page
    assert Article.objects.get(pk=article.pk).title_es is None
    assert not Pair.objects.exists()


def test_a_problem_is_shown_with_the_button_to_ask_again(service, translator, article):
    service.status = 500
    page = translator.post(f"{rest(article)}title/").content.decode()
    assert "answered with an error" in page
    assert f'data-machine="{rest(article)}title/"' in page


def test_who_lost_the_right_before_the_job_begins_has_nothing_written(service, article):
    reader = make_member("authors")
    reader.groups.clear()
    tasks.fill_by_machine.enqueue("publishing.piece", article.pk, "es", reader.pk)
    assert not Article.objects.get(pk=article.pk).title_es


def test_all_that_is_missing_is_written_and_marked_as_a_machines(service, translator, article):
    translator.post(rest(article))
    article = Article.objects.get(pk=article.pk)
    assert (article.title_es, article.lead_es) == ("La cosecha", "el Perú")
    assert article.blocks.get().html_es == "<p>La roja cosecha</p>"
    assert set(Pair.objects.values_list("origin", flat=True)) == {Pair.Origin.MACHINE}
    freshness.settle(article)
    state = TextState.objects.get(model="publishing.piece", object_id=article.pk, language="es")
    assert (state.state, state.has_machine_text) == (TextState.State.TO_REVIEW, True)


def test_what_is_there_is_not_written_over(service, translator, article):
    translator.post(rest(article, "fr"))
    article = Article.objects.get(pk=article.pk)
    assert (article.title_fr, article.lead_fr) == ("La récolte", "el Perú")


def test_what_somebody_writes_while_the_machine_is_at_work_stays(service, translator, article, monkeypatch):
    post = http.post

    def meanwhile(*asked):
        Article.objects.filter(pk=article.pk).update(lead_es="De una persona")
        return post(*asked)

    monkeypatch.setattr(http, "post", meanwhile)
    translator.post(rest(article))
    assert Article.objects.get(pk=article.pk).lead_es == "De una persona"


def test_what_was_translated_while_its_source_was_changed_is_outdated(service, translator, article, monkeypatch):
    post = http.post

    def meanwhile(*asked):
        Article.objects.filter(pk=article.pk).update(title_nl="Iets heel anders")
        return post(*asked)

    monkeypatch.setattr(http, "post", meanwhile)
    translator.post(rest(article))
    found = freshness.judge(Article.objects.get(pk=article.pk), "es")
    assert next(each.state for each in found if each.segment.key == "title") == TextState.State.OUTDATED


def test_a_text_that_is_too_long_is_left_out_and_the_others_are_written(service, translator, article):
    service.answer = lambda text: "largo " * 100 if "Peru" in text else translated(text)
    Article.objects.filter(pk=article.pk).update(title_nl="Peru", lead_nl="De oogst")
    translator.post(rest(article))
    article = Article.objects.get(pk=article.pk)
    assert (article.title_es, article.lead_es) == (None, "La cosecha")


def test_a_machine_that_fails_says_so_at_once(service, translator, article):
    service.status = 403
    page = translator.post(rest(article), follow=True).content.decode()
    assert "does not accept our key" in page
    assert not Pair.objects.exists()


def test_nobody_asks_a_machine_for_another_language_or_without_one(service, translator, article, settings):
    assert translator.post(rest(article, "nl")).status_code == 404  # the source
    translator.force_login(make_member("translators-nl"))
    assert translator.post(rest(article)).status_code == 403
    assert translator.post(f"{rest(article)}title/").status_code == 403
    settings.MACHINE_TRANSLATION = ""
    translator.force_login(make_member("translators-es", name="ines"))
    assert translator.post(rest(article)).status_code == 404
    assert service.asked == []


def test_a_record_that_is_public_at_once_is_not_filled_by_a_machine(service, translator):
    photo = make_photo(codes=("nl",))
    address = f"/admin/translate/{'/'.join(map(str, segments.identity(photo)))}/es/machine/"
    assert translator.post(address).status_code == 404
    assert translator.post(f"{address}title/").status_code == 200
