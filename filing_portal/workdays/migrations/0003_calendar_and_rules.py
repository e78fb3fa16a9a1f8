from django.db import migrations

from filing_portal.workdays import shipped


def load(apps, schema_editor):
    """Every database knows the calendar 2019-2026 and the time limits of the Provisions."""
    notice, day, rule = (apps.get_model("workdays", name) for name in ("Notice", "Day", "Rule"))
    notice.objects.bulk_create(notice(**row._asdict()) for row in shipped.notices())
    by_code = {saved.code: saved for saved in notice.objects.all()}
    day.objects.bulk_create(day(**row._asdict() | {"notice": by_code[row.notice]}) for row in shipped.days())
    rule.objects.bulk_create(rule(**row._asdict()) for row in shipped.rules())


class Migration(migrations.Migration):
    dependencies = [("workdays", "0002_rules_without_length")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
