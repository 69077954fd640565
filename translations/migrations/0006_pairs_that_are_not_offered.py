from django.db import migrations, models

from publishing.columns import expand


class Migration(migrations.Migration):
    dependencies = [
        ("translations", "0005_imported_files"),
    ]

    operations = expand(
        [
            migrations.AddField(
                model_name="pair",
                name="is_retracted",
                field=models.BooleanField(db_default=False, default=False),
            ),
        ]
    )
