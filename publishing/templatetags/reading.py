"""Tags for public pages."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, override

from publishing import languages
from publishing.models import Edition, PieceKind

register = template.Library()


@register.simple_tag
def words(record, field, source=None):
    """Write a shared record's text in the page's language; another language's in a span that says so."""
    found = languages.label(record, field, source)
    return format_html("<span{}>{}</span>", _marked(found.lang), found) if found.lang else str(found)


@register.simple_tag
def text_of(record, field):
    """Return a shared record's text as a languages.Text, for an attribute."""
    return languages.label(record, field)


@register.simple_tag
def markup_of(record, field, page):
    """Return a shared record's markup in the page's language, "" if there is none; its links are those of the page."""
    return page.markup(languages.text(record, field, get_language()))


@register.simple_tag
def partial_date(date):
    """Write a PartialDate in a <time> where HTML has a form for its precision."""
    if not date:
        return ""
    return format_html('<time datetime="{}">{}</time>', date.machine, date.text()) if date.machine else date.text()


@register.simple_tag
def edition_lang(edition):
    """Write the lang attribute of an edition's words where they are not in the page's language."""
    return _marked(edition.language)


def _marked(language):
    """Return the attributes of an element whose words are in this language, "" where the whole page is."""
    if language == get_language():
        return ""
    direction, of_page = ("rtl" if languages.is_right_to_left(code) else "ltr" for code in (language, get_language()))
    dir_attribute = format_html(' dir="{}"', direction) if "rtl" in (direction, of_page) else ""
    return format_html(' lang="{}"{}', language, dir_attribute)


@register.simple_tag
def in_own_words(language):
    """Write what a language calls itself."""
    return format_html("<b{}>{}</b>", _marked(language), languages.native_name(language))


@register.simple_tag(takes_context=True)
def href(context, record, otherwise=""):
    """Write where a shared record has its page; where this language has none, the other address, if there is one."""
    page = context.get("page")
    address = record.get_absolute_url() if page is None or page.references.has_page(record) else otherwise
    return format_html(' href="{}"', address) if address else ""


@register.simple_tag
def text_pages():
    """Return the current text pages of this language, for the footer."""
    pages = Edition.objects.current(get_language()).filter(kind=PieceKind.PAGE)
    return pages.only("kind", "language", "slug", "title").order_by("piece_id")


@register.filter
def filled(html, language):
    """Fill in the owner and the contact of the site, which settings hold and no text invents, in the text's language."""
    with override(language):
        owner = settings.SITE_OWNER or gettext("the owner of this site")
        contact = settings.SITE_CONTACT or gettext("an address that the owner has not given yet")
    return mark_safe(  # noqa: S308 the markup was cleaned when saved, what is filled in is escaped
        html.replace("{{owner}}", format_html("{}", owner)).replace("{{contact}}", _contact(contact))
    )


def _contact(contact):
    if "@" in contact and " " not in contact:
        return format_html('<a href="mailto:{0}">{0}</a>', contact)
    return format_html("{}", contact)


@register.simple_tag(takes_context=True)
def current_section(context, *names):
    """Write aria-current for the menu where this page is one of these."""
    match = getattr(context.get("request"), "resolver_match", None)
    return mark_safe(' aria-current="page"') if match and match.view_name in names else ""
