"""Tags for the translators' desk and its lists."""

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from publishing import markup
from publishing.accounts import name_of
from publishing.models import LINKS
from translations import segments
from translations.glossary import highlighted
from translations.models import TextState

register = template.Library()


@register.simple_tag
def text_state(state):
    """Write the state of a text: in words and in colour, never in colour alone."""
    state = TextState.State(state)
    return format_html('<span class="state state-{}">{}</span>', state, state.label)


@register.simple_tag
def source_of(row):
    """Write the source of a text as readers see it, the words of the glossary marked; its links lead to what they name."""
    source = markup.with_links(row.source, _form_of) if row.segment.is_markup else row.source
    return highlighted(source, row.sheet.terms.found_in(source), row.segment.is_markup)


@register.filter
def place(record):
    """Return how a record is named in an address: "publishing.piece:12"."""
    return ":".join(map(str, segments.identity(record)))


@register.filter
def proof_sheet(record):
    """Return where all languages of a record are printed."""
    return reverse("proof_sheet", args=segments.identity(record))


@register.simple_tag
def proof_text(line, text):
    """Write a text of a proof sheet, on which links are underlined words."""
    return mark_safe(markup.with_links(text.text, lambda *reference: None)) if line.is_markup else text.text  # noqa: S308 cleaned when saved


register.filter("name_of", name_of)


def _form_of(kind, number):
    opts = LINKS[kind]._meta.get_field("target").related_model._meta
    return escape(reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[number])), ""
