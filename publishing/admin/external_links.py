"""Links to other sites and what was found when they were followed: nobody writes here but publishing/link_checks.py."""

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from publishing.admin.read_only import ReadOnlyMixin
from publishing.models import ExternalLink, Piece
from publishing.tasks import follow_links
from publishing.templatetags.admin_forms import form_address


class WorksFilter(admin.SimpleListFilter):
    """Those that do not work, unless another choice is made."""

    title = _("what was found")
    parameter_name = "found"
    conditions = {
        "broken": {"works": False},
        "unclear": {"works": None, "checked_at__isnull": False},
        "works": {"works": True},
        "new": {"checked_at": None},
    }

    def lookups(self, request, model_admin):
        return [
            ("broken", _("does not work")),
            ("unclear", _("cannot be told")),
            ("works", _("works")),
            ("new", _("not followed yet")),
        ]

    def choices(self, changelist):
        value = self._value()
        for code, name in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: code})
            yield {"selected": code == value, "query_string": query, "display": name}

    def queryset(self, request, queryset):
        return queryset.filter(**self.conditions[self._value()])

    def _value(self):
        return self.value() if self.value() in self.conditions else "broken"


class LinkList(ChangeList):
    """A list whose rows know their pieces, at one query for all of them."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        found = Piece.objects.in_bulk({number for link in self.result_list for number in link.pieces})
        for link in self.result_list:
            link.used_in = [found[number] for number in link.pieces if number in found]


@admin.register(ExternalLink)
class ExternalLinkAdmin(ReadOnlyMixin, admin.ModelAdmin):
    list_display = ["address", "found", "used_in", "on"]
    list_display_links = None
    list_filter = [WorksFilter]
    search_fields = ["url"]
    ordering = ["url"]
    list_per_page = 50
    actions = ["follow_again"]

    def get_changelist(self, request, **kwargs):
        return LinkList

    @admin.display(description=_("address"), ordering="url")
    def address(self, link):
        return format_html('<a href="{}" rel="noreferrer">{}</a>', link.url, Truncator(link.url).chars(50))

    @admin.display(description=_("what was found"))
    def found(self, link):
        return link.explanation or (_("works") if link.works else _("not followed yet"))

    @admin.display(description=_("last checked"), ordering="checked_at")
    def on(self, link):
        return link.checked_at and date_format(timezone.localtime(link.checked_at).date(), "SHORT_DATE_FORMAT")

    @admin.display(description=_("in these pieces"))
    def used_in(self, link):
        rows = ((form_address(piece), piece) for piece in link.used_in)
        return format_html_join(mark_safe("<br>"), '<a href="{}">{}</a>', rows)

    @admin.action(description=_("Follow these links again"), permissions=["view"])
    def follow_again(self, request, queryset):
        ids = list(queryset.values_list("pk", flat=True))
        follow_links.enqueue(ids)
        text = ngettext(
            "%(count)d link is being followed. Look here again in a while.",
            "%(count)d links are being followed. Look here again in a while.",
            len(ids),
        )
        self.message_user(request, text % {"count": len(ids)}, messages.SUCCESS)
