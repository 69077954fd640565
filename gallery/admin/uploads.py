"""Uploading many pictures at once. static/admin_peru50/upload.js sends them one by one; without it a form sends all."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from gallery import intake
from gallery.forms import UploadForm
from gallery.models import Photo
from gallery.uploads import Status, receive
from publishing import audit
from publishing.admin.pages import PagesMixin
from publishing.models import AuditEntry


class UploadMixin(PagesMixin):
    """For the admin of pictures."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.upload_view)
        return [path("upload/", view, name=self.url_name("upload")), *super().get_urls()]

    def upload_address(self):
        """Return where a script sends a picture; with ?dialog it gets the form for one."""
        return self.address("upload")

    def upload_view(self, request):
        """Take in all files of a form; answer a script in JSON, and a browser with the same list as a page."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST if request.method == "POST" else None, initial=self._last_used(request))
        if "dialog" in request.GET:
            return TemplateResponse(request, "admin/gallery/photo/upload_dialog.html", self._blank(form))
        outcomes = self._receive(request, form) if form.is_bound and form.is_valid() else []
        if request.accepts("text/html"):
            return self._upload_page(request, form, outcomes)
        if form.errors:
            return JsonResponse({"problem": next(iter(form.errors.values()))[0]}, status=400)
        return JsonResponse({"outcomes": [self._told(request, outcome) for outcome in outcomes]})

    def _last_used(self, request):
        """Return whose pictures this person added last, and under which licence."""
        added = AuditEntry.objects.filter(user_id=request.user.pk, action=audit.Action.ADDED, model="gallery.photo")
        last = Photo.objects.filter(pk__in=[entry.object_id for entry in added[:1]]).first()
        return {"credit": last.credit, "licence": last.licence} if last else {}

    def _receive(self, request, form):
        files = request.FILES.getlist("file")
        if not files:
            form.add_error(None, _("Choose at least one picture."))
        return [receive(file, request.user, **form.cleaned_data) for file in files]

    def _upload_page(self, request, form, outcomes):
        shown = [self._shown(request, outcome) for outcome in outcomes]
        return self.render_page(
            request,
            None,
            "admin/gallery/photo/upload.html",
            _("Upload pictures"),
            **self.describing(),
            **self._blank(form),
            outcomes=shown,
            taken=[each for each in shown if each["outcome"].status == Status.TAKEN and each["form"]],
        )

    def _blank(self, form):
        """Return what a form for uploads says before anything is chosen."""
        limits = {
            "megabytes": intake.MAX_MEGABYTES,
            "megapixels": intake.MAX_MEGAPIXELS,
            "others": intake.MAX_MEGAPIXELS_OF_OTHERS,
        }
        return {"form": form, "accept": intake.MEDIA_TYPES, "limits": limits}

    def _told(self, request, outcome):
        shown = self._shown(request, outcome)
        return {
            "status": outcome.status,
            "choice": self._choice(outcome.photo) if outcome.photo else None,
            "html": render_to_string("admin/gallery/photo/outcome.html", shown, request),
            "form": shown["form"] and render_to_string("admin/gallery/photo/described.html", shown, request),
        }

    def _shown(self, request, outcome):
        """Return what the templates say of an outcome."""
        photo = outcome.photo
        may_describe = photo and not photo.trashed_at and self.has_change_permission(request, photo)
        return {
            "outcome": outcome,
            "photo": photo,
            "image": self.image_url(photo) if photo else "",
            "form": self.description(request, photo) if may_describe else None,
            "opts": self.opts,
        }
