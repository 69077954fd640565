"""What there is to translate: pieces, or shared records, by languages. Whoever only translates starts here."""

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from publishing import clock
from publishing.models import Piece
from translations import progress, rights, tasks
from translations.admin import matrix_rows
from translations.admin.matrix_forms import FilterForm
from translations.models import TextState, Visit

AT_ONCE = 25


@permission_required("publishing.view_piece", raise_exception=True)
@require_safe
def matrix(request):
    unsettled = tasks.settle_soon()
    own = rights.written_by(request.user)
    of_records = request.GET.get("of") == "records"
    models = [model for model in rights.visible_models(request.user) if (model is Piece) != of_records]
    form = FilterForm(request.GET, own, models)
    codes = form.codes
    found = matrix_rows.narrowed(request, models, form)
    page = Paginator(matrix_rows.places(found, codes, form.chosen.get("sort")), AT_ONCE).get_page(
        request.GET.get("page")
    )
    own_codes = [code for code in codes if code in own]
    context = {
        **admin.site.each_context(request),
        "title": _("Translations"),
        "of_records": of_records,
        "form": form,
        "is_narrowed": bool(form.chosen.keys() - {"languages", "sort"}),
        "totals": _totals(models, found, codes),
        "rows": matrix_rows.rows(list(page), codes),
        "page": page,
        "next": _next(found, own_codes, form.chosen.get("sort")),
        "unsettled": unsettled,
        "may_export": bool(own),
        "words_language": own[0] if own else "",
    }
    if own:
        Visit.objects.update_or_create(user=request.user, defaults={"seen_at": clock.now()})
    return TemplateResponse(request, "admin/translations/matrix.html", context)


def _totals(models, found, codes):
    """Return (Total of all, Total of what is shown) for each language."""
    of_all = progress.totals(progress.of(*(model.objects.on_desk() for model in models)))
    shown = progress.totals(progress.of(*found))
    return [(of_all[code], shown[code]) for code in codes]


def _next(found, codes, sort):
    """Return where the first record is translated in which there is something to do in these languages."""
    to_do = [progress.in_state(records, codes, progress.TO_DO) for records in found]
    first = matrix_rows.places(to_do, codes, sort).first()
    if first is None:
        return ""
    label, number, *_rest = first
    text = TextState.objects.filter(progress.TO_DO, model=label, object_id=number, language__in=codes).order_by(
        "language"
    )
    return progress.desk(label, number, text[0].language)
