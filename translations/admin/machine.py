"""What a machine proposes, asked for on the translators' desk: one text, or all that are missing of a piece."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from publishing.models import Piece
from translations import freshness, machine, rights, segments, tasks
from translations.admin.desk import record_of
from translations.machine import filling
from translations.models import TextState


@require_POST
def suggest(request, label, object_id, language, key):
    """Answer with what a machine makes of one text; nothing is stored of it but that a machine wrote it."""
    record = _record(request, label, object_id, language)
    segment = next((each for each in segments.of(record) if each.key == key), None)
    source = segment.text(record.source_language) if segment else ""
    if not source:
        raise Http404
    context = {
        "suggestion": machine.suggest(record.source_language, language, source, segment.is_markup),
        "machine_url": request.path,
        "language": language,
    }
    return TemplateResponse(request, "admin/translations/hints_machine.html", context)


@require_POST
def suggest_rest(request, label, object_id, language):
    """Have the first text that is missing written at once, to see whether it can be done, and the others by a job."""
    record = _record(request, label, object_id, language)
    if not isinstance(record, Piece):  # whose texts nobody reads before they are published
        raise Http404
    if problem := filling.fill(record, language, request.user, most=1):
        messages.error(request, problem)
    elif any(each.state == TextState.State.MISSING for each in freshness.judge(record, language)):
        tasks.fill_by_machine.enqueue(*segments.identity(record), language, request.user.pk)
        text = _(
            "A machine is translating what is missing: load this page again in a moment. Read and review all of it."
        )
        messages.success(request, text)
    return HttpResponseRedirect(reverse("translate", args=[*segments.identity(record), language]))


def _record(request, label, object_id, language):
    record = record_of(request, label, object_id, language, rights.may_write)
    if not machine.is_on():
        raise Http404
    return record
