"""Who may do what: the group of editors. Administrators are superusers (manage.py createsuperuser)."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

EDITED = ("articles", "events", "gallery", "publishing")

# What only the press writes: editors read it.
PRESS = Q(content_type__app_label="publishing") & (
    Q(content_type__model__in=("address", "deskstate")) | Q(content_type__model__startswith="edition")
)


def for_editors():
    """Return the permissions that editors need: everything on the desk, only a look at the press."""
    desk = Permission.objects.filter(content_type__app_label__in=EDITED)
    return desk.exclude(PRESS, ~Q(codename__startswith="view_"))


def editors():
    return Group.objects.get_or_create(name="editors")[0]
