"""Make rows in every state for the pages to show; print as JSON their ids and the sessions of who reads them.

Run as `python -m e2e.objects` in the environment of a portal.
"""

import json
from datetime import date, timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from filing_portal.accounts.models import User  # noqa: E402
from filing_portal.base import clock  # noqa: E402
from filing_portal.feeds.workflow import open_feed  # noqa: E402
from filing_portal.letters.models import Letter  # noqa: E402
from filing_portal.letters.workflow import post_code  # noqa: E402
from filing_portal.offices.roles import SYSTEM_ADMINISTRATOR  # noqa: E402
from filing_portal.terms import workflow  # noqa: E402
from filing_portal.terms.models import Limit, Notice, Recomputation  # noqa: E402
from filing_portal.tests import factories as make  # noqa: E402
from filing_portal.workdays.calendar import Arranged  # noqa: E402
from filings.models import Filing  # noqa: E402
from filings.states import Status as FilingStatus  # noqa: E402
from inspections.states import Status as InspectionStatus  # noqa: E402
from providers.models import Provider  # noqa: E402
from providers.states import Nature  # noqa: E402
from providers.workflow import amend  # noqa: E402
from registry import numbers  # noqa: E402
from registry.models import Entry  # noqa: E402
from registry.states import Status as EntryStatus  # noqa: E402

DESCRIPTION = "为版权人提供作品登记、存证与核验，数据写入联盟链。"


def objects() -> dict[str, str | int]:
    """Make the rows; return by name the id that stands in the address of each, and the sessions."""
    officer = make.make_officer(name="林审核")
    provider = make.make_provider(make.make_user(name="沈登记"), name="杭州测试链科技有限公司")
    person = make.make_provider(nature=Nature.INDIVIDUAL, name="周测试")
    submitted = make.make_filing(person, FilingStatus.SUBMITTED, service_name="周测试的存证工具")
    open_feed(by=make.owner_of(provider))
    post_code("email_confirmation", email="new@example.com", to=None, language="en", subject="Code", body="ABC-DEF")
    return {
        **filings_of(provider, officer),
        **entries_of(provider, officer),
        **inspections_of(provider, officer),
        "provider": provider.pk,
        "individual": person.pk,
        "case": submitted.pk,
        "late_case": late_case(person).pk,
        "letter": str(Letter.objects.addressed_to(make.owner_of(provider)).first().uuid),
        **sessions_of(provider, officer),
        **versions(),
    }


def late_case(provider: Provider) -> Filing:
    """Make a case that was filed late and whose facts have changed since: its head and its notes are the longest."""
    started_on = clock.today() - timedelta(days=400)
    case = make.make_filing(provider, FilingStatus.SUBMITTED, service_name="周测试的迟到工具", started_on=started_on)
    amend(provider.pk, by=make.owner_of(provider), person={}, postal_address="新测试路 8 号")
    return case


def filings_of(provider: Provider, officer: User) -> dict[str, str]:
    """Make a filing in every status, and a draft that has only begun."""
    found = {
        status: make.make_filing(
            provider, status, officer, service_name=f"测试服务（{label}）", description=DESCRIPTION
        )
        for status, label in FilingStatus.choices
    }
    found["begun"] = make.make_filing(provider, service_name="", category="", forms=[], fields=[], server_address="")
    return {f"filing.{name}": str(filing.uuid) for name, filing in found.items()}


def entries_of(provider: Provider, officer: User) -> dict[str, str | int]:
    """Make an entry for each result of the verification; return three that no entry has too."""
    found: dict[str, str] = {}
    for status in (EntryStatus.VALID, EntryStatus.SUSPENDED, EntryStatus.DEREGISTERED):
        entry = make.make_entry(provider, officer, service_name=f"存证服务{len(found) + 1}")
        Entry.objects.filter(pk=entry.pk).update(status=status)  # the verbs of enforcement come with their own issue
        found[f"number.{status}"] = entry.number
    missing = numbers.compose(provider.county, 2026, 99_999_999, 1).body
    wrong = missing[:-1] + ("1" if missing[-1] != "1" else "2")
    valid = Entry.objects.get(number=found["number.valid"])
    more = {"number.not_found": missing, "number.malformed": wrong, "number.cut_off": valid.number[:17]}
    return {**found, **more, "entry": valid.pk}


def inspections_of(provider: Provider, officer: User) -> dict[str, str | int]:
    """Make an inspection in every status, each of an entry of its own."""
    found: dict[str, str | int] = {}
    for status, label in InspectionStatus.choices:
        entry = make.make_entry(provider, officer, service_name=f"核查服务（{label}）")
        inspection = make.make_inspection(entry, status, officer)
        found |= {f"inspection.{status}": str(inspection.uuid), f"inspection.{status}.pk": inspection.pk}
    return found


def versions() -> dict[str, int]:
    """Make a notice that was released and moved a term, one that waits, and a night's audit."""
    author, second = (make.make_officer("00", SYSTEM_ADMINISTRATOR, name=name) for name in ("闻拟定", "邵发布"))
    around = workflow.calendar().add(clock.today(), 5)
    released = prepared_notice(around, "〔2026〕11号", author)
    workflow.release_notice(released.pk, by=second)
    waiting = prepared_notice(around - timedelta(days=1), "〔2026〕12号", author)
    run = Recomputation.objects.get(notice=released)
    workflow.recompute(run.pk)
    return {
        "notice.released": released.pk,
        "notice.waiting": waiting.pk,
        "rule.policy": Limit.objects.get(code="correct").pk,
        "rule.law": Limit.objects.get(code="file").pk,
        "recomputation": run.pk,
        "audit": workflow.audit(clock.today()).pk,
    }


def prepared_notice(day: date, number: str, author: User) -> Notice:
    facts = {"number": number, "title": "关于调整放假安排的通知", "address": "https://www.gov.cn/notice"}
    days = [Arranged(day, "holiday", "元旦")]
    return workflow.prepare_notice(day.year, days, **facts, published_on=clock.today(), by=author)


def sessions_of(provider: Provider, officer: User) -> dict[str, str]:
    """Sign a person of each role in; the console speaks the officer's language."""
    people = {
        "provider": make.owner_of(provider),
        "beginner": make.owner_of(make.make_provider(name="杭州新开链科技有限公司")),
        "newcomer": make.make_user(name="新来者"),
        "officer.zh": officer,
        "officer.en": make.make_officer(name="陆审核", language="en"),
        "administrator.zh": make.make_officer("00", SYSTEM_ADMINISTRATOR, name="高系统"),
        "administrator.en": make.make_officer("00", SYSTEM_ADMINISTRATOR, name="邵系统", language="en"),
    }
    return {f"session.{role}": session(person) for role, person in people.items()}


def session(user: User) -> str:
    """Return the key of a new session of this account."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    print(json.dumps(objects()))
