"""What lists and forms say of each language of a piece: in words and in colour, never in colour alone."""

from django.contrib import admin
from django.db.models import Exists, F, OuterRef
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from publishing import clock, languages, states
from publishing.admin.languages import NamedList
from publishing.models import DeskState, Edition
from publishing.states import Visibility

# Few words, for lists; the form says it in full.
SHORT = {
    Visibility.EMPTY: _("no text"),
    Visibility.UNPUBLISHED: _("not published"),
    Visibility.SCHEDULED: _("planned"),
    Visibility.PUBLIC: _("public"),
    Visibility.CHANGED: _("changes waiting"),
    Visibility.EXPIRED: _("expired"),
    Visibility.WITHDRAWN: _("withdrawn"),
    Visibility.TRASHED: _("in the trash"),
}


def is_public(state):
    return state.visibility in (Visibility.PUBLIC, Visibility.CHANGED)


def chip(state):
    """Write one language's state; what is public links to its page."""
    words = format_html(
        '<span class="state state-{}"><abbr title="{}">{}</abbr> {}</span>',
        state.visibility,
        languages.native_name(state.language),
        state.language,
        SHORT[state.visibility],
    )
    return format_html('<a href="{}">{}</a>', state.edition.get_absolute_url(), words) if is_public(state) else words


def chips(piece_states):
    return format_html(
        '<ul class="states">{}</ul>', format_html_join("", "<li>{}</li>", ((chip(s),) for s in piece_states))
    )


def _line(language):
    editions = Edition.objects.filter(piece=OuterRef("pk"))
    return editions.filter(language=language) if language else editions


def _moved_on(language):
    desks = DeskState.objects.filter(piece=OuterRef("pk")).exclude(desk_digest=F("printed_digest"))
    return Exists(desks.filter(language=language) if language else desks)


def with_visibility(queryset, visibility, language):
    """Return the pieces that have this state in a language; the same as publishing.states says of each."""
    now = clock.now()
    current = _line(language).at(now)
    public = Exists(current.filter(blank=False))
    was_planned = Exists(current.filter(blank=True, public_from__gt=F("printed_at")))
    coming = Exists(_line(language).filter(public_from__gt=now, blank=False))
    written = Exists(DeskState.objects.filter(piece=OuterRef("pk"), language=language).exclude(desk_digest=""))
    conditions = {
        Visibility.PUBLIC: public & ~_moved_on(language),
        Visibility.CHANGED: public & _moved_on(language),
        Visibility.SCHEDULED: ~public & coming,
        Visibility.EXPIRED: ~public & ~coming & was_planned,
        Visibility.WITHDRAWN: ~public & ~coming & Exists(current) & ~was_planned,
        Visibility.UNPUBLISHED: ~public & ~coming & ~Exists(current) & written,
        Visibility.EMPTY: ~public & ~coming & ~Exists(current) & ~written,
    }
    if visibility == Visibility.TRASHED:
        return queryset.in_trash()
    return queryset.on_desk().filter(conditions[visibility])


def waiting(queryset):
    """Return the pieces that are public in some language with changes on the desk."""
    changed = queryset.none()
    for language in languages.stored():
        changed |= with_visibility(queryset, Visibility.CHANGED, language)
    return changed


class LanguageFilter(admin.SimpleListFilter):
    """One filter per language: what is its state?"""

    language = ""
    template = "admin/publishing/closed_filter.html"

    @classmethod
    def of(cls, language):
        name = languages.native_name(language)
        return type(
            f"{language}Filter", (cls,), {"language": language, "title": name, "parameter_name": f"in_{language}"}
        )

    def lookups(self, request, model_admin):
        # What is in the trash has a list of its own.
        return [(visibility, words) for visibility, words in SHORT.items() if visibility != Visibility.TRASHED]

    def queryset(self, request, queryset):
        if self.value() in Visibility.values:
            return with_visibility(queryset, Visibility(self.value()), self.language)
        return queryset


class PieceList(NamedList):
    """A list whose rows know their states, at two queries for all of them."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        found = states.of_pieces(self.result_list)
        for piece in self.result_list:
            piece.language_states = found[piece.pk]
