"""What each role may do with the register."""

from django.db import migrations

from filing_portal.offices.grants import grant


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("offices", "0002_offices_and_roles")]
    operations = [grant({"reviewer": ["registry.view_entry"], "auditor": ["registry.view_entry"]})]
