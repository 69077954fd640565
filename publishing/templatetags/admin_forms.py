"""Where a record is edited."""

from django import template
from django.urls import reverse

register = template.Library()


@register.filter
def form_address(record, page="change"):
    """Return the address of a record's form in the admin, or of another of its pages.

    The form of any piece leads on to its kind's.
    """
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}", args=[record.pk])
