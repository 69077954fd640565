import html5lib
import pytest
from django.template import Context, Template
from django.utils.translation import override

from gallery.models import Photo

ALL = {"avif": [320, 640, 960, 1440], "webp": [320, 640, 960, 1440], "jpeg": [320, 640, 960, 1440]}


def photo(**fields):
    own = {
        "file": "photos/0123456789abcdef.jpg",
        "width": 1440,
        "height": 960,
        "colour": "#a8123a",
        "credit": "Perú 50",
        "renditions": ALL,
        "alt_nl": "Een veld",
    }
    return Photo(**{**own, **fields})


def shown(tag, **fields):
    """Return what a template with this tag shows of a photo, in Dutch."""
    with override("nl"):
        return Template("{% load pictures %}" + tag).render(Context({"photo": photo(**fields)}))


def parsed(tag="{% picture photo %}", **fields):
    markup = shown(tag, **fields)
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parseFragment(markup).find("picture")


def image(tag="{% picture photo %}", **fields):
    return parsed(tag, **fields).find("img").attrib


def test_formats_are_offered_best_first():
    assert [source.get("type") for source in parsed().findall("source")] == ["image/avif", "image/webp"]


def test_a_source_names_all_widths():
    assert parsed().find("source").get("srcset") == (
        "/media/photos/0123456789abcdef/320.avif 320w, /media/photos/0123456789abcdef/640.avif 640w, "
        "/media/photos/0123456789abcdef/960.avif 960w, /media/photos/0123456789abcdef/1440.avif 1440w"
    )


def test_sizes_stand_on_every_source_and_on_the_image():
    found = parsed('{% picture photo sizes="(min-width: 60rem) 50vw, 100vw" %}')
    assert {each.get("sizes") for each in found} == {"(min-width: 60rem) 50vw, 100vw"}


def test_the_plain_image_is_a_jpeg_of_middle_width():
    assert image()["src"] == "/media/photos/0123456789abcdef/960.jpg"


def test_the_plain_image_of_a_small_picture_is_its_widest():
    assert image(width=400, renditions={"jpeg": [320, 400]})["src"] == "/media/photos/0123456789abcdef/400.jpg"


def test_until_renditions_exist_the_master_alone_is_shown():
    found = parsed(renditions={})
    assert found.findall("source") == []
    assert found.find("img").get("src") == "/media/photos/0123456789abcdef.jpg"
    assert not {"srcset", "sizes"} & found.find("img").attrib.keys()


def test_the_size_is_stated_so_that_nothing_moves_while_it_loads():
    assert (image()["width"], image()["height"], image()["data-colour"]) == ("1440", "960", "#a8123a")


def test_a_picture_waits_until_it_is_near_unless_told_otherwise():
    assert (image()["loading"], image()["decoding"]) == ("lazy", "async")
    first = image('{% picture photo loading="eager" fetchpriority="high" %}')
    assert (first["loading"], first["fetchpriority"]) == ("eager", "high")
    assert "fetchpriority" not in image()


def test_the_alternative_text_is_in_the_language_of_the_page():
    found = image(alt_nl="Een veld", alt_es="Un campo")
    assert found["alt"] == "Een veld"
    assert "lang" not in found


def test_an_alternative_text_in_another_language_says_so():
    found = image(alt_nl="", alt_es="Un campo")
    assert (found["alt"], found["lang"]) == ("Un campo", "es")


def test_the_language_can_be_given():
    assert image('{% picture photo language="es" %}', alt_es="Un campo")["alt"] == "Un campo"


def test_a_picture_that_only_decorates_has_an_empty_alternative_text():
    found = image('{% picture photo alt="" %}', alt_nl="", alt_es="Un campo")
    assert found["alt"] == ""
    assert "lang" not in found


def test_a_text_cannot_break_out_of_its_attribute():
    assert image(alt_nl='"><script>')["alt"] == '"><script>'
    assert "<script>" not in shown("{% picture photo %}", alt_nl='"><script>')


@pytest.mark.parametrize(("share", "step"), [(0, "0"), (0.5, "10"), (0.34, "7"), (1, "20")])
def test_the_focal_point_is_a_class(share, step):
    assert image(focal_x=share, focal_y=share)["class"] == f"fx-{step} fy-{step}"


def test_classes_can_be_added():
    assert image('{% picture photo class="wide tall" %}')["class"] == "fx-10 fy-10 wide tall"


def test_no_picture_shows_nothing():
    assert shown("{% picture nothing %}").strip() == ""


def test_no_file_is_opened_and_nothing_is_asked(monkeypatch, media):
    # There is no database mark on this test either: a query would fail it.
    monkeypatch.setattr(type(media), "open", None)
    monkeypatch.setattr(type(media), "exists", None)
    assert image()["alt"] == "Een veld"


@pytest.mark.parametrize(("width", "name"), [(320, "320"), (321, "640"), (1200, "1440"), (5000, "1440")])
def test_the_address_of_one_jpeg_is_of_the_next_width(width, name):
    assert shown(f"{{% picture_url photo {width} %}}") == f"/media/photos/0123456789abcdef/{name}.jpg"


def test_the_address_of_a_picture_without_renditions_is_its_master():
    assert shown("{% picture_url photo 320 %}", renditions={}) == "/media/photos/0123456789abcdef.jpg"


def credited(**fields):
    with override("en"):
        return Template("{% load pictures %}{% credit photo %}").render(Context({"photo": photo(**fields)}))


def test_a_photograph_is_credited():
    assert credited(credit="Julio Pedroza") == "Photo: Julio Pedroza"


def test_an_illustration_says_that_it_is_one():
    assert credited(is_illustration=True) == "Illustration: Perú 50"


def test_an_illustration_names_whose_photograph_it_stands_for():
    line = credited(is_illustration=True, stands_for="Pepe Atocha")
    assert line == "Illustration: Perú 50; stands for a photograph by Pepe Atocha"


@pytest.mark.parametrize(
    ("licence", "end"), [("cc-by", ", CC BY 4.0"), ("cc0", ", CC0 1.0"), ("own", ""), ("permission", "")]
)
def test_only_an_open_licence_is_named(licence, end):
    assert credited(licence=licence) == f"Photo: Perú 50{end}"


def test_a_credit_is_escaped():
    assert credited(credit="<b>") == "Photo: &lt;b&gt;"
