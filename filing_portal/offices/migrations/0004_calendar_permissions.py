"""Who prepares and releases versions of calendar and time limits, and who reads what came of them."""

from django.db import migrations

READ = ["workdays.view_recomputation", "workdays.view_audit"]
GRANTS = {
    "reviewer": READ,
    "auditor": READ,
    "system_administrator": [
        *READ,
        "workdays.prepare_notice",
        "workdays.release_notice",
        "workdays.prepare_rule",
        "workdays.release_rule",
    ],
}


def grant(apps, schema_editor):
    for role in apps.get_model("offices", "Role").objects.filter(code__in=GRANTS):
        role.permissions += [code for code in GRANTS[role.code] if code not in role.permissions]
        role.save()


class Migration(migrations.Migration):
    dependencies = [("offices", "0003_officer_or_member")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
