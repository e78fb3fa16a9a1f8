from django.db import migrations

from filing_portal.base.pairs import DROP, FUNCTION


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(FUNCTION, DROP)]
