"""Makes what is pasted into a text fit for it; static/admin_peru50/paste.js asks."""

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from publishing import pasting


@require_POST
def paste(request):
    """Return the markup that is allowed of the clipboard's, and in words what was left out. Nothing is stored."""
    pasted = pasting.cleaned(request.POST.get("html", ""))
    left_out = pasted.left_out()
    said = _("Left out: %(what)s.") % {"what": left_out} if left_out else ""
    return JsonResponse({"html": pasted.html, "said": said})
