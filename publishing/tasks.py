from django_tasks import task

from publishing import link_checks
from publishing.models import ExternalLink


@task()
def follow_links(ids):
    """Follow links to other sites now, however lately they were followed."""
    link_checks.follow(ExternalLink.objects.filter(pk__in=ids))
