"""Handing a piece in for review, by who may write it but not publish it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from publishing import languages, review_mails, reviews, rights
from publishing.admin.offers import offers
from publishing.admin.pages import PagesMixin
from publishing.admin.review_forms import HandInForm


def site_of(request):
    """Return the address of the site as this request knows it, for links in mails: "https://host"."""
    return f"{request.scheme}://{request.get_host()}"


class HandInMixin(PagesMixin):
    """For the admin of a kind of piece."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.hand_in_view)
        return [path("<path:object_id>/hand-in/", view, name=self.url_name("hand_in")), *super().get_urls()]

    def languages_to_hand_in(self, request, piece):
        """Return the languages that somebody writes, and so may hand in."""
        if self.has_change_permission(request, piece) and self.own_languages(request) is None:
            return languages.stored()
        return rights.languages_of(request.user) if self.has_view_permission(request, piece) else []

    def may_hand_in(self, request, piece):
        return bool(self.languages_to_hand_in(request, piece)) and not piece.trashed_at

    # The form

    def render_change_form(self, request, context, **kwargs):
        piece = context.get("original")
        context["may_hand_in"] = bool(self.languages_to_hand_in(request, piece))
        context["review"] = reviews.last(piece) if piece else None
        return super().render_change_form(request, context, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        return self._to_hand_in(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._to_hand_in(request, obj) or super().response_change(request, obj)

    def _to_hand_in(self, request, piece):
        """Lead to the page that hands in, where the form was saved by the button for it."""
        if "_hand_in" not in request.POST:
            return None
        self.message_user(request, _("“%(piece)s” was saved.") % {"piece": piece}, messages.SUCCESS)
        # The block editor would scroll down to the button again.
        return HttpResponseRedirect(f"{self.address('hand_in', piece)}#content-start")

    # The page

    def hand_in_view(self, request, object_id):
        piece = self.record_for(request, object_id, self.may_hand_in)
        codes = self.languages_to_hand_in(request, piece)
        if not set(request.POST.getlist("languages")) <= set(codes):
            raise PermissionDenied
        found = [offer for offer in offers(piece) if offer.language in codes]
        chosen = [offer.language for offer in found if offer.is_sensible]
        form = HandInForm(request.POST or None, offers=found, initial={"languages": chosen})
        if request.method == "POST" and form.is_valid() and (review := self._hand_in(request, piece, form)):
            return HttpResponseRedirect(reverse("admin:publishing_review_change", args=[review.pk]))
        waiting = reviews.waiting().filter(piece=piece.pk).first()
        context = {"form": form, "waiting": waiting, "form_url": self.address("change", piece)}
        return self.render_page(request, piece, "admin/publishing/hand_in.html", _("Hand in for review"), **context)

    def _hand_in(self, request, piece, form):
        """Hand in and say so; return the Review, or None where the rules object."""
        try:
            review = reviews.submit(piece, by=request.user, **form.values)
        except ValidationError as error:
            form.add_error(None, error)
            return None
        review_mails.ask(review, site_of(request))
        self.message_user(request, _("“%(piece)s” was handed in for review.") % {"piece": piece}, messages.SUCCESS)
        return review
