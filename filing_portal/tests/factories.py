"""Rows for tests in any status, made by the real verbs: what a test sees is what people can bring about.

make_user, make_officer, make_provider, make_filing, make_entry, make_inspection; each call makes a new row.
"""

import uuid
from datetime import date, timedelta
from itertools import count

from allauth.account.models import EmailAddress

from demo import codes
from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.offices.models import Office, Officer, Role
from filing_portal.offices.roles import REVIEWER
from filing_portal.schedule.models import ScheduleRun
from filing_portal.terms.models import Term
from filing_portal.terms.workflow import calendar
from filings import workflow as filing_verbs
from filings.models import Filing
from filings.states import Status as FilingStatus
from inspections import workflow as inspection_verbs
from inspections.models import Inspection
from inspections.states import Status as InspectionStatus
from providers.documents import DocumentKind
from providers.models import Provider
from providers.states import Nature
from providers.workflow import register
from registry.models import Entry
from registry.workflow import issue
from reviews import workflow as review_verbs
from reviews.workflow import Because

PASSWORD = "correct horse battery"
COUNTIES = {"11": "110108", "33": "330106", "44": "440305"}
BECAUSE = [Because("art11", "服务器地址不完整，请补充主机名。")]
numbers = count(1)


def make_user(email: str = "", **fields) -> User:
    """Return an account whose address is confirmed and whose password is PASSWORD."""
    n = next(numbers)
    user = User.objects.create_user(email or f"person-{n}@example.com", PASSWORD, **{"name": f"人员{n}", **fields})
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_officer(province: str = "33", role: str = REVIEWER, **fields) -> User:
    """Return an account with a post in the office of `province` ("00" is the national one)."""
    user = make_user(**fields)
    office, duty = Office.objects.get(code=province), Role.objects.get(code=role)
    Officer.objects.create(user=user, office=office, role=duty)
    return user


def make_provider(
    user: User | None = None, province: str = "33", nature: str = Nature.ORGANISATION, **facts
) -> Provider:
    """Return a registered provider that `user`, or a new account, owns; `facts` replace columns."""
    n = next(numbers)
    county = facts.pop("county", COUNTIES.get(province, f"{province}0102"))
    person = {
        "name": "陈测试",
        "phone": "0571-00000000",
        "mobile": codes.mobile(n),
        "email": f"contact-{n}@example.com",
    }
    of_nature = {"credit_code": codes.credit_code(n, county), "legal_representative": "周测试"}
    if nature == Nature.INDIVIDUAL:
        of_nature = {"document_kind": DocumentKind.ID_CARD, "document": codes.id_card(n, county)}
    known = {"name": f"测试主体{n}", "address": "测试路 1 号", "postal_address": "测试路 1 号", **of_nature, **facts}
    return register(uuid.uuid4(), by=user or make_user(), person=person, nature=nature, county=county, **known)


def owner_of(provider: Provider) -> User:
    """Return the account that acts for the provider."""
    owner: User = provider.members().get()
    return owner


def owned(entry: Entry) -> Provider:
    """Return the provider of an entry that a filing made; one taken over from a list has none."""
    assert entry.provider is not None
    return entry.provider


def complete_answers(provider: Provider, **answers) -> dict:
    """Return answers that can be submitted; the service started three days ago."""
    return {
        "service_name": f"测试服务{next(numbers)}",
        "category": "application",
        "forms": ["website"],
        "fields": ["evidence"],
        "description": "为测试提供存证。",
        "web_address": "https://service.example.com",
        "started_on": clock.today() - timedelta(days=3),
        "server_county": provider.county,
        "server_address": "203.0.113.10",
        "person": provider.person,
        **answers,
    }


def make_filing(
    provider: Provider | None = None, status: str = FilingStatus.DRAFT, officer: User | None = None, **answers
) -> Filing:
    """Return a filing with complete answers that has come to `status`; decided by `officer` of its province."""
    provider = provider or make_provider()
    owner = owner_of(provider)
    filing = filing_verbs.start(uuid.uuid4(), by=owner)
    filing_verbs.save_answers(filing.pk, by=owner, **complete_answers(provider, **answers))
    if status != FilingStatus.DRAFT:
        filing_verbs.submit(filing.pk, 1, by=owner)
        settle(filing, status, owner, officer)
    return Filing.objects.get(pk=filing.pk)


def settle(filing: Filing, status: str, owner: User, officer: User | None) -> None:
    """Bring the submitted filing to `status`."""
    if status in (FilingStatus.SUBMITTED, FilingStatus.WITHDRAWN):
        if status == FilingStatus.WITHDRAWN:
            filing_verbs.withdraw(filing.pk, by=owner)
        return
    officer = officer or make_officer(filing.province)
    if status == FilingStatus.FILED:
        review_verbs.accept(filing.pk, 1, by=officer)
    elif status == FilingStatus.REFUSED:
        review_verbs.refuse(filing.pk, 1, BECAUSE, by=officer)
    else:
        review_verbs.send_back(filing.pk, 1, BECAUSE, by=officer)
    if status == FilingStatus.LAPSED:
        lapse(filing)


def lapse(filing: Filing) -> None:
    """Let the time for correction pass, on a day on which the portal was open."""
    due_on = Filing.objects.get(pk=filing.pk).due_on
    assert due_on is not None
    ScheduleRun.objects.get_or_create(name=filing_verbs.OPEN_DAY, slot=due_on.isoformat())
    filing_verbs.lapse(filing.pk, due_on + timedelta(days=1))


def make_entry(provider: Provider | None = None, officer: User | None = None, **answers) -> Entry:
    """Return the numbered entry of a filed service."""
    return issue(make_filing(provider, FilingStatus.FILED, officer, **answers).pk)


def make_inspection(
    entry: Entry | None = None, status: str = InspectionStatus.OPEN, officer: User | None = None
) -> Inspection:
    """Return an inspection that was opened when the entry was due and has come to `status`."""
    entry = entry or make_entry()
    slot = clock.today()
    Entry.objects.filter(pk=entry.pk).update(inspected_on=slot - timedelta(days=1000))
    inspection = inspection_verbs.open_inspection(entry.pk, slot)
    assert inspection is not None
    if status == InspectionStatus.OVERDUE:
        pass_its_due_day(inspection, slot - timedelta(days=1))
        inspection_verbs.fall_due(inspection.pk)
    elif status != InspectionStatus.OPEN:
        inspection_verbs.answer(inspection.pk, by=owner_of(owned(entry)), corrections={})
        judge(inspection, status, officer)
    return Inspection.objects.get(pk=inspection.pk)


def pass_its_due_day(inspection: Inspection, due_on: date) -> None:
    """Change the term so that the inspection was to be answered by `due_on`."""
    term = Term.objects.select_related("limit").get(pk=inspection.term_id)
    started_on = calendar().back(due_on, term.length.working_days)
    Term.objects.filter(pk=term.pk).update(started_on=started_on, due_on=due_on, announced_on=due_on)
    Inspection.objects.filter(pk=inspection.pk).update(due_on=due_on)


def judge(inspection: Inspection, status: str, officer: User | None) -> None:
    """Judge the answered inspection by an officer of its province, if `status` is a judgement."""
    if status == InspectionStatus.PASSED:
        inspection_verbs.pass_inspection(inspection.pk, by=officer or make_officer(inspection.province))
    elif status == InspectionStatus.NOT_PASSED:
        inspection_verbs.fail_inspection(
            inspection.pk, by=officer or make_officer(inspection.province), finding="网站已无法打开。"
        )
