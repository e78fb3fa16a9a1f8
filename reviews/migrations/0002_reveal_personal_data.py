"""Reviewers may have the masked numbers of their cases shown, each with a purpose and an event in the ledger."""

from django.db import migrations

from filing_portal.offices.grants import grant


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial"), ("offices", "0002_offices_and_roles")]
    operations = [grant({"reviewer": ["providers.reveal_personal_data"]})]
