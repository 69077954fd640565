"""What holds for every public page, whatever it shows."""

import re

import html5lib
import pytest
from django.contrib.staticfiles import finders
from django.urls import resolve, reverse
from django.utils import translation
from django.utils.translation import trans_real

from articles.models import Organisation
from peru50 import catalogues, words
from peru50.visitors_words import is_for_visitors
from publishing import languages, press
from publishing.models import Block, Edition, KindSettings, Piece
from tests import site
from tests.desk import make_editor

pytestmark = pytest.mark.django_db

LANGUAGES = ("nl", "es", "fr")
NOT_PAGES = {
    "choose_language",
    "set_language",
    "media",
    "sitemap",
    "robots",
    "preview",
    "to_translate",
    "healthz",
    "readyz",
}
# Words that are the same in every language: the name of the site, its languages by their own names, places, and
# the little words that date formats hold.
NEUTRAL = re.compile(
    r"Perú|\bde\b|\b1er\b|\bNL\b|\bES\b|\bFR\b|Nederlands|Español|Français|\bCC BY\b|\bH\b|https?://\S+|Junín"
)
SPOKEN = ("alt", "aria-label", "title", "placeholder", "data-copied", "data-credit", "value")


@pytest.fixture
def pages():
    """The address of every page in every language, by (URL name, language)."""
    kwargs = site.fill()
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            for name, parts in kwargs.items():
                slug = parts.get("slug")
                own = (
                    Edition.objects.filter(
                        language="nl", slug=slug, kind=name if name != "entry" else "contest"
                    ).first()
                    if slug
                    else None
                )
                if own:
                    slug = Edition.objects.get(piece=own.piece_id, language=language).slug
                found[name, language] = reverse(name, kwargs={**parts, **({"slug": slug} if slug else {})})
    return found


def parsed(response):
    return html5lib.parse(response.text, treebuilder="etree", namespaceHTMLElements=False)


def test_every_url_pattern_is_known_to_these_tests():
    assert site.url_names() - NOT_PAGES == set(site.fill())


def test_every_page_answers_in_its_language_with_one_heading_and_its_alternates(client, pages):
    for (name, language), address in pages.items():
        response = client.get(address)
        assert response.status_code == 200, address
        tree = parsed(response)
        assert tree.get("lang") == language
        assert len(tree.findall(".//h1")) == 1, address
        links = tree.findall(".//link")
        canonical = [link.get("href") for link in links if link.get("rel") == "canonical"]
        assert canonical == [f"http://testserver{address}"], address
        others = {link.get("hreflang"): link.get("href") for link in links if link.get("rel") == "alternate"}
        assert others == {code: f"http://testserver{pages[name, code]}" for code in LANGUAGES}, address


def test_every_page_is_valid_html(client, pages):
    parser = html5lib.HTMLParser(strict=True)
    for address in pages.values():
        parser.parse(client.get(address).text)


def test_no_page_sets_a_cookie_or_depends_on_one(client, pages):
    client.cookies["sessionid"] = "somebody"
    for address in pages.values():
        response = client.get(address)
        assert not response.cookies, address
        assert "cookie" not in response.get("Vary", "").lower(), address
        assert "csrf" not in response.text.lower(), address


def test_an_editors_cookies_are_sent_to_the_admin_only(client):
    make_editor()
    client.get("/admin/login/")
    client.post("/admin/login/", {"username": "editor", "password": "secret"})
    client.post("/admin/language/", {"language": "fr", "next": "/admin/"})
    assert {name: cookie["path"] for name, cookie in client.cookies.items()} == {
        "csrftoken": "/admin/",
        "sessionid": "/admin/",
        "django_language": "/admin/",
    }


def test_no_page_asks_another_host_for_anything(client, pages):
    for address in pages.values():
        for element in parsed(client.get(address)).iter():
            loads = (
                element.get("src")
                or element.get("srcset")
                or (element.get("href") if element.tag == "link" else "")
                or ""
            )
            outside = [
                part
                for part in re.findall(r"https?://[^\s,]+|//[^\s,]+", loads)
                if not part.startswith("http://testserver")
            ]
            assert not outside, (address, outside)


def test_no_page_carries_inline_style_or_script(client, pages):
    for address in pages.values():
        for element in parsed(client.get(address)).iter():
            assert element.get("style") is None, address
            assert element.tag != "style", address
            assert element.tag != "script" or element.get("src"), address


def test_every_static_file_that_a_page_names_exists(client, pages):
    named = set()
    for address in pages.values():
        named |= set(re.findall(r'"/static/([^"#]+)', client.get(address).text))
    assert [name for name in named if not finders.find(name)] == []


def test_every_word_on_every_page_is_in_its_language(client, pages, pseudo_translated):
    found = {
        address: strangers
        for (_name, language), address in pages.items()
        if (strangers := list(foreign(parsed(client.get(address)), language)))
    }
    assert found == {}


def test_where_originals_stand_in_every_word_still_says_in_which_language_it_is(client, pages, pseudo_translated):
    KindSettings.objects.update(without_language="source")
    for piece in Piece.objects.all():
        press.withdraw(piece, "fr")
    for name in ("home", "article", "theme", "dossier", "event", "contest", "entry", "page"):
        with translation.override("fr"):
            address = reverse(name, kwargs=dict(resolve_in("nl", pages[name, "nl"])))
        response = client.get(address)
        assert response.status_code == 200, address
        assert [*foreign(parsed(response), "fr")] == [], address
        assert "⟦nl:" in response.text, address


def resolve_in(language, address):
    with translation.override(language):
        return resolve(address).kwargs


def test_a_picture_says_in_its_own_language_what_it_shows_where_this_one_is_missing(client, pages):
    """An alternative text in another language carries its lang, and is found by the test of words."""
    photo = Block.objects.filter(photo__isnull=False).first().photo
    photo.alt_fr = ""
    photo.save()
    images = parsed(client.get(pages["photo", "fr"])).findall(".//main//img")
    assert [image.get("lang") for image in images if image.get("alt")] == ["es"]


@pytest.fixture
def pseudo_translated(monkeypatch):
    """Every interface word comes out as ⟦language:word⟧, addresses apart."""
    trans = translation._trans

    def mark(message):
        return f"⟦{translation.get_language()}:{message}⟧" if message.strip() else message

    monkeypatch.setattr(trans, "gettext", mark, raising=False)
    monkeypatch.setattr(trans, "ngettext", lambda one, many, number: mark(one if number == 1 else many), raising=False)
    real = trans.pgettext
    monkeypatch.setattr(
        trans,
        "pgettext",
        lambda context, message: real(context, message) if context == "address" else mark(message),
        raising=False,
    )
    monkeypatch.setattr(
        trans, "npgettext", lambda context, one, many, number: mark(one if number == 1 else many), raising=False
    )


def foreign(tree, language):
    """Yield every text of a tree that is unmarked, or marked as another language than its element says."""
    for element, code in _with_language(tree, language):
        if element.tag in ("script", "style"):
            continue
        texts = [element.text or "", *(child.tail or "" for child in element)]
        texts += [
            element.get(name) or "" for name in SPOKEN if name != "value" or element.get("type") in ("submit", "search")
        ]
        if element.tag == "meta" and element.get("name") == "description":
            texts.append(element.get("content"))
        for text in texts:
            rest = _without_marks(text, code)
            if re.search(r"[^\W\d_]", NEUTRAL.sub("", rest)):
                yield f"{element.tag}: {text.strip()} [{code}]"


def _with_language(element, language):
    code = element.get("lang", language)
    yield element, code
    for child in element:
        yield from _with_language(child, code)


def _without_marks(text, code):
    """Return what is left of a text without its marks for this language, from the inside out."""
    previous = None
    while text != previous:
        previous, text = text, re.sub(rf"⟦(?:{code}|\*):[^⟦⟧]*⟧", "", text, flags=re.IGNORECASE)
    return text


# What editors do to the desk shows nowhere before it is published.


def test_no_edit_on_the_desk_changes_a_public_byte(client, pages):
    addresses = [*pages.values(), "/sitemap.xml", "/nl/zoeken/?q=story"]
    before = {address: client.get(address).content for address in addresses}
    for piece in Piece.objects.all():
        _scribble(piece.specific)
    for block in Block.objects.all():
        _scribble(block)
    Block.objects.first().delete()
    assert {address: client.get(address).content for address in addresses} == before


def _scribble(row):
    """Change every text, date, number, choice and relation of a row."""
    for field in row._meta.concrete_fields:
        if field.primary_key or field.name in ("uuid", "piece_ptr", "parent", "kind", "source_language"):
            continue
        if field.get_internal_type() in ("CharField", "TextField", "SlugField"):
            limit = field.max_length or 100
            setattr(row, field.attname, _other_choice(row, field) if field.choices else "scribbled"[:limit])
        elif field.get_internal_type() in ("PositiveSmallIntegerField", "IntegerField"):
            setattr(row, field.attname, 7 + row.pk if isinstance(row.pk, int) else 7)
        elif field.is_relation and field.null:
            setattr(row, field.attname, None)
    for name in ("start", "end", "date", "source_date"):
        if hasattr(row, name):
            setattr(row, name, "1999-01-01/year")
    row.save()
    for field in row._meta.many_to_many:
        getattr(row, field.name).clear()


def _other_choice(row, field):
    if field.unique:
        return getattr(row, field.attname)
    return next(value for value, _label in field.flatchoices if value != getattr(row, field.attname))


def test_shared_records_are_live_as_edited(client, pages):
    organisation = Organisation.objects.get(slug="trias")
    languages.set_text(organisation, "description", "nl", "Vernieuwd")
    organisation.save()
    assert "Vernieuwd" in client.get(pages["organisation", "nl"]).text


@pytest.fixture
def staff_words():
    """Dutch in which each word that is not for visitors is marked as one; how many there are."""
    spoken = trans_real.translation("nl")._catalog
    of_staff = [entry for entry in catalogues.template("nl") if not is_for_visitors(entry)]
    for entry in of_staff:
        key = f"{entry.msgctxt}\x04{entry.msgid}" if entry.msgctxt else entry.msgid
        for each in [(key, number) for number in entry.msgstr_plural] or [key]:
            spoken[each] = "⟪staff⟫"
    yield len(of_staff)
    words._read_anew()


def test_no_page_says_a_word_that_is_held_to_be_for_staff_alone(client, pages, staff_words):
    assert staff_words > 1000
    found = f"{pages['search', 'nl']}?q=story"
    addresses = [address for (_name, language), address in pages.items() if language == "nl"]
    said = {address: client.get(address).text for address in [*addresses, found, "/nl/nothing-here/"]}
    assert [address for address, text in said.items() if "⟪staff⟫" in text] == []
