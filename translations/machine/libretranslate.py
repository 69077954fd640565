"""LibreTranslate, on a server of one's own or another's: https://docs.libretranslate.com/api/operations/translate/"""

from django.conf import settings

from translations.machine import http, protection
from translations.machine.batches import answers

_CODES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "pt-br": "pt-BR", "no": "nb"}


class LibreTranslate:
    form = protection.MARKUP

    def translate(self, texts, source_language, language):
        options = {
            "source": _CODES.get(source_language, source_language),
            "target": _CODES.get(language, language),
            "format": "html",
            "api_key": settings.MACHINE_TRANSLATION_KEY,
        }
        url = f"{settings.MACHINE_TRANSLATION_URL.rstrip('/')}/translate"
        return answers(texts, lambda batch: http.post(url, {"q": batch, **options})["translatedText"])
