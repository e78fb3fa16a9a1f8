"""What each role may do with inspections."""

from django.db import migrations

from filing_portal.offices.grants import grant


class Migration(migrations.Migration):
    dependencies = [("inspections", "0001_initial"), ("offices", "0002_offices_and_roles")]
    operations = [
        grant(
            {
                "reviewer": ["inspections.view_inspection", "inspections.judge_inspection"],
                "auditor": ["inspections.view_inspection"],
            }
        ),
    ]
