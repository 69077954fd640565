from django.db import migrations, models

import publishing.clock
from publishing.columns import expand


class Migration(migrations.Migration):
    dependencies = [
        ("translations", "0002_memory"),
    ]

    operations = expand(
        [
            migrations.AddField(
                model_name="textstate",
                name="grew_at",
                field=models.DateTimeField(default=publishing.clock.now),
            ),
        ]
    )
