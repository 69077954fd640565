from django_tasks import task

from translations import freshness

AT_ONCE = 50


@task()
def settle_unsettled():
    """Compute the states that are still to be computed, some at a time, so that it may be cut off and run again."""
    while freshness.settle_unsettled(AT_ONCE):
        pass
