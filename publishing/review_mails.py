"""Mails about reviews: to those who may decide when something is handed in, to who handed it in when it is decided.

Each is a job of its own, begun once the transaction is through: a mail server that is down breaks no request, and
keeps nobody else from getting theirs. What fails is in the log.
"""

from functools import partial

from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django_tasks import task

from publishing import clock, languages, reviews
from publishing.accounts import name_of
from publishing.models import Edition, Review


def ask(review, site):
    """Write to everybody who may decide about what was handed in. `site` is the site's address: "https://host"."""
    _enqueue(review, reviews.deciders(review), site)


def answer(review, site):
    """Write to who handed it in what was decided."""
    _enqueue(review, filter(None, [review.submitted_by]), site)


def _enqueue(review, people, site):
    for person in people:
        if person.email:
            transaction.on_commit(partial(send.enqueue, review.pk, person.pk, review.outcome, site))


@task()
def send(review_id, person_id, outcome, site):
    """Write to one person; not where the review went on meanwhile, nor to an account that is gone or closed."""
    review = Review.objects.filter(pk=review_id, outcome=outcome).select_related("piece", "decided_by").first()
    person = get_user_model().objects.filter(pk=person_id, is_active=True).exclude(email="").first()
    if review and person:
        with translation.override(language_of(person)):
            send_mail(_subject(review), _text(review, person, site), None, [person.email])


def language_of(person):
    """Return the language that somebody wants to be written to in."""
    profile = getattr(person, "profile", None)
    return profile.language if profile and profile.language in languages.interface() else languages.default()


def _subject(review):
    texts = {
        Review.Outcome.WAITING: _("To review: %(piece)s"),
        Review.Outcome.APPROVED: _("Approved: %(piece)s"),
        Review.Outcome.RETURNED: _("Returned: %(piece)s"),
    }
    return " ".join((texts[review.outcome] % {"piece": review.piece}).splitlines())


def _text(review, person, site):
    context = {
        "review": review,
        "piece": review.piece,
        "languages": get_text_list([languages.native_name(code) for code in review.languages], _("and")),
        "person": name_of(person),
        "submitted_by": name_of(review.submitted_by),
        "decided_by": name_of(review.decided_by),
        "comments": review.comments.count(),
        "pages": [page for code in review.languages if (page := _page(review, code, site))],
        "address": site + reverse("admin:publishing_review_change", args=[review.pk]),
    }
    return render_to_string(f"publishing/mails/review_{review.outcome}.txt", context)


def _page(review, language, site):
    """Return where the language of a piece is read, and from when if that is to come."""
    printed = Edition.objects.filter(piece=review.piece_id, language=language, blank=False).order_by(
        "-printed_at", "-pk"
    )
    edition = printed.for_list().first()
    if edition is None:
        return {}
    later = edition.public_from > clock.now()
    return {
        "language": languages.native_name(language),
        "address": site + edition.get_absolute_url(),
        "begins": date_format(localtime(edition.public_from), "SHORT_DATETIME_FORMAT") if later else "",
    }
