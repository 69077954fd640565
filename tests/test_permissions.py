"""Every address of the admin, tried with every role: what comes of it is what docs/permissions.md says."""

import datetime as dt
import logging
import re

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import HttpResponse
from django.template.response import SimpleTemplateResponse

from articles.models import Article
from gallery.models import Photo
from peru50 import views
from publishing import audit, clock, press, reviews
from publishing.models import ExternalLink, Piece, Redirect
from publishing.proofs import proof
from tests.desk import make_member
from tests.factories import make_article
from tests.permissions import ROLES, addresses
from tests.site import fill
from translations.models import Term

pytestmark = pytest.mark.django_db
ADDRESSES = addresses()
SAVE = {"_save": "1"}
SENT = {
    "publishing_review_change": {"_give_back": "1"},
    "translate_write": {"key": "title", "text": "Cosecha"},
    "translate_ignore": {"key": "title", "code": "number", "heed": "1"},
    "translate_vouch": {"key": "title", "say": "reviewed"},
}


def test_every_address_has_one_row():
    rows = {address.name: len(address.rows) for address in ADDRESSES}
    assert {name: number for name, number in rows.items() if number != 1} == {}


def person(role):
    """Make who a column of the table is about."""
    if role == "anybody":
        return AnonymousUser()
    if role == "no staff":
        return User.objects.create_user("visitor")
    if role == "superuser":
        return User.objects.create_superuser("root")
    return make_member(role)


def fill_newsroom():
    """Make one of everything, what only the newsroom sees included."""
    fill()
    article, author = make_article(), make_member("authors", name="author")
    reviews.submit(article, ["es"], author, {"es": proof(article, "es").digest})
    audit.note(audit.Action.SAVED, article, author)
    ExternalLink.objects.create(url="https://example.org/")
    Redirect.objects.create(path="/nl/oud/", piece_id=article.pk)
    Group.objects.create(name="friends")
    Term.objects.create()


class Prober:
    """Asks for addresses as one person; nothing that is asked for lasts, and nothing is drawn."""

    def __init__(self, client, user):
        self.client = client
        if user.is_authenticated:
            client.force_login(user)
        self.cookies = client.cookies.copy()

    def refuses(self, method, address, **data):
        """Say whether an address is refused: to sign in first, or for want of a permission. None: no such method."""
        self.client.cookies = self.cookies.copy()  # one of the addresses signs out
        with transaction.atomic():
            response = getattr(self.client, method)(filled_in(address), data)
            transaction.set_rollback(True)
        asks_to_sign_in = response.status_code == 302 and "/admin/login/" in response.url
        return None if response.status_code == 405 else response.status_code == 403 or asks_to_sign_in


def filled_in(address):
    """Return the address of something that is there."""
    if address.name == "app_list":
        return "/admin/articles/"
    route = address.route.replace("(?P<url>.*)$", "nothing-here/")
    account = User.objects.order_by("pk").first()
    values = {"at": "2030-01-01T00:00Z", "path": "nl/", "id": account.pk, "pk": account.pk}
    values |= {"label": "publishing.piece", "language": "es", "key": "title", "code": "xx"}
    values["content_type_id"] = ContentType.objects.get_for_model(Photo).pk
    if address.name == "view_on_site":
        values["object_id"] = Photo.objects.first().pk
    elif "<str:label>" in route:
        values["object_id"] = Article.objects.first().pk
    elif address.model and "object_id" in route:
        record = _record(address)
        values["object_id"] = record.pk if record else 0
        if "edition_id" in route:
            values["edition_id"] = press.publish(record, "es", at=clock.now() + dt.timedelta(days=1)).pk
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda name: str(values[name[1]]), route)


def _record(address):
    """Return a record of the model that an address is about, in the trash for the pages that take it out of there."""
    try:
        model = apps.get_model(*address.model)
    except LookupError:
        return None
    record = model._default_manager.order_by("pk").last()
    if address.name.endswith(("_restore", "_purge")):
        base = Piece if isinstance(record, Piece) else model
        base.objects.filter(pk=record.pk).update(trashed_at=clock.now())
    return record


def outcome(prober, address):
    """Return what the table should say of an address for who is signed in: yes, own, read or –."""
    is_read = prober.refuses("get", address) is False
    # A page that writes nothing lets whoever may see it send what they like.
    is_written = (address.writes or not is_read) and prober.refuses(
        "post", address, **SENT.get(address.name, SAVE)
    ) is False
    if is_written:
        return "own" if _is_limited(prober, address) else "yes"
    return "read" if is_read else "–"


def _is_limited(prober, address):
    """Say whether a form takes what is in the translator's language and refuses what is in another."""
    if not (address.model and address.name.endswith("_change")):
        return False
    columns = [
        field.name for field in apps.get_model(*address.model)._meta.concrete_fields if hasattr(field, "language")
    ]
    foreign = {name: "forged" for name in columns if name.endswith("_nl")}
    return bool(foreign) and bool(prober.refuses("post", address, **foreign))


@pytest.fixture
def undrawn(monkeypatch):
    """Leave pages undrawn: who may see them was decided before."""
    monkeypatch.setattr(SimpleTemplateResponse, "render", _drawn)
    monkeypatch.setattr(views, "_error", lambda request, status, **context: HttpResponse(status=status))
    logging.disable()
    yield
    logging.disable(logging.NOTSET)


def _drawn(response):
    response.content = b""
    return response


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_what_the_table_says(client, role):
    fill_newsroom()
    prober = Prober(client, person(role))
    found = {address.name: outcome(prober, address) for address in ADDRESSES}
    said = {address.name: cells[role] for address in ADDRESSES for cells in address.rows}
    assert {name: (said.get(name), what) for name, what in found.items() if said.get(name) != what} == {}
