"""Files for outsiders: what they hold comes back to the letter, whatever it is, and is written only as somebody chose."""

import csv
import io
import re
import time
from dataclasses import replace

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from lxml import etree
from translate.storage import pypo, xliff, xliff2

from publishing import clock, history
from publishing.models import Block, DeskVersion, Piece, specific
from tests import site
from tests.desk import make_member
from tests.factories import make_article, make_block, make_photo
from translations import freshness, segments
from translations.exchange import applying, checking, exporting, formats
from translations.exchange.document import DamagedError, Reference, mark
from translations.models import Pair, TextState

pytestmark = pytest.mark.django_db
State = TextState.State
HARD = "=1+1 “x” «\u202fy\u202f» & <b> 'z'\n\n  two\tlines \u0645\u0631\u062d\u0628\u0627\u200f \u2028 \u0085 e\u0301 _x0041_ \\n %s"
MARKUP = '<p>Één &amp; twee <a href="https://example.org/?a=1&amp;b=2">x</a><br>\u202f: “z”</p>\n<ul><li>a</li></ul>'
ALL_FORMATS = pytest.mark.parametrize("name", formats.FORMATS)


@pytest.fixture(autouse=True)
def in_english():
    """Reasons are told in the words of the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def article():
    article = make_article(lead_nl=HARD, lead_es=f"{HARD} es")
    make_block(article, html_nl=MARKUP, html_es=MARKUP.replace("z", "ñ"), html_fr="<p>fr</p>")
    history.keep(article)
    return article


@pytest.fixture
def luisa():
    return make_member("translators-es", name="luisa")


def sent(name, *records, language="es", **options):
    """Return the (name, bytes) of a file with the texts of these records."""
    (document,) = exporting.documents(records, language, **options)
    return f"texts.{formats.FORMATS[name].EXTENSION}", formats.FORMATS[name].write(document)


def came_back(file, user):
    """Return the Report on a file that was sent back."""
    return checking.check(formats.read(*file), user)


def with_target(name, data, start, text):
    """Open a file as an outsider's tool does, change the translation of the text that begins so, and save it."""
    if name == "xlsx":
        return _in_workbook(data, start, text)
    if name == "csv":
        return _in_csv(data, start, text)
    stores = {"xliff-1.2": xliff.Xliff1File, "xliff-2.0": xliff2.Xliff2File, "po": pypo.pofile}
    store = stores[name].parsestring(data)
    unit = next(unit for unit in store.units if unit.source.startswith(start))
    unit.target = text
    return bytes(store)


def _in_workbook(data, start, text):
    book = openpyxl.load_workbook(io.BytesIO(data))
    row = next(row for row in book.active.iter_rows(min_row=2) if row[2].value.startswith(start))
    row[3].value = text
    row[3].data_type = "s"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _in_csv(data, start, text):
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    next(row for row in rows[1:] if row[2].lstrip("'").startswith(start))[3] = text
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows(rows)
    return file.getvalue().encode()


@ALL_FORMATS
def test_texts_come_back_to_the_letter(name, article, luisa):
    photo = make_photo()
    (document,) = exporting.documents([article, photo], "es")
    back = formats.read(*sent(name, article, photo))
    assert [(each.reference, each.source, each.target) for each in back.units] == [
        (each.reference, each.source, each.target) for each in document.units
    ]


@ALL_FORMATS
def test_nothing_is_to_be_done_with_what_comes_back_unchanged(name, article, luisa):
    report = came_back(sent(name, article), luisa)
    assert (report.changes, report.unchanged) == ([], 3)


@ALL_FORMATS
@pytest.mark.parametrize("start", ["Article", "=1+1"])
def test_what_a_tool_of_the_trade_changed_is_what_is_stored(name, start, article, luisa):
    end, data = sent(name, article)
    report = came_back((end, with_target(name, data, start, HARD)), luisa)
    (change,) = report.applicable if start == "=1+1" else report.changes
    assert change.after == HARD.strip()


def translated(record, language="es", **texts):
    """Return what comes back of a record when texts of these keys were translated."""
    (document,) = exporting.documents([record], language)
    document.units = [
        replace(unit, target=texts.get(Reference.parse(unit.reference).key, unit.target)) for unit in document.units
    ]
    return document


def apply_all(report, user):
    return applying.apply(report, {each.number: each.seen for each in report.changes}, user)


def applied(document, user):
    return apply_all(checking.check(document, user), user)


def state_of(record, key, language="es"):
    found = {each.segment.key: each for each in freshness.judge(segments.find(*segments.identity(record)), language)}
    return found[key]


def test_what_is_applied_is_one_version_and_waits_for_review(article, luisa):
    document = translated(article, title="Otra", lead="Y más")
    assert applied(document, luisa) == (2, [])
    assert DeskVersion.objects.filter(reason=DeskVersion.Reason.TRANSLATED, by=luisa, languages=["es"]).count() == 1
    assert state_of(article, "title").state == State.TO_REVIEW
    assert set(Pair.objects.filter(target_text="Otra").values_list("origin", "by")) == {("imported", luisa.pk)}


def test_the_states_of_a_record_are_settled_once_for_all_its_texts(article, luisa, monkeypatch):
    settled = []
    monkeypatch.setattr(freshness, "settle", lambda record, settle=freshness.settle: settled.append(settle(record)))
    assert applied(translated(article, title="Otra", lead="Y más"), luisa) == (2, [])
    assert len(settled) <= 2  # with the one that follows the version that is kept


def test_other_languages_stay_as_they_are(article, luisa):
    before = [segment.text(code) for segment in segments.of(article) for code in ("nl", "fr")]
    applied(translated(article, title="Otra", lead="Y más"), luisa)
    assert [segment.text(code) for segment in segments.of(article) for code in ("nl", "fr")] == before


def test_a_text_whose_source_changed_meanwhile_arrives_as_outdated(article, luisa):
    document = translated(article, title="Otra")
    before = article.title_nl
    type(article).objects.update(title_nl="Nieuw")
    assert applied(document, luisa) == (1, [])
    judged = state_of(article, "title")
    assert (judged.state, judged.target, judged.pair.source_text) == (State.OUTDATED, "Otra", before)


def test_what_somebody_else_wrote_after_the_report_is_not_written_over(article, luisa):
    document = translated(article, title="Otra")
    report = checking.check(document, luisa)
    type(article).objects.update(title_es="De otra persona")
    written, refused = apply_all(report, luisa)
    assert (written, [reason for _change, reason in refused]) == (0, ["Somebody else changed this text meanwhile."])
    assert state_of(article, "title").target == "De otra persona"


@pytest.mark.parametrize(
    ("address", "shown"),
    [("https://example.org/?a=1&amp;b=2", "Otra y"), ("https://example.org/x", "https://example.org/x")],
)
def test_a_link_to_somewhere_new_is_shown_with_its_address(address, shown, article, luisa):
    (document,) = exporting.documents([article], "es")
    target = f'<p>Otra <a href="{address}">y</a></p>'
    document.units = [replace(unit, target=target if unit.source == MARKUP else unit.target) for unit in document.units]
    (change,) = checking.check(document, luisa).changes
    text = "".join(part.text for part in change.parts if part.kind != "removed")
    assert shown in text
    assert ("<a href" in text) == (shown == address)


def test_an_empty_translation_takes_nothing_away(article, luisa):
    document = translated(article, title="  ")
    assert checking.check(document, luisa).empty == 1
    assert applied(document, luisa) == (0, [])


def test_only_what_was_chosen_is_written(article, luisa):
    document = translated(article, title="Otra", lead="Y más")
    report = checking.check(document, luisa)
    change = report.changes[1]
    assert applying.apply(report, {change.number: change.seen}, luisa) == (1, [])
    assert state_of(article, "title").target != "Otra"


def test_a_text_that_is_too_long_is_said_to_be_and_left_out(article, luisa):
    document = translated(article, title="x" * 500)
    (change,) = checking.check(document, luisa).changes
    assert "500 characters" in change.problem
    assert applied(document, luisa) == (0, [])


def test_a_block_that_is_gone_leaves_the_others_to_be_written(article, luisa):
    document = translated(article, title="Otra")
    Block.objects.all().delete()
    assert len(checking.check(document, luisa).gone) == 1
    assert applied(document, luisa) == (1, [])


def test_what_lies_in_the_trash_is_left_out(article, luisa):
    document = translated(article, title="Otra")
    Piece.objects.update(trashed_at=clock.now())
    (change,) = checking.check(document, luisa).changes
    assert "trash" in change.problem


def test_only_what_is_to_do_goes_out_if_so_wished(article):
    article.title_nl, article.lead_es = "Nieuw", None
    (document,) = exporting.documents([article], "es", to_do=True)
    assert [(unit.source, unit.state) for unit in document.units] == [
        ("Nieuw", State.OUTDATED),
        (HARD.strip(), State.MISSING),
    ]


def test_very_many_texts_are_several_files_each_with_whole_records(monkeypatch):
    monkeypatch.setattr(exporting, "MOST_IN_A_FILE", 5)
    found = exporting.documents([make_article() for _number in range(5)], "es")
    assert [len(document.units) for document in found] == [4, 4, 2]


def test_each_source_language_has_a_file_of_its_own():
    found = exporting.documents([make_article(), make_article(source_language="fr"), make_article(codes=("es",))], "es")
    assert [document.source_language for document in found] == ["fr", "nl"]


@pytest.mark.parametrize(
    ("second", "result"),
    [("<target>Dos frases.</target>", "Una frase. Dos frases."), ("", "Una frase. Twee zinnen.")],
)
def test_a_text_that_a_tool_cut_into_sentences_comes_back_whole(second, result, article, luisa):
    article.lead_nl = "Een zin. Twee zinnen."
    start, end = b"<source>Een zin.", b"</source>"
    end_of_file, data = sent("xliff-2.0", article)
    before, _start, rest = data.partition(start)
    _source, _end, rest = rest.partition(end)
    _target, _end, after = rest.partition(b"</target>")
    cut = (
        "<source>Een zin.</source><target>Una frase.</target></segment><ignorable><source> </source></ignorable>"
        f"<segment><source>Twee zinnen.</source>{second}"
    )
    report = came_back((end_of_file, before + cut.encode() + after), luisa)
    assert [change.after for change in report.changes] == [result]


def test_a_spreadsheet_is_told_that_all_cells_are_texts_and_what_it_makes_of_a_line_is_understood(article, luisa):
    end, data = sent("xlsx", article)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert {row[3].number_format for row in book.active.iter_rows()} == {"@"}
    (change,) = came_back((end, _in_workbook(data, "Article", "Uno_x000D_\ndos")), luisa).changes
    assert change.after == "Uno\ndos"


def test_a_no_break_space_that_is_written_otherwise_changes_nothing(article, luisa):
    Block.objects.update(html_es="<p>«&nbsp;Sí&nbsp;»</p>")
    document = translated(article)
    document.units = [replace(unit, target=unit.target.replace("&nbsp;", "\u00a0")) for unit in document.units]
    assert (checking.check(document, luisa).changes, checking.check(document, luisa).unchanged) == ([], 3)


def test_signs_that_xml_cannot_hold_are_said_before_they_are_lost(article):
    article.title_nl = "a\x0bb"
    with pytest.raises(ValidationError, match="a sign that such a file cannot"):
        sent("xliff-1.2", article)
    assert formats.read(*sent("po", article)).units[0].source == "a\x0bb"


def test_the_whole_site_goes_out_and_comes_back_in_every_format_and_language(admin_user):
    site.fill()
    records = [specific(row) for model in segments.translatable() for row in model.objects.on_desk()]
    for code in ("es", "fr"):
        (document,) = exporting.documents(records, code)
        for each in formats.FORMATS.values():
            report = checking.check(formats.read(f"x.{each.EXTENSION}", each.write(document)), admin_user)
            assert (report.changes, report.gone) == ([], [])
            assert report.unchanged + report.empty == len(document.units) > 50


@pytest.mark.parametrize("name", ["xliff-1.2", "xliff-2.0"])
def test_xliff_is_laid_out_as_the_standard_has_it(name, article):
    root = etree.fromstring(sent(name, article)[1])
    namespace = f"{{{formats.FORMATS[name].NAMESPACE}}}"
    if name == "xliff-1.2":
        (file,) = root
        assert set(file.attrib) >= {"original", "source-language", "target-language", "datatype"}
        assert [child.tag for child in file] == [f"{namespace}body"]
        parts = {
            tuple(part.tag.removeprefix(namespace) for part in unit)[:2] for unit in root.iter(f"{namespace}trans-unit")
        }
        assert parts == {("source", "target")}
    else:
        assert {"version", "srcLang", "trgLang"} <= set(root.attrib)
        parts = {tuple(part.tag.removeprefix(namespace) for part in unit) for unit in root.iter(f"{namespace}unit")}
        assert parts == {("notes", "segment")}
        assert {tuple(each.attrib) for each in root.iter(f"{namespace}segment")} == {("state",)}
    ids = [each.get("id") for each in root.iter(f"{namespace}trans-unit", f"{namespace}unit")]
    assert len(ids) == len(set(ids)) == 3
    assert all(re.fullmatch(r"[\w.:-]+", each) for each in ids)  # an NMTOKEN


def test_what_a_file_says_was_the_source_is_cleaned_before_it_is_remembered(article, luisa):
    (document,) = exporting.documents([article], "es")
    unit = next(each for each in document.units if each.source == MARKUP)
    source = '<p onclick="x()">Anders</p><script>x()</script>'
    own = Reference.parse(unit.reference)
    forged = mark(own.position, own.model, own.uuid, own.key, "nl", "es", source)
    changed = replace(unit, source=source, target="<p>Otra cosa</p>", reference=str(replace(own, mark=forged)))
    document.units[document.units.index(unit)] = changed
    report = checking.check(document, luisa)
    applying.apply(report, {each.number: each.seen for each in report.changes}, luisa)
    assert Pair.objects.get(target_text="<p>Otra cosa</p>").source_text == "<p>Anders</p>"


def test_a_text_of_nothing_but_opening_signs_is_refused_soon(article, luisa):
    (document,) = exporting.documents([article], "es")
    unit = next(each for each in document.units if each.source == MARKUP)
    document.units[document.units.index(unit)] = replace(unit, target="<p>" + "<" * 200_000)
    started = time.process_time()
    with pytest.raises(DamagedError):
        checking.check(document, luisa)
    assert time.process_time() - started < 10
