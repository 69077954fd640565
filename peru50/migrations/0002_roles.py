from django.db import migrations

from peru50 import roles
from publishing.columns import expand


def make_groups(apps, schema_editor):
    """Make a group for each role; what had been taken from the editors before there were others stays taken."""
    given = apps.get_model("peru50.Given")
    known = list(apps.get_model("auth.Permission").objects.values_list("pk", flat=True))
    for editors in apps.get_model("auth.Group").objects.filter(name="editors"):
        given.objects.bulk_create(given(group=editors, permission_id=pk) for pk in known)
    roles.sync(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("peru50", "0001_initial"),
        ("articles", "0003_publishing_for_editors"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("events", "0001_initial"),
        ("gallery", "0003_publishing_for_editors"),
        ("publishing", "0003_publishing_for_editors"),
    ]

    operations = expand([migrations.RunPython(make_groups, migrations.RunPython.noop)])
