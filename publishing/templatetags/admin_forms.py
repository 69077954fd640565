"""Where a record is edited."""

from django import template
from django.urls import reverse

register = template.Library()


@register.filter
def form_address(record):
    """Return the address of a record's form in the admin; that of any piece leads on to its kind's."""
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
