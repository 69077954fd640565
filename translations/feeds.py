"""The private feed of what there is to translate: whoever knows its address reads it, without a session."""

from django.http import HttpResponse, HttpResponseNotFound
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from publishing import languages, previews
from publishing.review_mails import language_of
from translations import news, progress, rights, tasks
from translations.models import Visit

MOST = 100


@require_safe
def to_translate(request, secret):
    visit = Visit.objects.select_related("user__profile").filter(feed_secret=secret).first()
    if visit is None or not (visit.user.is_active and visit.user.is_staff):
        return previews.private(HttpResponseNotFound())
    tasks.settle_soon()
    with translation.override(language_of(visit.user)):
        text = _feed(request, visit.user).writeString("utf-8")
    return previews.private(HttpResponse(text, content_type=Atom1Feed.content_type))


def _feed(request, user):
    names = languages.names(rights.written_by(user))
    feed = Atom1Feed(
        title=_("Perú 50, to translate: %(languages)s") % {"languages": names},
        link=request.build_absolute_uri(reverse("translations")),
        description="",
        language=translation.get_language(),
        feed_url=request.build_absolute_uri(),
    )
    for item in news.items(news.texts(user)[:MOST]):
        feed.add_item(
            title=f"{item.record} · {item.language}",
            link=request.build_absolute_uri(item.address),
            description=f"{item.text.get_state_display()}: {progress.in_words(item.text.words_to_do)}",
            updateddate=item.text.grew_at,
            pubdate=item.text.grew_at,
        )
    return feed
