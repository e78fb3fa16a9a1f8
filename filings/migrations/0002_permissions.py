"""What each role may do with filings."""

from django.db import migrations

from filing_portal.offices.grants import grant


class Migration(migrations.Migration):
    dependencies = [("filings", "0001_initial"), ("offices", "0002_offices_and_roles")]
    operations = [grant({"reviewer": ["filings.view_filing", "filings.review_filing"], "auditor": ["filings.view_filing"]})]
