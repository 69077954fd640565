from django.http import Http404
from django.urls import reverse
from django.views.generic import ListView

from gallery.models import Photo
from publishing import visible
from publishing.models import Piece, PieceKind
from publishing.partial_dates import PartialDate
from publishing.reading import Page
from publishing.views import Alternate, EditionListView, PieceView, PublicMixin, RecordView, ThemeFilterMixin


class PhotoListView(ThemeFilterMixin, PublicMixin, ListView):
    template_name = "gallery/photo_list.html"
    paginate_by = 24
    context_object_name = "photos"

    def get_queryset(self):
        photos = visible.seen(Photo.objects.order_by("pk"), "photo", self.language)
        return photos.filter(themes=self.theme.piece_id) if self.theme else photos


class PhotoView(RecordView):
    template_name = "gallery/photo_detail.html"

    def get_context_data(self, **kwargs):
        record = Photo.objects.select_related("region").filter(pk=kwargs["pk"]).first()
        photo = self.find(record, record and visible.languages_of(record, "photo"))
        seen = visible.seen(Photo.objects.all(), "photo", self.language)
        return super().get_context_data(
            photo=photo,
            previous=seen.filter(pk__lt=photo.pk).order_by("-pk").first(),
            next=seen.filter(pk__gt=photo.pk).order_by("pk").first(),
            pages=visible.pages_about(photo, "photo", self.language)[:12],
            **kwargs,
        )


class ContestListView(EditionListView):
    kind = PieceKind.CONTEST
    template_name = "gallery/contest_list.html"


class ContestView(PieceView):
    kind = PieceKind.CONTEST
    template_name = "gallery/contest_detail.html"

    def get_context_data(self, **kwargs):
        facts = self.page.facts
        organisations = self.page.references.records("organisation")
        events = visible.pages_about(Piece(pk=self.edition.piece_id), "piece", self.language).filter(
            kind=PieceKind.EVENT
        )
        return super().get_context_data(
            end=PartialDate.parse(facts["end"]),
            organisers=[organisations[number] for number in facts["organisers"] if number in organisations],
            entries=self.page.linked("entry"),
            events=events,
            **kwargs,
        )


class EntryView(PieceView):
    """An entry, at an address below its contest's; seen in the languages in which the contest is."""

    kind = PieceKind.CONTEST
    template_name = "gallery/entry_detail.html"

    def moved_url(self, edition):
        return reverse("entry", kwargs={"slug": edition.slug, "number": self.kwargs["number"]})

    def alternates(self):
        return [Alternate(found.language, f"{found.url}{self.kwargs['number']}/") for found in super().alternates()]

    def get_context_data(self, **kwargs):
        entries = self.page.linked("entry")
        entry = next((entry for entry in entries if entry.number == kwargs["number"]), None)
        if entry is None:
            raise Http404("no such entry")
        interview = self.page.references.page(entry.interview_id)
        return super().get_context_data(
            entry=entry,
            others=[other for other in entries if other != entry][:3],
            theme=self.page.references.pages.get(entry.theme_id),
            interview=Page(interview, self.page.references) if interview else None,
            **kwargs,
        )
