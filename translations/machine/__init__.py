"""What a machine proposes as a translation: only where the site's owner named one, only when a person asks for it.

Nothing is stored here but that a machine wrote these words (translations/machine_texts.py): taking a suggestion is a
person's act, and what they take stays a machine's until somebody has reviewed it.
"""

from dataclasses import dataclass
from html import escape, unescape

from django.conf import settings
from django.utils.html import strip_tags

from publishing import markup
from translations import likeness, machine_texts
from translations.machine.deepl import DeepL
from translations.machine.libretranslate import LibreTranslate
from translations.machine.offline import Offline
from translations.machine.problem import MachineError
from translations.machine.protection import Passage

_PROVIDERS = {"deepl": DeepL, "libretranslate": LibreTranslate, "ctranslate2": Offline}


@dataclass(frozen=True)
class Suggestion:
    """What a machine proposes; or, where there is no text, the problem why it does not."""

    text: str
    problem: str = ""

    @property
    def words(self):
        return markup.plain(self.text) if likeness.has_paragraphs(self.text) else self.text


def is_on():
    return bool(settings.MACHINE_TRANSLATION)


def suggest(source_language, language, text, is_markup=False):
    """Return a Suggestion for one text, None where there is no machine."""
    return suggest_all(source_language, language, [(text, is_markup)])[0] if is_on() else None


def suggest_all(source_language, language, texts):
    """Return a Suggestion for each (text, whether it is markup)."""
    provider = _provider()
    split = [_passages(*each) for each in texts]
    asked = [passage for within in split for passage in within if passage.is_for_translation]
    try:
        answers = provider.translate([passage.sent(provider.form) for passage in asked], source_language, language)
    except MachineError as error:
        return [Suggestion("", str(error)) for _text in texts]
    answer_of = dict(zip(map(id, asked), answers, strict=True))
    found = [_suggestion(*each, within, provider.form, answer_of) for each, within in zip(texts, split, strict=True)]
    for (text, _is_markup), suggestion in zip(texts, found, strict=True):
        if suggestion.text:
            machine_texts.note(text, language, suggestion.text)
    return found


def _provider():
    name, _colon, folder = settings.MACHINE_TRANSLATION.partition(":")
    return _PROVIDERS[name](folder) if folder else _PROVIDERS[name]()


def _passages(text, is_markup):
    if likeness.has_paragraphs(text):
        return [Passage(passage) for _tag, passage in likeness.passages(text)]
    return [Passage(text if is_markup else escape(text, quote=False))]


def _suggestion(text, is_markup, within, form, answer_of):
    try:
        said = [
            passage.restored(answer_of[id(passage)], form) if passage.is_for_translation else passage.text
            for passage in within
        ]
    except MachineError as error:
        return Suggestion("", str(error))
    if not likeness.has_paragraphs(text):
        return Suggestion(said[0] if is_markup else unescape(strip_tags(said[0])))
    is_whole = likeness.passages(text) == [("", text)]
    return Suggestion(markup.clean(said[0] if is_whole else likeness.put_together(text, said)))
