from django.http import JsonResponse
from django.views.decorators.http import require_safe

from publishing.admin.clock_forms import InstantForm
from publishing.admin.instants import said_in_zones


@require_safe
def clocks(request):
    """Say what every clock shows at the moment that a form is given, or why there is no such moment."""
    form = InstantForm(request.GET)
    said = said_in_zones(form.cleaned_data["at"]) if form.is_valid() else " ".join(form.errors.get("at", ()))
    return JsonResponse({"said": said, "is_error": not form.is_valid()})
