import datetime as dt
from zoneinfo import ZoneInfo

from django.utils.functional import cached_property

from events.calendar import year_strip
from events.models import Event
from publishing.models import Edition, PieceKind
from publishing.partial_dates import PartialDate
from publishing.views import EditionListView, PieceView

# What visitors can filter on: several kinds of event in one word.
ACTIVITIES = {
    "meet": ("debate", "festival", "other"),
    "join": ("contest", "online"),
    "watch": ("film",),
}


class EventListView(EditionListView):
    kind = PieceKind.EVENT
    template_name = "events/event_list.html"
    paginate_by = 24

    @cached_property
    def activity(self):
        chosen = self.request.GET.get("activity", "")
        return chosen if chosen in ACTIVITIES else ""

    def get_queryset(self):
        editions = super().get_queryset()
        return editions.filter(category__in=ACTIVITIES[self.activity]) if self.activity else editions

    def get_context_data(self, **kwargs):
        context = super().get_context_data(activity=self.activity, **kwargs)
        return context | {"months": year_strip(context["editions"])}


class EventView(PieceView):
    kind = PieceKind.EVENT
    template_name = "events/event_detail.html"

    def get_context_data(self, **kwargs):
        facts = self.page.facts
        organisations = self.page.references.records("organisation")
        others = (
            Edition.objects.current(self.language).filter(kind=PieceKind.EVENT).exclude(piece=self.edition.piece_id)
        )
        return super().get_context_data(
            end=PartialDate.parse(facts["end"]),
            times=event_times(self.edition.date, facts),
            status=Event.Status(facts["status"]).label,
            organisers=[organisations[number] for number in facts["organisers"] if number in organisations],
            contest=self.page.references.page(facts["contest"]),
            others=others.for_list().newest_first()[:3],
            **kwargs,
        )


def event_times(date, facts):
    """Return [(zone label, from, until)]: the hours in the event's own zone, then in the other one."""
    if not facts["start_time"] or date is None or date.precision != "day":
        return []
    own = ZoneInfo(facts["timezone"])
    moments = [
        dt.datetime.combine(date.start, dt.time.fromisoformat(facts[name]), own) if facts[name] else None
        for name in ("start_time", "end_time")
    ]
    zones = sorted(Event.TimeZone, key=lambda zone: zone.value != facts["timezone"])
    return [(zone.label, *(moment and moment.astimezone(ZoneInfo(zone.value)) for moment in moments)) for zone in zones]
