"""One page for everything that lies in the trash, whatever its kind."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F, Value
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from publishing import trash
from publishing.admin.trash import row
from publishing.uses import in_editions

AT_ONCE = 25


@require_safe
def trash_page(request):
    """List what somebody may see of the trash, what was put there last first; narrowed by ?q=."""
    kinds = [kind for kind in trash.kinds() if _admin_of(kind).has_view_permission(request)]
    if not kinds:
        raise PermissionDenied
    words = request.GET.get("q", "").replace("\x00", "").strip()  # which PostgreSQL refuses
    page = Paginator(_found(request, kinds, words), AT_ONCE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": _("Trash"),
        "rows": _rows(request, list(page)),
        "page": page,
        "words": words,
        "days": trash.KEPT.days,
    }
    return TemplateResponse(request, "admin/publishing/trash.html", context)


def _admin_of(kind):
    return admin.site.get_model_admin(kind)


def _found(request, kinds, words):
    """Return (label of the model, id, since when) of what matches, in one query over all kinds."""
    parts = []
    for kind in kinds:
        found, _may_repeat = _admin_of(kind).get_search_results(request, kind.objects.in_trash(), words)
        named = found.order_by().annotate(kind_of=Value(kind._meta.label), since=F("trashed_at"))
        parts.append(named.values_list("kind_of", "pk", "since"))
    return parts[0].union(*parts[1:]).order_by("-since", "-pk")


def _rows(request, found):
    kinds = {label for label, _pk, _since in found}
    records, kept = {}, set()
    for kind in trash.kinds():
        if kind._meta.label in kinds:
            numbers = [pk for label, pk, _since in found if label == kind._meta.label]
            of_kind = kind.objects.select_related("trashed_by").in_bulk(numbers)
            records |= {(kind._meta.label, pk): record for pk, record in of_kind.items()}
            kept |= {(kind._meta.label, pk) for pk in in_editions(kind, numbers)}
    places = [(label, pk) for label, pk, _since in found]
    return [row(request, records[place]) | {"stays": place in kept} for place in places if place in records]
