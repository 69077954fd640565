"""Settling what was written past those who settle: some at once, where a page needs it, the others by a job. And what
a machine takes its time for.
"""

from django.contrib.auth import get_user_model
from django_tasks import task

from translations import freshness, rights, segments
from translations.machine import filling
from translations.machine.problem import MachineError

AT_ONCE = 10  # while somebody waits for a page


def settle_soon():
    """Settle some of what is unsettled, let a job settle the others, and return how many those are."""
    left = freshness.settle_unsettled(AT_ONCE)
    if left:
        settle_unsettled.enqueue()
    return left


@task()
def settle_unsettled():
    freshness.settle_unsettled()


@task()
def fill_by_machine(label, object_id, language, user_id):
    record = segments.find(label, object_id)
    by = get_user_model().objects.filter(pk=user_id).first()
    # Asked anew: this may be later, when somebody may no longer.
    if record and by and rights.may_write(by, record, language) and (problem := filling.fill(record, language, by)):
        raise MachineError(problem)
