import django.db.models.deletion
from django.db import migrations, models

from publishing.columns import expand


class Migration(migrations.Migration):
    dependencies = [
        ("translations", "0001_initial"),
    ]

    operations = expand(
        [
            migrations.CreateModel(
                name="Passage",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("number", models.PositiveIntegerField(default=0)),
                    ("language", models.CharField(max_length=10, verbose_name="source language")),
                    ("text", models.TextField(verbose_name="source")),
                    ("stems", models.TextField()),
                    ("into", models.CharField(max_length=10, verbose_name="language")),
                    ("translation", models.TextField(verbose_name="translation")),
                    (
                        "pair",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="passages", to="translations.pair"
                        ),
                    ),
                ],
                options={
                    "verbose_name": "translated passage",
                    "verbose_name_plural": "translated passages",
                    "default_permissions": (),
                },
            ),
            migrations.CreateModel(
                name="Mark",
                fields=[
                    (
                        "id",
                        models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                    ),
                    ("value", models.BigIntegerField()),
                    (
                        "passage",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE, related_name="marks", to="translations.passage"
                        ),
                    ),
                ],
                options={
                    "default_permissions": (),
                    "indexes": [models.Index(fields=["value", "passage"], name="passages_by_mark")],
                },
            ),
        ]
    )
