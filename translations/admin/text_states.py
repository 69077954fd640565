"""How fresh the texts of a record are: in lists one chip per language, in forms with who vouches and a way to the desk."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from publishing import languages
from publishing.admin.states import chip
from publishing.models import Piece
from translations import freshness, progress, segments, tasks
from translations.models import Pair, TextState
from translations.public import of_public
from translations.vouched import Vouched

State = TextState.State


class TextStatesMixin:
    """For the admin of what is translated."""

    def get_changelist_instance(self, request):
        shown = super().get_changelist_instance(request)
        tasks.settle_soon()
        shown.result_list = list(shown.result_list)
        found = of_records(self.model, shown.result_list)
        for record in shown.result_list:
            record.text_states = found[record.pk]
        return shown

    @admin.display(description=_("translations"))
    def in_texts(self, record):
        return _listed(text_chip(text) for text in record.text_states)

    def render_change_form(self, request, context, **kwargs):
        if record := context.get("original"):
            context["text_rows"] = rows(record)
        return super().render_change_form(request, context, **kwargs)


def of_records(model, records):
    """Return {id: [TextStates of its translations]} in one query."""
    texts = TextState.objects.filter(model=progress.label_of(model), object_id__in=[record.pk for record in records])
    found = defaultdict(list)
    for text in texts.exclude(state=State.SOURCE).order_by("language"):
        found[text.object_id].append(text)
    return found


def _listed(chips):
    return format_html('<ul class="states">{}</ul>', format_html_join("", "<li>{}</li>", ((each,) for each in chips)))


def text_chip(text, with_name=True):
    """Write one language's state, with a way to it on the translators' desk."""
    name = languages.native_name(text.language)
    return format_html(
        '<a href="{}"><span class="state state-{}" title="{}">{} {}</span></a>',
        reverse("translate", args=[text.model, text.object_id, text.language]),
        text.state,
        name,
        format_html('<abbr title="{}">{}</abbr>', name, text.language) if with_name else "",
        text.get_state_display(),
    )


def both_chips(visible, texts):
    """Write of each language of a piece what visitors see of it and how fresh its text is."""
    chips = {text.language: text_chip(text, with_name=False) for text in texts}
    return _listed(format_html("{} {}", chip(state), chips.get(state.language, "")) for state in visible)


@dataclass(frozen=True)
class TextRow:
    """One language of a record: its text on the desk, and as it is public; `pair` is what somebody last vouched for."""

    text: TextState
    public: str
    pair: Pair | None
    address: str

    @property
    def name(self):
        return languages.native_name(self.text.language)


def rows(record):
    """Return the TextRows of a record as it stands, its source first."""
    vouched, its_segments = Vouched.of(record), segments.of(record)
    texts = freshness.compute(record, vouched, its_segments)
    public = of_public([record])[record.pk] if isinstance(record, Piece) else {}
    found = []
    for code, text in texts.items():
        pairs = [each.pair for each in freshness.judge(record, code, vouched, its_segments) if each.pair]
        last = max(pairs, key=lambda pair: pair.reviewed_at or pair.at, default=None)
        address = reverse("translate", args=[text.model, text.object_id, code])
        found.append(TextRow(text, public.get(code, ""), last, address))
    return sorted(found, key=lambda row: row.text.state != State.SOURCE)
