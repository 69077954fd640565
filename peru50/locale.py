from django.middleware import locale
from django.utils import translation

from peru50 import words
from publishing import languages

# The same for everybody, whatever language a browser asks for, so that a cache keeps one copy of them.
NEUTRAL = ("media", "robots", "sitemap")


class LocaleMiddleware(locale.LocaleMiddleware):
    """Django's, but what is in no language is not said to be in one, nor to vary with it.

    Nor is a language spoken that is not open: with another one active, no public page answers below its prefix.
    """

    def process_request(self, request):
        words.refresh()
        super().process_request(request)
        spoken = languages.interface() if request.path_info.startswith("/admin/") else languages.public()
        if translation.get_language() not in spoken:
            translation.activate(languages.default())
            request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request, response):
        match = request.resolver_match
        if match and match.view_name in NEUTRAL and response.status_code < 400:
            return response
        return super().process_response(request, response)
