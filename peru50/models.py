from django.contrib.auth.models import Group, Permission
from django.db import models


class GivenManager(models.Manager):
    def get_by_natural_key(self, group, *permission):
        return self.get(group__name=group, permission=Permission.objects.get_by_natural_key(*permission))


class Given(models.Model):
    """That a role's group was given a permission once: what is then taken from it stays taken. See roles.py."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE, related_name="+")

    objects = GivenManager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["group", "permission"], name="given_once")]

    def __str__(self):
        return f"{self.group}: {self.permission}"

    def natural_key(self):
        """Name it so that a dump finds what migrations have made in the database that it is loaded into."""
        return (self.group.name, *self.permission.natural_key())

    natural_key.dependencies = ["auth.group", "auth.permission"]
