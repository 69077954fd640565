"""Who may do what: a group for each role, and the permissions it starts with.

docs/permissions.md says what follows from them, address by address, and a test tries every one. Superusers stand
outside of it: they may do everything that anybody may.
"""

from fnmatch import fnmatchcase

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group

from publishing import languages

# Patterns of "app.codename", so that a model that a release adds needs no line here.
DESK = ("articles.{}_*", "events.{}_*", "gallery.{}_*", "publishing.{}_piece", "publishing.{}_block")


def _on_desk(*actions):
    return tuple(pattern.format(action) for action in actions for pattern in DESK)


SEE = (
    *_on_desk("view"),
    "publishing.view_edition*",
    "publishing.view_deskversion",
    "publishing.view_externallink",
    "publishing.view_kindsettings",
    "publishing.view_redirect",
    "publishing.view_review",
    "translations.view_term",
)
WRITE = (*SEE, *_on_desk("add", "change"))
EDIT = (
    *WRITE,
    *_on_desk("delete"),
    "publishing.publish_piece",
    "publishing.*_redirect",
    "publishing.change_kindsettings",
    "translations.*_term",
)
CONTEST = ("gallery.view_award", "gallery.view_contest", "gallery.view_entry")

ROLES = {
    "authors": WRITE,
    "editors": EDIT,
    "reviewers": (*SEE, "publishing.approve_piece"),
    "moderators": (*CONTEST, "gallery.change_entry"),
    "jurors": CONTEST,
    "administrators": (
        *EDIT,
        "publishing.manage_languages",
        "publishing.purge_piece",
        "publishing.view_auditentry",
        "auth.*_user",
        "auth.*_group",
    ),
}


def roles():
    """Return {name of the group: patterns of its permissions}; each stored language has its translators."""
    glossary = ("translations.add_term", "translations.change_term")
    translators = {
        f"translators-{code}": (*SEE, *glossary, f"publishing.translate_{code}") for code in languages.stored()
    }
    return ROLES | translators


def editors():
    return Group.objects.get_or_create(name="editors")[0]


def sync(apps=installed):
    """Make the groups that are missing, and give each what it was never given before.

    So a release, or a new language, brings its permissions along, and what an administrator took stays taken.
    `apps` is the registry of a migration, where one calls.
    """
    _make_permissions(apps)
    codenames = apps.get_model("auth.Permission").objects.values_list("pk", "content_type__app_label", "codename")
    permissions = {f"{app}.{codename}": pk for pk, app, codename in codenames}
    for name, patterns in roles().items():
        group, _is_new = apps.get_model("auth.Group").objects.get_or_create(name=name)
        wanted = {pk for full, pk in permissions.items() if any(fnmatchcase(full, pattern) for pattern in patterns)}
        _give(group, wanted, apps.get_model("peru50.Given"))


def after_migrations(apps=installed, **options):
    """Give the roles what a release brings; not where the migrations stopped before there were roles."""
    if "given" in apps.all_models["peru50"]:
        sync(apps)


def _give(group, wanted, given_model):
    given = given_model.objects.filter(group=group).values_list("permission", flat=True)
    new = wanted - set(given)
    group.permissions.add(*new)
    given_model.objects.bulk_create(given_model(group=group, permission_id=pk) for pk in new)


def _make_permissions(apps):
    """Make the permissions of all models, which Django does only after the last migration, and of the languages."""
    labels = {"articles", "auth", "events", "gallery", "publishing", "translations"}
    for app_config in [each for each in apps.get_app_configs() if each.label in labels]:
        # A migration's app has none, and would be passed over.
        app_config.models_module = getattr(app_config, "models_module", True)
        create_permissions(app_config, verbosity=0, apps=apps)
    piece = apps.get_model("contenttypes.ContentType").objects.get(app_label="publishing", model="piece")
    of_languages = {
        f"translate_{code}": f"Can translate into {languages.native_name(code)}" for code in languages.stored()
    }
    for codename, name in {"manage_languages": "Can manage languages", **of_languages}.items():
        apps.get_model("auth.Permission").objects.get_or_create(
            content_type=piece, codename=codename, defaults={"name": name}
        )
