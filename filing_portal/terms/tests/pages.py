"""The pages of this room, with who reads them and a version to read."""

from collections.abc import Callable

from django.apps import apps

from filing_portal.terms.models import Audit, Limit, Notice, Recomputation
from filing_portal.tests.reading import ELSEWHERE, Page, World, console, first


def waiting(label: str) -> Callable[[World], dict]:
    """Return what finds the version of a model that waits for its release."""
    return lambda world: {"object_id": apps.get_model(label).objects.prepared().latest("pk").pk}


PAGES = (
    Page("terms:deadline"),
    Page("terms:deadline", query="?start_year=2026&start_month=9&start_day=22&working_days=10"),
    Page("api:deadline", query="?start=2026-09-22&working_days=10"),
    *(
        Page(f"admin:terms_{verb}", "administrator", waiting(f"terms.{verb.split('_')[0]}"), status=ELSEWHERE)
        for verb in ("notice_release", "notice_discard", "limit_prepare", "limit_release", "limit_discard")
    ),
    *console(
        "reviewer",
        ("terms_day_changelist",),
        ("terms_day_change", first("terms.Day")),
        ("terms_notice_changelist",),
        ("terms_notice_change", first("terms.Notice")),
        ("terms_limit_changelist",),
        ("terms_limit_change", first("terms.Limit")),
        ("terms_recomputation_changelist",),
        ("terms_recomputation_change", first("terms.Recomputation")),
        ("terms_audit_changelist",),
        ("terms_audit_change", first("terms.Audit")),
    ),
    *console(
        "administrator",
        ("terms_notice_changelist",),
        ("terms_notice_import",),
        ("terms_notice_change", waiting("terms.Notice"), "?waiting"),
        ("terms_limit_change", waiting("terms.Limit"), "?waiting"),
        ("terms_limit_change", lambda world: {"object_id": Limit.objects.get(code="inspect").pk}, "?policy"),
    ),
)


def add_samples(world) -> None:
    """Add a recomputation and an audit to the world of the access tests."""
    notice = Notice.objects.latest("pk")
    Recomputation.objects.create(notice=notice)
    Audit.objects.create(slot=notice.published_on, notice=notice, terms=1, differences=0)
