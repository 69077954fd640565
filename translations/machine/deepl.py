"""DeepL: https://developers.deepl.com/docs/api-reference/translate"""

from django.conf import settings

from translations.machine import http, protection
from translations.machine.batches import answers

_PAID, _FREE = "https://api.deepl.com", "https://api-free.deepl.com"
# A language that is translated into may have to say of which country.
_INTO = {"en": "EN-GB", "pt": "PT-PT", "no": "NB"}


class DeepL:
    form = protection.MARKUP

    def translate(self, texts, source_language, language):
        key = settings.MACHINE_TRANSLATION_KEY
        url = settings.MACHINE_TRANSLATION_URL or (_FREE if key.endswith(":fx") else _PAID)
        options = {
            "source_lang": source_language.partition("-")[0].upper(),
            "target_lang": _INTO.get(language, language.upper()),
            "tag_handling": "xml",
        }
        return answers(
            texts,
            lambda batch: http.post(
                f"{url.rstrip('/')}/v2/translate",
                {"text": batch, **options},
                {"Authorization": f"DeepL-Auth-Key {key}"},
            )["translations"],
            lambda answer: answer["text"],
        )
