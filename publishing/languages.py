"""Which languages there are, and how a text is read in one of them."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils.functional import lazystr
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info
from modeltranslation.utils import build_localized_fieldname

# Languages that are not open to visitors, while somebody who works here looks at the site in them.
_shown = ContextVar("shown", default=())


def stored():
    """Return the codes of all languages that texts are stored in."""
    return settings.MODELTRANSLATION_LANGUAGES


def public():
    """Return the codes of the languages that visitors are offered; the others are staged, or hidden."""
    return tuple(sorted({*settings.PUBLIC_LANGUAGES, *_shown.get()})) if _shown.get() else settings.PUBLIC_LANGUAGES


@contextmanager
def showing(*codes):
    """Read the site within as it will be once these languages are open: for who works here."""
    token = _shown.set(codes)
    try:
        yield
    finally:
        _shown.reset(token)


def default():
    """Return the language for visitors of whom nothing is known."""
    return settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in public() else public()[0]


def interface():
    """Return the codes of the languages that who works here can be spoken to in."""
    return settings.INTERFACE_LANGUAGES


def choices():
    """Return (code, native name) for forms and models."""
    return [(code, lazystr(native_name(code))) for code in stored()]


def native_name(code):
    return capfirst(get_language_info(code)["name_local"])


def is_right_to_left(code):
    return get_language_info(code)["bidi"]


def names(codes):
    """Return the native names of languages in one line."""
    return ", ".join(map(native_name, codes))


class Text(str):
    """A text that knows its language: `lang` is "" where it is the language that was asked for."""

    lang = ""


def column(field, language):
    """Return the name of the column that holds a translated field in this language."""
    return build_localized_fieldname(field, language)


def translated(model):
    """Return the names of the translated fields of a model, whose own columns hold nothing to rely on."""
    return {field.translated_field.name for field in model._meta.get_fields() if hasattr(field, "translated_field")}


def text(record, field, language):
    """Return the text of a translated field in this language, "" if there is none."""
    return getattr(record, column(field, language)) or ""


def text_or_other(record, field, language, source=None):
    """Return the text in this language, else in `source`, else in any; as a Text that tells which.

    Whoever shows it puts its `lang` on the element, so that no other language is served silently.
    """
    for code in (language, source, *stored()):
        if code in stored() and (value := text(record, field, code)):
            found = Text(value)
            found.lang = "" if code == language else code
            return found
    return Text()


def label(record, field, source=None):
    """Return what a record is called in the interface's language, or else in another: for lists and choices."""
    return text_or_other(record, field, get_language(), source)


def set_text(record, field, language, value):
    setattr(record, column(field, language), value or None)
