"""The words of many pictures on one page: after an upload, or later, for those that lack an alternative text."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import modelform_factory
from django.http import HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gallery.forms import DESCRIPTION, DescriptionForm
from gallery.models import Photo
from publishing import audit, history, languages, rights
from publishing.admin.audited import changes
from publishing.admin.ids import sent_ids
from publishing.admin.languages import codes
from publishing.admin.pages import PagesMixin
from publishing.admin.permissions import OwnLanguagesForm, limited
from publishing.models import DeskVersion

AT_ONCE = 50
IN_AN_ADDRESS = 500  # of their numbers; servers take no longer ones


class WithoutAltFilter(admin.SimpleListFilter):
    title = gettext_lazy("alternative text that is missing")
    parameter_name = "without_alt"

    def lookups(self, request, model_admin):
        return [(code, languages.native_name(code)) for code in languages.stored()]

    def queryset(self, request, queryset):
        return queryset.without_alt(self.value()) if self.value() in languages.stored() else queryset


class DescribeMixin(PagesMixin):
    """For the admin of pictures."""

    actions = ["describe_selected"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.describe_view)
        return [path("describe/", view, name=self.url_name("describe")), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        may_describe = self.has_change_permission(request) or bool(rights.languages_of(request.user))
        return super().changelist_view(request, {"may_describe": may_describe, **(extra_context or {})})

    @admin.action(description=gettext_lazy("Describe the selected pictures"), permissions=["change"])
    def describe_selected(self, request, queryset):
        numbers = list(queryset.order_by("pk").values_list("pk", flat=True))
        if len(numbers) > IN_AN_ADDRESS:
            text = _("These are the first %(count)s of them.")
            self.message_user(request, text % {"count": IN_AN_ADDRESS}, messages.WARNING)
        ids = ",".join(map(str, numbers[:IN_AN_ADDRESS]))
        return HttpResponseRedirect(f"{self.address('describe')}?ids={ids}")

    def describing(self):
        """Return what a page with descriptions needs besides them."""
        return {"form_languages": [{"code": code, "name": name} for code, name in codes()]}

    def description(self, request, photo, data=None):
        """Return the form for one picture's words."""
        callback = partial(self.formfield_for_dbfield, request=request)
        form = modelform_factory(Photo, DescriptionForm, fields=DESCRIPTION, formfield_callback=callback)
        form = limited(form, OwnLanguagesForm, self.own_languages(request))
        return form(data, instance=photo, prefix=f"photo-{photo.pk}")

    def describe_view(self, request):
        """Show the pictures of ?ids=1,2 or those of ?without_alt=es, some at a time; save those of a form."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._describe_page(request, *self._asked_for(request))
        saved, faulty = self._save_all(request)
        if not request.accepts("text/html"):
            rows = {form.instance.pk: self._row(request, form) for form in faulty}
            return JsonResponse({"saved": [photo.pk for photo in saved], "faulty": rows})
        if saved:
            text = ngettext("%(count)s picture was saved.", "%(count)s pictures were saved.", len(saved))
            self.message_user(request, text % {"count": len(saved)}, messages.SUCCESS)
        return self._describe_page(request, faulty) if faulty else HttpResponseRedirect(request.get_full_path())

    def _asked_for(self, request):
        """Return the forms to show, and the number of the picture behind which the next ones come."""
        photos = self.get_queryset(request).order_by("pk")
        if (language := request.GET.get("without_alt")) in languages.stored():
            photos = photos.without_alt(language)
        else:
            photos = photos.filter(pk__in=sent_ids(request.GET.get("ids", "").split(",")))
        photos = photos.filter(pk__gt=next(iter(sent_ids([request.GET.get("after", "")])), 0))
        shown = list(photos[: AT_ONCE + 1])
        forms = [self.description(request, photo) for photo in shown[:AT_ONCE]]
        return forms, shown[AT_ONCE - 1].pk if len(shown) > AT_ONCE else None

    def _save_all(self, request):
        """Save the pictures whose words were changed and are good; return those and the forms of the others."""
        saved, faulty = [], []
        photos = self.get_queryset(request).filter(pk__in=sent_ids(request.POST.getlist("photo"))).order_by("pk")
        for photo in photos:
            if self.description(request, photo, request.POST).has_changed():
                form = self._save_one(request, photo.pk)
                faulty.append(form) if form.errors else saved.append(form.instance)
        return saved, faulty

    @transaction.atomic
    def _save_one(self, request, number):
        photo = Photo.objects.select_for_update(of=["self"], no_key=True).get(pk=number)
        form = self.description(request, photo, request.POST)
        if form.is_valid():
            history.keep(photo, reason=DeskVersion.Reason.LOADED)
            form.save()
            photo.refresh_from_db()
            version = history.keep(photo, request.user)
            audit.note(audit.Action.SAVED, photo, request.user, version.languages if version else (), **changes(form))
        return form

    def _describe_page(self, request, forms, after=None):
        return self.render_page(
            request,
            None,
            "admin/gallery/photo/describe.html",
            _("Describe pictures"),
            **self.describing(),
            rows=[self._shown_with(form) for form in forms],
            without_alt=[] if forms else self._without_alt(request),
            has_errors=any(form.errors for form in forms),
            after=after,
        )

    def _without_alt(self, request):
        """Return for each language how many pictures have no alternative text in it."""
        photos = self.get_queryset(request)
        return [{"code": code, "name": name, "count": photos.without_alt(code).count()} for code, name in codes()]

    def _row(self, request, form):
        return render_to_string("admin/gallery/photo/described.html", self._shown_with(form), request)

    def _shown_with(self, form):
        return {"form": form, "photo": form.instance, "image": self.image_url(form.instance), "opts": self.opts}
