"""Replacing the file of a picture: what that changes is shown first. static/admin_peru50/replace.js shows it at once."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gallery.duplicates import alike, same_file
from gallery.forms import ReplaceForm
from gallery.photos import replace_master
from publishing.admin.pages import PagesMixin
from publishing.admin.uses import lines

# Two pictures of the same proportions may differ by a row of pixels.
SAME_PROPORTIONS = 0.01


class ReplaceMixin(PagesMixin):
    """For the admin of pictures."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.replace_view)
        return [path("<path:object_id>/replace/", view, name=self.url_name("replace")), *super().get_urls()]

    @admin.display(description=gettext_lazy("file"))
    def its_file(self, photo):
        return format_html(
            '{} × {} · <a href="{}">{}</a>',
            photo.width,
            photo.height,
            self.address("replace", photo),
            _("Replace the file everywhere…"),
        )

    def replace_view(self, request, object_id):
        """Look at a new file, and tell what it changes; replace the old one by it once that was shown."""
        photo = self.record_for(request, object_id, self.has_change_permission)
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = ReplaceForm(photo, *sent)
        if form.is_bound and form.is_valid():
            return self._looked_at(request, form)
        if form.is_bound and not request.accepts("text/html"):
            return JsonResponse({"problem": next(iter(form.errors.values()))[0]})
        return self._replace_page(request, form)

    def _looked_at(self, request, form):
        file = form.cleaned_data["file"]
        if form.cleaned_data["shown"]:
            photo = replace_master(form.photo, file, request.user)
            text = _("The file was replaced everywhere. Look whether its texts and its focal point still fit.")
            self.message_user(request, text, messages.SUCCESS)
            return HttpResponseRedirect(self.address("change", photo))
        concerns = self._concerns(form.photo, file.master)
        if not request.accepts("text/html"):
            context = {"opts": self.opts, **concerns}
            return JsonResponse({"html": render_to_string("admin/gallery/photo/concerns.html", context, request)})
        return self._replace_page(
            request, ReplaceForm(form.photo, initial={"shown": True}), asks_again=True, **concerns
        )

    def _concerns(self, photo, master):
        """Return what should be looked at before this master replaces a picture's file."""
        known = same_file(master.sha256)
        return {
            "known": known,
            "alike": [other for other in alike(master.perceptual_hash, but=photo) if other != known],
            "master": master,
            "has_other_proportions": _proportions_differ(photo, master),
            "photo": photo,
        }

    def _replace_page(self, request, form, **context):
        return self.render_page(
            request,
            form.photo,
            "admin/gallery/photo/replace.html",
            _("Replace the file everywhere"),
            form=form,
            image=self.image_url(form.photo),
            uses=lines(form.photo, self.admin_site),
            **context,
        )


def _proportions_differ(photo, master):
    ratio = (photo.width / photo.height) / (master.width / master.height)
    return abs(ratio - 1) > SAME_PROPORTIONS
