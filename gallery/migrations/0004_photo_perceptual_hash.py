from django.db import migrations, models

from publishing.columns import expand


class Migration(migrations.Migration):
    dependencies = [("gallery", "0003_publishing_for_editors")]

    operations = expand(
        [
            migrations.AddField(
                model_name="photo",
                name="perceptual_hash",
                field=models.BigIntegerField(db_index=True, editable=False, null=True),
            ),
        ]
    )
