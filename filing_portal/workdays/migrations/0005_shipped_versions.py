from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import migrations
from django.db.models import F

from filing_portal.workdays import shipped

SHANGHAI = ZoneInfo("Asia/Shanghai")
# Code: what it starts with, whom it binds, whether it is counted backwards.
RULES = {
    "file": ("service", "provider", False),
    "file-before-2019": ("provisions", "provider", False),
    "change": ("change", "provider", False),
    "deregister": ("termination", "provider", True),
    "decide": ("receipt", "authority", False),
    "correct": ("return", "provider", False),
    "decide-change": ("procedure", "authority", False),
    "inspect": ("inspection", "provider", False),
    "rectify": ("order", "provider", False),
    "object": ("batch", "public", False),
}


def at_midnight(day):
    return datetime.combine(day, time.min, tzinfo=SHANGHAI)


def complete(apps, schema_editor):
    """What ships is released as of its publication; each rule says what it starts with; what was amended is kept."""
    notice, day, rule, term = (apps.get_model("workdays", name) for name in ("Notice", "Day", "Rule", "Term"))
    for row in notice.objects.all():
        row.number = shipped.numbers()[row.code]
        row.status, row.valid_from, row.released_at = "released", row.published_on, at_midnight(row.published_on)
        row.save()
    by_code = {row.code: row for row in notice.objects.all()}
    day.objects.bulk_create(day(**row._asdict() | {"notice": by_code[row.notice]}) for row in shipped.superseded())
    rule.objects.filter(code="announce").update(code="object")
    for row in rule.objects.all():
        row.starts_with, row.binds, row.is_backward = RULES[row.code]
        row.status, row.released_at = "released", at_midnight(row.valid_from)
        row.save()
    term.objects.exclude(rule__binds="authority").update(told_on=F("due_on"))
    # The calendar now knows the moving holidays of the years to come: what already runs is worked out again.
    if term.objects.filter(met_on=None).exists():
        newest = notice.objects.order_by("-released_at", "-pk").first()
        apps.get_model("workdays", "Recomputation").objects.create(calendar=newest)


class Migration(migrations.Migration):
    dependencies = [("workdays", "0004_versions")]

    operations = [migrations.RunPython(complete, migrations.RunPython.noop)]
