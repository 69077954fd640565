"""Mails on what there is to translate, for who wants them: what came since they last looked, and none where nothing did."""

import datetime as dt

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task

from publishing import clock
from publishing.accounts import name_of
from publishing.review_mails import language_of
from translations import news
from translations.models import Visit

# A little less than a day and a week: the command runs at about the same hour.
PERIODS = {Visit.Mails.DAILY: dt.timedelta(hours=20), Visit.Mails.WEEKLY: dt.timedelta(days=6, hours=20)}
SHOWN = 20


def due():
    """Return the Visits of those whose next mail is due, whether or not there is anything to tell."""
    wanted = Visit.objects.exclude(mails=Visit.Mails.NEVER).filter(user__is_active=True, user__is_staff=True)
    now = clock.now()
    return [
        visit
        for visit in wanted.exclude(user__email="").order_by("pk")
        if visit.mailed_at is None or visit.mailed_at <= now - PERIODS[visit.mails]
    ]


@task()
def send(visit_id, site):
    """Write to one person what came since they last looked; not again what a mail told them. `site`: "https://host"."""
    visit = Visit.objects.select_related("user__profile").get(pk=visit_id)
    found = news.items(news.texts(visit.user, visit.seen_at))
    if found and (visit.mailed_at is None or found[0].text.grew_at > visit.mailed_at):
        with translation.override(language_of(visit.user)):
            send_mail(
                _("To translate: %(what)s") % {"what": _counted(found)},
                _text(visit, found, site),
                None,
                [visit.user.email],
            )
        Visit.objects.filter(pk=visit.pk).update(mailed_at=clock.now())


def _counted(found):
    """Say how many texts there are: “3 texts changed, 1 new text”."""
    new = sum(item.is_new for item in found)
    changed = len(found) - new
    parts = [
        changed and ngettext("%(number)d text changed", "%(number)d texts changed", changed) % {"number": changed},
        new and ngettext("%(number)d new text", "%(number)d new texts", new) % {"number": new},
    ]
    return ", ".join(filter(None, parts))


def _text(visit, found, site):
    context = {
        "person": name_of(visit.user),
        "what": _counted(found),
        "items": found[:SHOWN],
        "more": len(found) - SHOWN,
        "is_first": visit.seen_at is None,
        "site": site,
        "all": site + reverse("translations"),
        "settings": site + reverse("translation_news"),
    }
    return render_to_string("translations/mails/digest.txt", context)
