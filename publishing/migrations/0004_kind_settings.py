from django.db import migrations

KINDS = ("article", "page", "theme", "dossier", "event", "contest", "home")


def make_kind_settings(apps, schema_editor):
    for kind in KINDS:
        apps.get_model("publishing.KindSettings").objects.get_or_create(kind=kind)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0003_publishing_for_editors")]

    operations = [migrations.RunPython(make_kind_settings, migrations.RunPython.noop)]
