"""History in the admin: what was published and saved, two of them side by side, and back to the desk or to the site."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from articles.models import Article
from publishing import clock, history, press
from publishing.models import DeskVersion, Edition
from tests.desk import form_of, make_member, messages, sent
from tests.factories import make_article, make_block, make_figure, make_organisation, make_theme

pytestmark = pytest.mark.django_db


def page(record, *parts):
    return "/".join([form_of(record).removesuffix("/change/"), *map(str, parts), ""])


def version(record, **fields):
    """Change a record and keep it as a version."""
    type(record).objects.filter(pk=record.pk).update(**fields)
    return history.keep(record)


def key(moment):
    return f"{'edition' if isinstance(moment, Edition) else 'version'}-{moment.pk}"


def beside(editor, record, *keys):
    return editor.get(page(record, "history", "compare"), {"with": list(keys)})


def bring_back(editor, record, source, **data):
    return editor.post(page(record, "history", "bring-back"), {"with": key(source), **data}, follow=True)


@pytest.fixture
def article():
    """An article with two versions, public in Dutch as its first one says."""
    article = make_article(title_nl="Oogst")
    make_block(article, html_nl="<p>Alinea</p>")
    history.keep(article)
    press.publish(article, "nl")
    version(article, title_nl="Anders")
    return article


def test_the_history_lists_what_was_saved_and_published_the_newest_first(editor, article):
    response = editor.get(page(article, "history"))
    assert [each["moment"].key.partition("-")[0] for each in response.context["moments"]] == [
        "version",
        "edition",
        "version",
    ]


@pytest.mark.parametrize(("only", "count"), [("editions", 1), ("versions", 2), ("nonsense", 3)])
def test_the_history_is_narrowed(editor, article, only, count):
    assert len(editor.get(page(article, "history"), {"only": only}).context["moments"]) == count


def test_an_edition_says_since_when_until_when_and_what_it_is(editor, article):
    press.withdraw(article, "nl", at=clock.now() + dt.timedelta(days=2))
    end, edition = editor.get(page(article, "history"), {"only": "editions"}).context["moments"]
    assert (str(end["moment"].state), str(edition["moment"].state)) == ("planned", "current")
    assert edition["lasts"]["until"]
    assert not end["lasts"]["until"]


def test_a_long_history_has_pages_and_costs_no_more_queries(editor, article):
    counts = []
    for number in range(60):
        version(article, title_nl=f"Titel {number}")
        if number in (1, 59):
            editor.get(page(article, "history"))
            with CaptureQueriesContext(connection) as queries:
                response = editor.get(page(article, "history"))
            counts.append(len(queries))
    assert counts[1] <= counts[0]
    assert response.context["page"].paginator.num_pages == 2
    assert len(editor.get(page(article, "history"), {"p": "2"}).context["moments"]) == 13


def test_no_list_reads_what_versions_hold(editor, article):
    with CaptureQueriesContext(connection) as queries:
        editor.get(page(article, "history"))
    assert not any('"publishing_deskversion"."data"' in query["sql"] for query in queries)
    assert not any('"publishing_edition"."body"' in query["sql"] for query in queries)


def test_a_record_without_history_says_so(editor):
    assert editor.get(page(make_organisation(), "history")).status_code == 200


def titles(comparison):
    return [
        "".join(part.text for part in change.parts if part.kind != "removed").strip() for change in comparison.changes
    ]


def test_two_versions_are_compared_in_every_language_the_older_first(editor, article):
    newer, older = history.versions(article)
    for keys in ([key(newer), key(older)], [key(older), key(newer)]):
        response = beside(editor, article, *keys)
        found = {each.language: each for each in response.context["comparisons"]}
        assert titles(found["nl"]) == ["Anders"]
        assert found["es"].is_empty
        assert response.context["before"]["moment"].version == older


def test_two_editions_are_compared(editor, article):
    first = Edition.objects.get()
    second = press.publish(article, "nl")
    (comparison,) = beside(editor, article, key(first), key(second)).context["comparisons"]
    assert titles(comparison) == ["Anders"]


def test_an_edition_is_compared_with_a_version_and_with_the_desk(editor, article):
    edition, newest = Edition.objects.get(), history.versions(article)[0]
    for other in (key(newest), "desk"):
        (comparison,) = beside(editor, article, key(edition), other).context["comparisons"]
        assert titles(comparison) == ["Anders"]


def test_one_alone_is_compared_with_the_one_before_it(editor, article):
    newer, older = history.versions(article)
    response = beside(editor, article, key(newer))
    assert response.context["before"]["moment"].version == older
    assert beside(editor, article, key(older)).context["before"] is None
    second = press.publish(article, "nl")
    assert beside(editor, article, key(second)).context["before"]["moment"].edition.title == "Oogst"


def test_what_cannot_be_compared_is_explained(editor, article):
    edition, other = Edition.objects.get(), press.publish(article, "es")
    for keys in ([], [key(edition), key(other)], ["desk", key(edition), key(other)]):
        response = editor.get(page(article, "history", "compare"), {"with": keys}, follow=True)
        assert response.request["PATH_INFO"] == page(article, "history")
        assert len(messages(response)) == 1


def test_the_page_of_an_edition_is_shown_as_it_was(editor, article):
    edition = Edition.objects.get()
    press.publish(article, "nl")
    response = editor.get(page(article, "editions", edition.pk))
    assert "Oogst" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_an_edition_is_published_again_at_once(editor, article):
    edition = Edition.objects.get()
    press.publish(article, "nl")
    address = page(article, "editions", edition.pk, "again")
    assert titles(editor.get(address).context["comparison"]) == ["Oogst"]
    assert Edition.objects.count() == 2
    editor.post(address, {})
    assert Edition.objects.current("nl").get().title == "Oogst"
    assert Edition.objects.current("nl").get().printed_by.username == "editor"


def test_an_edition_is_published_again_at_a_time(editor, article):
    edition = Edition.objects.get()
    press.publish(article, "nl")
    editor.post(page(article, "editions", edition.pk, "again"), {"start": "2031-01-01T10:00", "zone": "America/Lima"})
    assert Edition.objects.current("nl").get().title == "Anders"
    assert Edition.objects.filter(title="Oogst").count() == 2


def test_what_was_planned_before_an_edition_is_published_again_is_told(editor, article):
    press.withdraw(article, "nl", at=clock.now() + dt.timedelta(days=2))
    response = editor.get(page(article, "editions", Edition.objects.get(blank=False).pk, "again"))
    assert [point["is_end"] for point in response.context["followers"]] == [True]


def test_an_edition_whose_address_another_piece_took_asks_to_take_it_over(editor):
    article = make_article(slug_nl="oogst")
    edition = press.publish(article, "nl")
    Article.objects.filter(pk=article.pk).update(slug_nl="anders")
    press.publish(article, "nl")
    other = make_article(slug_nl="oogst")
    press.publish(other, "nl", take_over=True)
    Article.objects.filter(pk=other.pk).update(slug_nl="derde")
    press.publish(other, "nl")
    address = page(article, "editions", edition.pk, "again")
    assert editor.post(address, {}).context["form"].asks_to_take_over
    editor.post(address, {"take_over": "on"})
    assert Edition.objects.current("nl").get(piece=article).slug == "oogst"


@pytest.mark.parametrize("whole", [True, False])
def test_a_version_is_brought_back_from_the_page_that_compares(editor, article, whole):
    older = history.versions(article)[1]
    question = beside(editor, article, key(older), "desk")
    assert question.context["bring_back"]["moment"].version == older
    response = bring_back(editor, article, older, **({} if whole else {"language": "nl"}))
    assert response.request["PATH_INFO"] == form_of(article)
    article.refresh_from_db()
    assert article.title_nl == "Oogst"
    assert history.versions(article)[0].reason == DeskVersion.Reason.BROUGHT_BACK
    assert history.versions(article)[0].by.username == "editor"


def test_one_block_is_brought_back_by_its_button(editor, article):
    block = article.blocks.get()
    block.delete()
    older = history.versions(article)[1]
    html = beside(editor, article, key(older), "desk").content.decode()
    assert f'name="block" value="{block_id(older)} nl"' in html
    bring_back(editor, article, older, block=f"{block_id(older)} nl")
    again = article.blocks.get()
    assert (str(again.pk), again.languages) == (block_id(older), ["nl"])
    article.refresh_from_db()
    assert article.title_nl == "Anders"


def block_id(version):
    return version.data["parts"]["blocks"][0]["id"]


def test_what_did_not_come_back_is_told(editor, article):
    older = history.versions(article)[1]
    make_block(article, html_nl="<p>Nieuw</p>", html_es="<p>Nuevo</p>")
    assert len(messages(bring_back(editor, article, older, language="nl"))) == 2


def test_what_is_there_already_is_said_and_kept_as_it_is(editor, article):
    newest = history.versions(article)[0]
    bring_back(editor, article, newest)
    assert history.versions(article).count() == 2


def test_a_get_brings_nothing_back(editor, article):
    older = history.versions(article)[1]
    assert editor.get(page(article, "history", "bring-back"), {"with": key(older)}).status_code == 405


@pytest.mark.parametrize(
    "data", [{"language": "xx"}, {"with": "desk"}, {"with": ""}, {"with": "version-x"}, {"block": "x"}]
)
def test_forged_requests_change_nothing(editor, article, data):
    older = history.versions(article)[1]
    response = bring_back(editor, article, older, **data)
    assert response.status_code in (200, 400, 404)
    article.refresh_from_db()
    assert article.title_nl == "Anders"


def test_what_belongs_to_another_record_is_not_found(editor, article):
    other = make_article()
    edition, kept = press.publish(other, "nl"), history.keep(other)
    for address in (page(article, "editions", edition.pk), page(article, "editions", edition.pk, "again")):
        assert editor.get(address).status_code == 404
        assert editor.post(address).status_code in (404, 405)
    for moment in (edition, kept):
        assert beside(editor, article, key(moment), "desk").status_code == 404
        assert bring_back(editor, article, moment).status_code == 404
    assert Edition.objects.count() == 2


def test_a_withdrawal_has_no_page_and_is_not_published_again(editor, article):
    blank = press.withdraw(article, "nl")
    assert editor.get(page(article, "editions", blank.pk)).status_code == 404
    assert editor.post(page(article, "editions", blank.pk, "again")).status_code == 404


def test_who_only_reads_sees_the_history_and_brings_nothing_back(client, article):
    edition, older = Edition.objects.get(), history.versions(article)[1]
    client.force_login(make_member("reviewers"))
    assert client.get(page(article, "history")).status_code == 200
    response = beside(client, article, key(older), "desk")
    assert response.context["bring_back"] is None
    assert bring_back(client, article, older).status_code == 403
    assert client.post(page(article, "editions", edition.pk, "again")).status_code == 403
    assert Edition.objects.count() == 1


def test_who_may_nothing_sees_nothing(client, article):
    client.force_login(make_member(name="nobody"))
    edition = Edition.objects.get()
    for parts in (("history",), ("history", "compare"), ("editions", edition.pk), ("editions", edition.pk, "again")):
        assert client.get(page(article, *parts)).status_code == 403


def test_a_shared_record_has_its_history(editor):
    organisation = make_organisation(name_nl="Oud", acronym="A")
    older = history.keep(organisation)
    version(organisation, name_nl="Nieuw", acronym="B")
    assert len(editor.get(page(organisation, "history")).context["moments"]) == 2
    response = beside(editor, organisation, key(older), "desk")
    assert [each.language for each in response.context["comparisons"] if not each.is_empty] == ["", "nl"]
    bring_back(editor, organisation, older, language="nl")
    organisation.refresh_from_db()
    assert (organisation.name_nl, organisation.acronym) == ("Oud", "B")


def test_the_pieces_that_print_a_record_have_changes_once_it_is_back(editor):
    theme = make_theme()
    figure = make_figure(theme=theme)
    older = history.keep(figure)
    version(figure, theme=None)
    press.publish_all(type(theme).objects.get())
    bring_back(editor, figure, older)
    state = theme.desk_states.get(language="nl")
    assert state.desk_digest != state.printed_digest


def test_texts_of_the_history_are_escaped(editor, article):
    version(article, title_nl="<script>alert(1)</script>")
    html = beside(editor, article, key(history.versions(article)[0])).content.decode()
    assert "<script>alert" not in html
    assert escape("<script>alert(1)</script>") in html


def test_the_form_leads_to_the_history(editor, article):
    assert page(article, "history") in editor.get(form_of(article)).content.decode()


def test_the_dialog_to_publish_again_sends_itself(editor, article):
    assert sent(editor.get(page(article, "editions", Edition.objects.get().pk, "again"))).keys() >= {"start", "zone"}
