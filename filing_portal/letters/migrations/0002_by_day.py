"""A reader's letters stand by their day; built beside running requests, since the table is large."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("letters", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="letter",
            options={"ordering": ["-created_at", "-pk"], "verbose_name": "letter", "verbose_name_plural": "letters"},
        ),
        AddIndexConcurrently(
            model_name="letter",
            index=models.Index(fields=["to", "-created_at", "-id"], name="letter_by_reader_and_day"),
        ),
        RemoveIndexConcurrently(model_name="letter", name="letter_by_reader"),
    ]
