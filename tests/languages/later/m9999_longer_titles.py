from pkgutil import iter_modules

from django.db import migrations, models

from publishing import migrations as published
from publishing.columns import expand

COLUMNS = ("{}", "{}_es", "{}_fr", "{}_nl")


def title(null):
    return models.CharField(max_length=300, blank=True, null=null)


class Migration(migrations.Migration):
    dependencies = [("publishing", max(module.name for module in iter_modules(published.__path__)))]

    operations = expand(
        [
            *(migrations.AlterField("piece", name.format("title"), title(name != "{}")) for name in COLUMNS),
            *(migrations.RenameField("block", name.format("source"), name.format("speaker")) for name in COLUMNS),
            *(migrations.AddField("block", name.format("note"), models.TextField(null=True)) for name in COLUMNS),
            migrations.AddIndex("piece", models.Index(fields=["title_nl"], name="title-nl")),
        ]
    )
