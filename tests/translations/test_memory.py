"""Whatever was translated here once is found again, by a text that is the same or alike."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command

from publishing import clock, history
from tests.desk import make_member
from tests.factories import make_article, make_block, make_photo
from translations import learning, memory, writing
from translations.models import Mark, Pair, Passage

pytestmark = pytest.mark.django_db

HARVEST = "De oogst van de aardappelen begon dit jaar twee weken vroeger in de bergen."
COSECHA = "La cosecha de la papa comenzó este año dos semanas antes en las montañas."


def translated(source, target, language="es", source_language="nl", record=None, key="lead", **values):
    """Keep a translation, of an article of its own or of the record that is given."""
    record = record or make_article()
    pair = learning.pair(record, key, source_language, source, language, target, **values)
    pair.save()
    memory.learn([pair])
    return pair


def found(text, language="es", source_language="nl", **options):
    return [(match.percent, match.target) for match in memory.matches(source_language, language, text, **options)]


def test_the_same_text_is_found_with_its_translation():
    translated(HARVEST, COSECHA)
    assert found(HARVEST) == [(100, COSECHA)]


def test_a_text_that_is_alike_is_found_and_how_it_differs():
    translated(HARVEST, COSECHA)
    [match] = memory.matches("nl", "es", HARVEST.replace("twee", "drie"))
    changed = [(part.kind, part.text.strip()) for part in match.parts if part.kind != "same"]
    assert 90 <= match.percent < 100
    assert changed == [("removed", "twee"), ("added", "drie")]


def test_the_best_of_many_that_are_alike_comes_first():
    for number in range(60):
        translated(f"Foto {number} van het feest op het plein", f"Foto {number} de la fiesta en la plaza")
    assert found("Foto 37 van het feest op het plein", limit=1) == [(100, "Foto 37 de la fiesta en la plaza")]


def test_a_text_of_two_words_is_found_by_one_of_them():
    translated("Herbebossing in Cajamarca", "Reforestación en Cajamarca")
    assert [target for _percent, target in found("Herbebossing in Junín")] == ["Reforestación en Cajamarca"]


@pytest.mark.parametrize("text", ["<h3></h3>", "<ul><li></li></ul>", "<p></p>", "", " ", "&", "1965"])
def test_for_a_text_without_words_there_is_nothing(text):
    translated(HARVEST, COSECHA)
    assert found(text) == []


def test_what_is_not_alike_is_not_offered():
    translated(HARVEST, COSECHA)
    assert found("De ambassade organiseerde een filmfestival in Lima.") == []
    assert found("") == []


def test_it_works_in_both_directions_and_not_for_other_languages():
    translated(HARVEST, COSECHA)
    assert found(COSECHA, "nl", "es") == [(100, HARVEST)]
    assert found(HARVEST, "fr") == []


def test_paragraphs_that_stand_beside_each_other_are_found_one_by_one():
    translated(f"<p>{HARVEST}</p><p>Einde.</p>", f"<p>{COSECHA}</p><p>Fin.</p>")
    assert found(f"<p>{HARVEST}</p>") == [(100, f"<p>{COSECHA}</p>")]


def test_a_text_is_put_together_from_what_is_known_of_its_paragraphs():
    translated(f"<p>{HARVEST}</p>", f"<p>{COSECHA}</p>")
    translated("<h3>De oogst</h3>", "<h3>La cosecha</h3>")
    assert found(f"<h3>De oogst</h3>\n<p>{HARVEST}</p>") == [(100, f"<h3>La cosecha</h3>\n<p>{COSECHA}</p>")]


def test_a_paragraph_of_a_text_is_offered_by_itself_where_the_others_are_new():
    translated(HARVEST, COSECHA)
    [match] = memory.matches("nl", "es", f"<p>{HARVEST}</p><p>Een zin die nog niemand heeft vertaald.</p>")
    assert (match.target, match.is_part) == (COSECHA, True)


def test_texts_with_other_paragraphs_are_remembered_whole():
    source, target = f"<p>{HARVEST}</p><p>Einde.</p>", f"<p>{COSECHA} Fin.</p>"
    translated(source, target)
    assert found(source) == [(100, target)]
    assert found(HARVEST) == []


def test_a_list_within_a_list_is_remembered_whole():
    source = "<ul><li>Aardappelen en maïs<ul><li>Quinoa</li></ul></li></ul>"
    target = "<ul><li>Papas y maíz<ul><li>Quinua</li></ul></li></ul>"
    translated(source, target)
    assert found(source) == [(100, target)]


def test_the_same_words_with_other_markup_are_not_quite_the_same():
    translated(f"<p>{HARVEST}</p>", f"<p>{COSECHA}</p>")
    assert found(f"<p>{HARVEST.replace('oogst', '<em>oogst</em>')}</p>") == [(99, f"<p>{COSECHA}</p>")]


def test_markup_and_plain_text_find_each_other_and_each_gets_its_own_signs():
    translated("<p>Ngo’s &amp; <em>vakbonden</em> in Peru</p>", "<p>ONG &amp; <em>sindicatos</em> en el Perú</p>")
    assert found("Ngo’s & vakbonden in Peru") == [(99, "ONG & sindicatos en el Perú")]
    translated("Boeren < burgers & buitenlui", "Campesinos < ciudadanos & forasteros")
    assert found("<p>Boeren &lt; burgers &amp; buitenlui</p>") == [
        (100, "<p>Campesinos &lt; ciudadanos &amp; forasteros</p>")
    ]


def test_line_breaks_of_a_plain_text_stay():
    translated("De oogst\nin de bergen", "La cosecha\nen las montañas")
    assert found("De oogst\nin de bergen") == [(100, "La cosecha\nen las montañas")]


def test_what_was_said_at_the_same_place_goes_first():
    here, now = make_article(), clock.now()
    translated("Het feest", "La fiesta", record=here, at=now - dt.timedelta(days=9))
    translated("Het feest", "El festejo", reviewed_at=now)
    near = ("publishing.piece", here.pk, "lead")
    assert found("Het feest", near=near)[0] == (100, "La fiesta")


def test_a_reviewed_translation_goes_before_a_newer_one_and_that_before_an_older_one():
    now = clock.now()
    translated("Het feest", "El festejo", at=now - dt.timedelta(days=9))
    translated("Het feest", "La fiesta", at=now)
    translated("Het feest", "La celebración", at=now - dt.timedelta(days=3), reviewed_at=now)
    assert [target for _percent, target in found("Het feest")] == ["La celebración", "La fiesta", "El festejo"]


def test_of_several_translations_at_one_place_only_the_last_is_offered():
    article, now = make_article(), clock.now()
    translated("Het feest", "La feista", record=article, at=now - dt.timedelta(days=1))
    translated("Het feest", "La fiesta", record=article, at=now)
    assert found("Het feest") == [(100, "La fiesta")]


def test_what_is_being_typed_is_no_memory():
    translated(HARVEST, COSECHA, is_finished=False)
    assert found(HARVEST) == []


def test_a_machine_text_is_remembered_once_somebody_has_reviewed_it():
    pair = translated(HARVEST, COSECHA, origin=Pair.Origin.MACHINE)
    assert found(HARVEST) == []
    pair.reviewed_at = clock.now()
    pair.save()
    memory.learn([pair])
    assert found(HARVEST) == [(100, COSECHA)]


def test_what_a_form_saved_is_remembered():
    article = make_article(title_nl=HARVEST, title_es=COSECHA)
    history.keep(article)
    assert found(HARVEST) == [(100, COSECHA)]


def test_what_the_desk_wrote_is_remembered():
    article = make_article(title_nl=HARVEST)
    writing.write(article, "es", "title", COSECHA)
    assert found(HARVEST) == [(100, COSECHA)]


def test_texts_of_pictures_and_blocks_are_remembered_too():
    article = make_article()
    make_block(article, html_nl=f"<p>{HARVEST}</p>", html_es=f"<p>{COSECHA}</p>")
    history.keep(article)
    history.keep(make_photo(alt_nl="Een man met een hoed", alt_es="Un hombre con sombrero"))
    assert found(f"<p>{HARVEST}</p>") == [(100, f"<p>{COSECHA}</p>")]
    assert found("Een man met een hoed") == [(100, "Un hombre con sombrero")]


def test_a_match_says_where_and_by_whom_it_was_translated(django_user_model):
    luc = django_user_model.objects.create_user("luc")
    pair = translated(HARVEST, COSECHA, by=luc)
    [match] = memory.matches("nl", "es", HARVEST)
    assert (match.model, match.object_id, match.key, match.by) == ("publishing.piece", pair.object_id, "lead", luc)


def test_nothing_is_learnt_twice():
    pair = translated(HARVEST, COSECHA)
    memory.learn([pair])
    assert Passage.objects.count() == 2


def test_a_pair_takes_what_is_remembered_of_it_along():
    translated(HARVEST, COSECHA).delete()
    assert (Passage.objects.count(), Mark.objects.count()) == (0, 0)


def test_the_memory_can_be_built_anew():
    translated(HARVEST, COSECHA)
    Passage.objects.all().delete()
    call_command("rebuild_memory", stdout=StringIO())
    assert found(HARVEST) == [(100, COSECHA)]


@pytest.mark.parametrize("texts", [1, 300])
def test_finding_takes_two_queries_however_much_is_remembered(django_assert_num_queries, texts):
    for number in range(texts):
        translated(f"Zin {number} over de oogst", f"Frase {number} sobre la cosecha")
    with django_assert_num_queries(2):
        assert found("Zin 0 over de oogst")


def test_words_are_found_in_all_their_forms_where_they_were_used():
    translated("<p>Twee <em>aardappelen</em> en een ui.</p>", "<p>Dos papas y una cebolla.</p>")
    translated("De wedstrijd is voorbij.", "El concurso ha terminado.")
    [occurrence] = memory.concordance("aardappel", "nl", "es")
    assert occurrence.source == [("Twee ", False), ("aardappelen", True), (" en een ui.", False)]
    assert occurrence.target == "Dos papas y una cebolla."


def test_words_that_were_not_used_or_are_none_are_found_nowhere():
    translated(HARVEST, COSECHA)
    assert memory.concordance("quinoa", "nl", "es") == []
    assert memory.concordance(" – ", "nl", "es") == []


# The page


CONCORDANCE = "/admin/translations/concordance/"


def asked(words, source="nl", into="es"):
    return {"words": words, "source": source, "into": into}


def test_the_page_shows_words_in_use_and_leads_to_their_place_on_the_desk(editor):
    pair = translated(HARVEST, COSECHA)
    page = editor.get(CONCORDANCE, asked("oogsten")).content.decode()
    assert 'De <mark class="hit">oogst</mark> van de aardappelen' in page
    assert f'<p lang="es">{COSECHA}</p>' in page
    assert f"/admin/translate/publishing.piece/{pair.object_id}/es/#lead" in page


def test_words_of_what_is_gone_are_shown_without_a_place(editor):
    pair = translated(HARVEST, COSECHA)
    Pair.objects.filter(pk=pair.pk).update(object_id=999_999)
    page = editor.get(CONCORDANCE, asked("oogst")).content.decode()
    assert COSECHA in page
    assert "/admin/translate/" not in page.partition('<ol class="concordance">')[2]


def test_the_page_begins_with_a_language_that_somebody_translates_into(client):
    client.force_login(make_member("translators-fr"))
    assert client.get(CONCORDANCE).context["form"].initial == {"into": "fr", "source": "nl"}


def test_the_page_asks_for_two_languages(editor):
    assert "Choose two languages." in editor.get(CONCORDANCE, asked("oogst", "nl", "nl")).content.decode()


def test_the_page_takes_the_same_queries_for_many_passages(editor, django_assert_max_num_queries):
    for number in range(30):
        translated(f"Zin {number} over de oogst", f"Frase {number} sobre la cosecha")
    with django_assert_max_num_queries(8):
        editor.get(CONCORDANCE, asked("oogst"))


def test_an_editor_takes_a_translation_out_of_the_memory_for_good(editor):
    pair = translated(HARVEST, COSECHA)
    response = editor.post(f"{CONCORDANCE}forget/", asked("oogst") | {"pair": pair.pk}, follow=True)
    assert "It is not offered any more." in response.content.decode()
    assert found(HARVEST) == []
    memory.learn([pair])
    memory.rebuild()
    assert found(HARVEST) == []
    assert Pair.objects.filter(pk=pair.pk).exists()  # its texts are as fresh as before


def test_what_is_taken_out_is_not_offered_from_another_place_either():
    pair = translated(HARVEST, COSECHA)
    translated(HARVEST, COSECHA, key="title")
    translated(COSECHA, HARVEST, "nl", "es")
    translated(HARVEST, "La cosecha de la papa.")
    memory.forget(pair)
    memory.rebuild()
    assert found(HARVEST) == [(100, "La cosecha de la papa.")]
    assert found(COSECHA, "nl", "es") == []


@pytest.mark.parametrize("number", ["", "x", "0", "99999999999999999999"])
def test_what_is_no_pair_cannot_be_taken_out(editor, number):
    assert editor.post(f"{CONCORDANCE}forget/", {"pair": number}).status_code == 404


def test_a_translator_takes_nothing_out_of_the_memory(client):
    pair = translated(HARVEST, COSECHA)
    client.force_login(make_member("translators-es"))
    assert client.post(f"{CONCORDANCE}forget/", {"pair": pair.pk}).status_code == 403
    assert found(HARVEST) == [(100, COSECHA)]
