"""How people hear of what there is to translate: a private feed, and mails to those who asked for them."""

import datetime as dt
import logging
from xml.etree import ElementTree

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import translation
from django.utils.translation import gettext, ngettext

from articles.models import Article
from peru50.logs import Discreet
from publishing import clock, history, trash
from publishing.models import Profile
from tests.clock import standing_at
from tests.desk import make_member
from tests.factories import make_article, make_photo
from translations import freshness
from translations.models import Visit

pytestmark = pytest.mark.django_db
NEWS = "/admin/translations/news/"
SITE = "https://peru50.example"
ATOM = "{http://www.w3.org/2005/Atom}"


def kept(record):
    history.keep(record)
    return record


def visit_of(*names, mails="daily", language="fr", **fields):
    user = make_member(*names, **{"email": "luc@example.org", **fields})
    Profile.objects.create(user=user, language=language)
    return Visit.objects.create(user=user, mails=mails)


@pytest.fixture
def visit():
    """That of somebody who translates into French, reads French and wants a mail a day."""
    return visit_of("translators-fr")


def feed(client, visit):
    return client.get(f"/to-translate/{visit.feed_secret}/")


def entries(client, visit):
    found = ElementTree.fromstring(feed(client, visit).content)  # noqa: S314 our own
    return [(entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}summary")) for entry in found.iter(f"{ATOM}entry")]


def digest():
    """Run the command; return the mails that it sent."""
    before = len(mail.outbox)
    call_command("mail_digests", SITE, verbosity=0)
    return mail.outbox[before:]


# The feed


def test_the_feed_tells_of_what_is_missing_or_outdated_in_ones_own_languages(client, visit):
    article = kept(make_article(title_nl="Oogst", title_es="Cosecha", title_fr="Récolte"))
    kept(make_photo(codes=("nl", "fr"), title_nl="Lama", title_fr="Lama"))
    kept(make_article(codes=("nl",), title_nl="Feest"))
    Article.objects.filter(pk=article.pk).update(title_nl="Oogsten nu")
    found = entries(client, visit)
    assert [title for title, _summary in found] == ["Récolte · Français", "Feest · Français"]


def test_an_entry_leads_to_the_desk(client, visit):
    article = kept(make_article(codes=("nl",)))
    assert f"/admin/translate/publishing.piece/{article.pk}/fr/" in feed(client, visit).text


def test_the_feed_is_stored_by_nobody_and_found_by_no_search_engine(client, visit):
    response = feed(client, visit)
    assert response.status_code == 200
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not response.cookies


def test_the_feed_of_an_account_that_is_closed_is_not_there(client, visit):
    visit.user.is_active = False
    visit.user.save()
    assert feed(client, visit).status_code == 404


@pytest.mark.parametrize("secret", ["x", "%00", "é"])
def test_what_is_no_secret_leads_to_no_feed(client, db, secret):
    assert client.get(f"/to-translate/{secret}/").status_code == 404


def test_the_feed_ends_with_the_right_to_translate(client, visit):
    kept(make_article(codes=("nl",)))
    visit.user.groups.clear()
    assert entries(client, visit) == []


def test_a_new_address_makes_the_old_one_useless(client, visit):
    client.force_login(visit.user)
    client.post(NEWS, {"new_address": "1"})
    assert feed(client, visit).status_code == 404
    visit.refresh_from_db()
    assert feed(client, visit).status_code == 200
    assert visit.feed_secret in client.get(NEWS).text


def test_the_secret_is_not_logged(client, visit, caplog):
    visit.user.is_active = False
    visit.user.save()
    caplog.handler.addFilter(Discreet())
    with caplog.at_level(logging.INFO, logger="django.request"):
        feed(client, visit)
    assert caplog.records
    assert visit.feed_secret not in caplog.text


def test_what_lies_in_the_trash_is_not_told(client, visit):
    trash.discard(kept(make_article(codes=("nl",))))
    assert entries(client, visit) == []


# Mails


def test_a_mail_tells_what_came_since_the_last_visit_in_the_language_of_who_reads_it(visit):
    visit.seen_at = clock.now()
    visit.save()
    with standing_at(clock.now() + dt.timedelta(hours=1)):
        kept(make_article(codes=("nl",), title_nl="Feest"))
        article = kept(make_article(title_fr="Récolte"))
        freshness.settle_unsettled()
        Article.objects.filter(pk=article.pk).update(title_nl="Iets anders")
        (sent,) = digest()
    assert sent.to == ["luc@example.org"]
    assert "Feest · Français" in sent.body
    assert "Récolte · Français" in sent.body
    assert f"{SITE}/admin/translations/news/" in sent.body


def test_a_mail_counts_what_changed_and_what_is_new(visit):
    kept(make_article(codes=("nl",)))
    article = kept(make_article())
    Article.objects.filter(pk=article.pk).update(title_nl="Iets anders")
    (sent,) = digest()
    with translation.override("fr"):
        changed = ngettext("%(number)d text changed", "%(number)d texts changed", 1) % {"number": 1}
        new = ngettext("%(number)d new text", "%(number)d new texts", 1) % {"number": 1}
        assert sent.subject == gettext("To translate: %(what)s") % {"what": f"{changed}, {new}"}


def test_no_mail_is_sent_where_nothing_came(visit):
    kept(make_article(codes=("nl", "fr")))
    assert digest() == []


def test_what_was_there_at_the_last_visit_is_not_told(visit):
    kept(make_article(codes=("nl",)))
    visit.seen_at = clock.now()
    visit.save()
    assert digest() == []


def test_nothing_is_told_twice(visit):
    kept(make_article(codes=("nl",)))
    assert len(digest()) == 1
    with standing_at(clock.now() + dt.timedelta(days=1)):
        assert digest() == []
        kept(make_article(codes=("nl",)))
        assert len(digest()) == 1


@pytest.mark.parametrize(("mails", "days", "expected"), [("daily", 1, 1), ("weekly", 1, 0), ("weekly", 7, 1)])
def test_mails_come_as_often_as_was_asked_for(mails, days, expected):
    visit = visit_of("translators-fr", mails=mails)
    visit.mailed_at = clock.now()
    visit.save()
    with standing_at(clock.now() + dt.timedelta(days=days)):
        kept(make_article(codes=("nl",)))
        assert len(digest()) == expected


@pytest.mark.parametrize("fields", [{"email": ""}, {"is_active": False}, {"is_staff": False}])
def test_who_cannot_come_is_not_written_to(fields):
    visit_of("translators-fr", **fields)
    kept(make_article(codes=("nl",)))
    assert digest() == []


def test_who_asked_for_no_mail_gets_none():
    visit_of("translators-fr", mails="never")
    kept(make_article(codes=("nl",)))
    assert digest() == []


def test_what_is_no_address_of_a_site_is_refused():
    with pytest.raises(CommandError, match="no address of a site"):
        call_command("mail_digests", "peru50")


def test_somebody_asks_for_mails_and_sees_that_it_was_saved(client):
    user = make_member("translators-fr", email="luc@example.org")
    client.force_login(user)
    client.post(NEWS, {"mails": "weekly"})
    assert Visit.objects.get(user=user).mails == "weekly"


def test_what_is_no_choice_is_refused(client, visit):
    client.force_login(visit.user)
    assert client.post(NEWS, {"mails": "hourly"}).status_code == 200
    visit.refresh_from_db()
    assert visit.mails == "daily"


def test_whose_account_has_no_mail_address_is_told(editor):
    assert "Your account has no mail address" in editor.get(NEWS).text
