"""Accounts and groups. Administrators look after them, but superusers and their rights are for superusers only."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy

from peru50 import roles
from publishing import audit, languages
from publishing.admin.audited import AuditedMixin
from publishing.models import Profile

# What nobody's work needs a permission for: rows that only the site itself writes.
INNER = (
    Q(content_type__app_label__in=("admin", "contenttypes", "sessions", "django_tasks_database"))
    | Q(content_type__app_label="auth", content_type__model="permission")
    | Q(content_type__app_label="publishing", content_type__model__in=("address", "deskstate"))
    | (Q(content_type__model__startswith="edition") & ~Q(codename="view_edition"))
)
WORDS = {
    "add": gettext_lazy("add"),
    "change": gettext_lazy("change"),
    "delete": gettext_lazy("delete"),
    "view": gettext_lazy("see"),
    "publish": gettext_lazy("publish"),
    "approve": gettext_lazy("approve what needs approval"),
    "purge": gettext_lazy("delete for good"),
    "translate": gettext_lazy("translate into"),
    "manage": gettext_lazy("look after the languages"),
}


def permission_name(permission):
    """Return what a permission allows, in the words of the interface: “article: add”."""
    action, _underscore, rest = permission.codename.partition("_")
    words = WORDS.get(action, permission.name)
    language = languages.native_name(rest) if action == "translate" and rest in languages.stored() else ""
    return f"{permission.content_type.name}: {words} {language}".rstrip()


class PermissionsField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, permission):
        return permission_name(permission)


class PermissionsMixin:
    """For a form with permissions: those that mean something, in words."""

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.remote_field.model is Permission:
            offered = Permission.objects.exclude(INNER).select_related("content_type")
            kwargs |= {"form_class": PermissionsField, "queryset": offered}
        return super().formfield_for_manytomany(db_field, request=request, **kwargs)


class ProfileInline(admin.StackedInline):
    model = Profile
    can_delete = False
    fields = ["language"]

    # Whoever may change an account may change what belongs to it.

    def has_view_permission(self, request, obj=None):
        return self._accounts.has_view_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        return self._accounts.has_change_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._accounts.has_change_permission(request, obj)

    @property
    def _accounts(self):
        return self.admin_site.get_model_admin(self.parent_model)


admin.site.unregister([Group, User])


@admin.register(User)
class UserAdmin(PermissionsMixin, AuditedMixin, DjangoUserAdmin):
    inlines = [ProfileInline]
    list_display = ["username", "first_name", "last_name", "email", "in_groups", "is_active", "last_login"]
    list_filter = ["is_active", "is_superuser", "groups"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=gettext_lazy("groups"))
    def in_groups(self, user):
        return ", ".join(group.name for group in user.groups.all())

    def get_inlines(self, request, obj):
        return self.inlines if obj else []  # a new account is first saved with its password

    # Superusers

    def get_fieldsets(self, request, obj=None):
        """Leave out what makes a superuser, or goes round the groups, for who is none."""
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return fieldsets
        return [(name, options | {"fields": _without_superusers(options["fields"])}) for name, options in fieldsets]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._is_within_reach(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._is_within_reach(request, obj)

    def _is_within_reach(self, request, obj):
        return request.user.is_superuser or not (obj and obj.is_superuser)

    @transaction.atomic
    def user_change_password(self, request, id, form_url=""):
        return super().user_change_password(request, id, form_url)

    def construct_change_message(self, request, form, formsets, add=False):
        if formsets is None:  # from Django's page for a password, which saves no other form
            audit.note(audit.Action.SAVED, form.user, request.user, fields={"password": {}})
        return super().construct_change_message(request, form, formsets, add)


def _without_superusers(fields):
    return [field for field in fields if field not in ("is_superuser", "user_permissions")]


@admin.register(Group)
class GroupAdmin(PermissionsMixin, AuditedMixin, DjangoGroupAdmin):
    """The groups of roles keep their names, by which roles.py knows them."""

    fields = ["name", "permissions"]

    def get_readonly_fields(self, request, obj=None):
        return ["name"] if self._is_a_role(obj) else []

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not self._is_a_role(obj)

    def _is_a_role(self, obj):
        return bool(obj) and obj.name in roles.roles()
