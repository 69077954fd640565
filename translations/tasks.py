"""Settling what was written past those who settle: some at once, where a page needs it, the others by a job."""

from django_tasks import task

from translations import freshness

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
