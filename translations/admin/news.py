"""How somebody hears of what there is to translate: a private feed, and mails."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from publishing import clock, languages
from translations import rights
from translations.models import Visit
from translations.models.visit import new_secret


class MailsForm(forms.ModelForm):
    class Meta:
        model = Visit
        fields = ["mails"]
        widgets = {"mails": forms.RadioSelect}


@permission_required("publishing.view_piece", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def news(request):
    visit, _is_new = Visit.objects.get_or_create(user=request.user, defaults={"seen_at": clock.now()})
    form = MailsForm(None if "new_address" in request.POST else request.POST or None, instance=visit)
    if request.method == "POST" and _change(request, visit, form):
        return HttpResponseRedirect(reverse("translation_news"))
    context = {
        **admin.site.each_context(request),
        "title": _("Hearing of what there is to translate"),
        "form": form,
        "address": request.build_absolute_uri(reverse("to_translate", args=[visit.feed_secret])),
        "own": languages.names(rights.written_by(request.user)),
    }
    return TemplateResponse(request, "admin/translations/news.html", context)


def _change(request, visit, form):
    """Do what was asked for; say whether that was done."""
    if "new_address" in request.POST:
        visit.feed_secret = new_secret()
        visit.save(update_fields=["feed_secret"])
        messages.success(request, _("The feed has a new address; the old one no longer works."))
        return True
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return True
    return False
