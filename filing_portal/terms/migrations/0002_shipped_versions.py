"""The calendar from 2019 on and the time limits of the Provisions, released as of their publication."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import migrations

from filing_portal.offices.grants import grant
from filing_portal.workdays import shipped

SHANGHAI = ZoneInfo("Asia/Shanghai")
# Code: what it starts with, whom it binds, whether it is counted backwards.
LIMITS = {
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
READ = [f"terms.view_{name}" for name in ("day", "notice", "limit", "recomputation", "audit")]
RELEASE = ["terms.prepare_notice", "terms.release_notice", "terms.prepare_limit", "terms.release_limit"]


def at_midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=SHANGHAI)


def ship(apps, schema_editor):
    Notice, Day, Limit = (apps.get_model("terms", name) for name in ("Notice", "Day", "Limit"))
    numbers = shipped.numbers()
    for row in shipped.notices():
        released = {"status": "released", "valid_from": row.published_on, "released_at": at_midnight(row.published_on)}
        Notice.objects.create(**row._asdict(), number=numbers[row.code], **released)
    by_code = {notice.code: notice for notice in Notice.objects.all()}
    for rows in (shipped.days(), shipped.superseded()):
        Day.objects.bulk_create(Day(**row._asdict() | {"notice": by_code[row.notice]}) for row in rows)
    for row in shipped.limits():
        starts_with, binds, is_backward = LIMITS[row.code]
        Limit.objects.create(
            **row._asdict(),
            starts_with=starts_with,
            binds=binds,
            is_backward=is_backward,
            status="released",
            released_at=at_midnight(row.valid_from),
        )


class Migration(migrations.Migration):
    dependencies = [("terms", "0001_initial"), ("offices", "0002_offices_and_roles")]
    operations = [
        migrations.RunPython(ship, migrations.RunPython.noop),
        grant({"reviewer": READ, "auditor": READ, "system_administrator": [*READ, *RELEASE]}),
    ]
