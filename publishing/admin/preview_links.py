"""The secret links of a piece: for whom, until when, and an end to them."""

from django import forms
from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing import languages, preview_links
from publishing.admin.instants import in_zones
from publishing.admin.pages import PagesMixin
from publishing.models import PreviewLink


class PreviewLinkForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=languages.choices)
    label = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=PreviewLink._meta.get_field("label").max_length,
        required=False,
        help_text=gettext_lazy("So that you know later whom you gave it to."),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Works for"),
        coerce=int,
        initial=7,
        choices=[(1, gettext_lazy("one day")), (7, gettext_lazy("a week")), (30, gettext_lazy("thirty days"))],
    )


class PreviewLinksMixin(PagesMixin):
    """For the admin of a kind of piece."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview_links_view)
        return [
            path("<path:object_id>/preview-links/", view, name=self.url_name("preview_links")),
            *super().get_urls(),
        ]

    def preview_links_view(self, request, object_id):
        piece = self.record_for(request, object_id, self.has_change_permission)
        form = PreviewLinkForm(
            request.POST if "make" in request.POST else None, initial={"language": piece.source_language}
        )
        if request.method == "POST" and self._change_links(request, piece, form):
            return HttpResponseRedirect(self.address("preview_links", piece))
        links = [self._link(request, link) for link in piece.preview_links.order_by("-created_at")]
        template = "admin/publishing/preview_links.html"
        return self.render_page(request, piece, template, _("Preview links"), form=form, links=links)

    def _change_links(self, request, piece, form):
        """Make or revoke a link; say whether that was done."""
        if "revoke" in request.POST:
            preview_links.revoke(_link_of(piece, request.POST["revoke"]), request.user)
            self.message_user(request, _("The link no longer works."))
            return True
        if form.is_valid():
            preview_links.make(piece, by=request.user, **form.cleaned_data)
            self.message_user(request, _("The link is made: copy it below."))
            return True
        return False

    def _link(self, request, link):
        """Return what the page says of a link."""
        state = preview_links.state(link)
        works = state == preview_links.State.WORKS
        address = reverse("preview", args=[preview_links.token(link)])
        return {
            "link": link,
            "language": languages.native_name(link.language),
            "state": state,
            "works": works,
            "address": request.build_absolute_uri(address) if works else "",
            "until": in_zones(link.expires_at),
        }


def _link_of(piece, number):
    try:
        link = piece.preview_links.filter(pk=number).first()
    except ValidationError as error:
        raise BadRequest from error
    if link is None:
        raise Http404
    return link
