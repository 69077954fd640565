from django.db import migrations, models

import publishing.clock
from publishing.columns import expand


class Migration(migrations.Migration):
    dependencies = [
        ("translations", "0003_more_to_do"),
    ]

    operations = expand(
        [
            migrations.CreateModel(
                name="MachineText",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("language", models.CharField(max_length=10, verbose_name="language")),
                    ("source_hash", models.CharField(max_length=64)),
                    ("words_hash", models.CharField(max_length=64)),
                    ("at", models.DateTimeField(default=publishing.clock.now, verbose_name="when")),
                ],
                options={
                    "verbose_name": "text of a machine",
                    "verbose_name_plural": "texts of machines",
                    "default_permissions": (),
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("language", "words_hash", "source_hash"), name="machine_text_once"
                        )
                    ],
                },
            ),
        ]
    )
