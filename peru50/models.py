from django.contrib.auth.models import Group, Permission
from django.db import models


class Given(models.Model):
    """That a role's group was given a permission once: what is then taken from it stays taken. See roles.py."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE, related_name="+")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["group", "permission"], name="given_once")]

    def __str__(self):
        return f"{self.group}: {self.permission}"
