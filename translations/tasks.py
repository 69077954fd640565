from django_tasks import task

from translations import freshness


@task()
def settle_unsettled():
    """Compute the states that are still to be computed, some at a time, so that it may be cut off and run again."""
    freshness.settle_unsettled()
