"""The words of many pictures on one page."""

import pytest

from gallery.admin import descriptions
from gallery.models import Photo
from publishing.models import AuditEntry, DeskVersion
from tests import images
from tests.desk import make_editor, make_member
from tests.factories import make_photo

pytestmark = pytest.mark.django_db
DESCRIBE = "/admin/gallery/photo/describe/"


def shown(response):
    return [row["photo"].pk for row in response.context["rows"]]


def form_data(response):
    """Return what the form of a page holds, hidden fields too."""
    data = {"photo": []}
    for row in response.context["rows"]:
        form = row["form"]
        data["photo"].append(form.instance.pk)
        for field in form:
            data[field.html_name] = data[field.html_initial_name] = field.value() or ""
    return data


def save(client, *photos, **changes):
    """Open the page for these pictures, change fields such as alt_es_12 and save as the script does."""
    address = f"{DESCRIBE}?ids={','.join(str(photo.pk) for photo in photos)}"
    data = form_data(client.get(address))
    for name, value in changes.items():
        field, _, number = name.rpartition("_")
        data[f"photo-{number}-{field}"] = value
    return client.post(DESCRIBE, data, headers={"accept": "application/json"})


def test_the_pictures_asked_for_are_shown_with_their_words(editor):
    one, _other, three = make_photo(), make_photo(), make_photo(alt_es="Una plaza")
    response = editor.get(f"{DESCRIBE}?ids={three.pk},{one.pk}")
    assert shown(response) == [one.pk, three.pk]
    assert "Una plaza" in response.content.decode()


def test_pictures_without_an_alternative_text_in_a_language_are_shown(editor):
    make_photo()
    without = [make_photo(alt_es=""), make_photo(alt_es=None)]
    assert shown(editor.get(f"{DESCRIBE}?without_alt=es")) == [photo.pk for photo in without]
    assert shown(editor.get(f"{DESCRIBE}?without_alt=nl")) == []


def test_many_pictures_are_shown_fifty_at_a_time(editor):
    photos = [make_photo(alt_es="") for _number in range(60)]
    first = editor.get(f"{DESCRIBE}?without_alt=es")
    assert shown(first) == [photo.pk for photo in photos[:50]]
    rest = editor.get(f"{DESCRIBE}?without_alt=es&after={first.context['after']}")
    assert shown(rest) == [photo.pk for photo in photos[50:]]
    assert rest.context["after"] is None


def test_the_page_counts_what_is_missing_in_each_language(editor):
    make_photo(alt_es="")
    response = editor.get(DESCRIBE)
    assert {row["code"]: row["count"] for row in response.context["without_alt"]} == {"es": 1, "fr": 0, "nl": 0}
    assert f'href="{DESCRIBE}"' in editor.get("/admin/gallery/photo/").content.decode()


@pytest.mark.parametrize("query", ["", "ids=", "ids=x,1e3,%00,-4", "without_alt=xx", "after=x", "ids=" + "9" * 400])
def test_a_question_without_sense_shows_nothing(editor, query):
    make_photo()
    assert shown(editor.get(f"{DESCRIBE}?{query}")) == []


def test_the_words_of_several_pictures_are_saved_at_once(editor):
    one, other = make_photo(), make_photo()
    answer = save(editor, one, other, **{f"alt_es_{one.pk}": "Una plaza", f"credit_{other.pk}": "Pepe Atocha"}).json()
    assert answer == {"saved": [one.pk, other.pk], "faulty": {}}
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.alt_es, other.credit) == ("Una plaza", "Pepe Atocha")


def test_what_is_good_is_saved_and_the_faulty_comes_back_as_typed(editor):
    good, faulty = make_photo(), make_photo()
    changes = {f"alt_es_{good.pk}": "Una plaza", f"credit_{faulty.pk}": "", f"alt_fr_{faulty.pk}": "Un champ"}
    answer = save(editor, good, faulty, **changes).json()
    assert answer["saved"] == [good.pk]
    assert "errorlist" in answer["faulty"][str(faulty.pk)]
    assert "Un champ" in answer["faulty"][str(faulty.pk)]
    good.refresh_from_db()
    assert good.alt_es == "Una plaza"
    assert Photo.objects.get(pk=faulty.pk).credit == "Perú 50"


def test_without_a_script_the_faulty_are_shown_again(editor):
    good, faulty = make_photo(), make_photo()
    data = form_data(editor.get(f"{DESCRIBE}?ids={good.pk},{faulty.pk}"))
    data |= {f"photo-{good.pk}-alt_es": "Una plaza", f"photo-{faulty.pk}-credit": ""}
    response = editor.post(DESCRIBE, data)
    assert shown(response) == [faulty.pk]
    assert Photo.objects.get(pk=good.pk).alt_es == "Una plaza"


def test_without_a_script_saving_leads_back_to_the_page(editor):
    photo = make_photo()
    address = f"{DESCRIBE}?ids={photo.pk}"
    data = form_data(editor.get(address)) | {f"photo-{photo.pk}-alt_es": "Una plaza"}
    response = editor.post(address, data, follow=True)
    assert response.redirect_chain == [(address, 302)]
    assert len(response.context["messages"]) == 1


def test_pictures_that_were_not_changed_are_left_alone(editor):
    changed, other = make_photo(), make_photo()
    before = other.changed_at
    save(editor, changed, other, **{f"alt_es_{changed.pk}": "Una plaza"})
    other.refresh_from_db()
    assert other.changed_at == before
    assert AuditEntry.objects.filter(action="saved").count() == 1


def test_who_described_a_picture_is_kept_with_the_language(editor):
    photo = make_photo()
    save(editor, photo, **{f"alt_es_{photo.pk}": "Una plaza"})
    assert DeskVersion.objects.filter(object_id=photo.pk).first().data["fields"]["alt_es"] == "Una plaza"
    assert AuditEntry.objects.get(action="saved").user_name == "editor"


def post_after(client, photo, meanwhile, **typed):
    """Open the page, let somebody else change the picture meanwhile, then save what was typed."""
    data = form_data(client.get(f"{DESCRIBE}?ids={photo.pk}"))
    Photo.objects.filter(pk=photo.pk).update(**meanwhile)
    data |= {f"photo-{photo.pk}-{name}": value for name, value in typed.items()}
    return client.post(DESCRIBE, data), data


def test_what_somebody_else_wrote_in_another_field_stays(editor):
    photo = make_photo()
    post_after(editor, photo, {"alt_fr": "Un champ", "credit": "Pepe Atocha"}, alt_es="Una plaza")
    photo.refresh_from_db()
    assert (photo.alt_es, photo.alt_fr, photo.credit) == ("Una plaza", "Un champ", "Pepe Atocha")


def test_what_somebody_else_wrote_in_the_same_field_is_shown_before_it_is_replaced(editor):
    photo = make_photo()
    response, _data = post_after(editor, photo, {"alt_es": "Un campo"}, alt_es="Una plaza")
    form = response.context["rows"][0]["form"]
    assert "Un campo" in form.errors["alt_es"][0]
    assert form["alt_es"].value() == "Una plaza"
    assert Photo.objects.get(pk=photo.pk).alt_es == "Un campo"
    again = {field.html_name: field.value() or "" for field in form} | {
        f"initial-photo-{photo.pk}-{field.name}": form.data[field.html_initial_name] for field in form
    }
    editor.post(DESCRIBE, again | {"photo": photo.pk})
    assert Photo.objects.get(pk=photo.pk).alt_es == "Una plaza"


def test_two_who_wrote_the_same_have_no_conflict(editor):
    photo = make_photo()
    response, _data = post_after(editor, photo, {"alt_es": "Una plaza"}, alt_es="Una plaza")
    assert response.status_code == 302


def test_only_who_may_change_pictures_can_describe_them(client):
    photo = make_photo()
    user = make_editor("reader")
    user.groups.clear()
    client.force_login(user)
    assert client.get(f"{DESCRIBE}?ids={photo.pk}").status_code == 403
    data = {"photo": photo.pk, f"photo-{photo.pk}-credit": "x"}
    assert client.post(DESCRIBE, data).status_code == 403
    assert Photo.objects.get().credit == "Perú 50"


def test_a_translator_describes_pictures_in_their_language_and_no_other(client):
    photo = make_photo()
    client.force_login(make_member("translators-es"))
    page = client.get(f"{DESCRIBE}?ids={photo.pk}").content.decode()
    data = {
        "photo": photo.pk,
        f"photo-{photo.pk}-alt_es": "Una plaza",
        f"initial-photo-{photo.pk}-alt_es": photo.alt_es,
    }
    assert page.count(" disabled") == 2 * 8  # and what each showed
    client.post(DESCRIBE, data)
    assert Photo.objects.get().alt_es == "Una plaza"
    for name, value in (("alt_fr", "Une place"), ("credit", "Nobody")):
        client.post(DESCRIBE, data | {f"photo-{photo.pk}-{name}": value, f"initial-photo-{photo.pk}-{name}": ""})
    assert (Photo.objects.get().alt_fr, Photo.objects.get().credit) == (photo.alt_fr, "Perú 50")


def test_the_selected_pictures_of_a_list_are_described(editor):
    one, other = make_photo(), make_photo()
    data = {"action": "describe_selected", "_selected_action": [other.pk, one.pk]}
    response = editor.post("/admin/gallery/photo/", data, follow=True)
    assert shown(response) == [one.pk, other.pk]


def test_of_too_many_selected_pictures_the_first_are_described(editor, monkeypatch):
    monkeypatch.setattr(descriptions, "IN_AN_ADDRESS", 1)
    one, other = make_photo(), make_photo()
    data = {"action": "describe_selected", "_selected_action": [other.pk, one.pk]}
    response = editor.post("/admin/gallery/photo/", data, follow=True)
    assert shown(response) == [one.pk]
    assert len(response.context["messages"]) == 1


def test_the_list_is_narrowed_to_pictures_without_an_alternative_text(editor):
    make_photo()
    without = make_photo(alt_es="")
    response = editor.get("/admin/gallery/photo/", {"without_alt": "es"})
    assert list(response.context["cl"].result_list) == [without]


def test_the_queries_of_the_page_do_not_grow(editor, django_assert_max_num_queries):
    for _number in range(40):
        make_photo(alt_es="")
    with django_assert_max_num_queries(8):
        editor.get(f"{DESCRIBE}?without_alt=es")


def test_an_uploaded_picture_has_its_words_in_the_same_step(editor):
    data = {"credit": "Pepe Atocha", "licence": "own", "file": [images.image()]}
    response = editor.post("/admin/gallery/photo/upload/", data)
    photo = Photo.objects.get()
    assert [field.html_name for field in response.context["taken"][0]["form"]][-2:] == [
        f"photo-{photo.pk}-credit",
        f"photo-{photo.pk}-licence",
    ]
