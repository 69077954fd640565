"""The language in which somebody is spoken and written to: chosen by the buttons at the top, kept in the profile."""

from django.conf import settings
from django.utils.translation import get_language
from django.views import i18n

from publishing import languages
from publishing.models import Profile


def set_language(request):
    response = i18n.set_language(request)
    language = request.POST.get("language")
    if request.user.is_authenticated and language in languages.interface():
        Profile.objects.update_or_create(user=request.user, defaults={"language": language})
    return response


def speak(request, response):
    """Speak the language of somebody who just signed in, unless another was chosen in this browser."""
    own = {"language": get_language()} if get_language() in languages.interface() else {}
    profile, _is_new = Profile.objects.get_or_create(user=request.user, defaults=own)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            profile.language,
            path=settings.LANGUAGE_COOKIE_PATH,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
