from django.middleware import locale

# The same for everybody, whatever language a browser asks for, so that a cache keeps one copy of them.
NEUTRAL = ("media", "robots", "sitemap")


class LocaleMiddleware(locale.LocaleMiddleware):
    """Django's, but what is in no language is not said to be in one, nor to vary with it."""

    def process_response(self, request, response):
        match = request.resolver_match
        if match and match.view_name in NEUTRAL and response.status_code < 400:
            return response
        return super().process_response(request, response)
