"""Every verb of providers, filings, entries and inspections, prepared and ready to be carried out by a test."""

import uuid
from datetime import date, timedelta

import pytest
from _pytest.mark import ParameterSet

from filing_portal.base import clock
from filing_portal.terms import workflow as terms
from filing_portal.terms.workflow.notifying import notify_moved_of
from filing_portal.tests import factories
from filing_portal.tests.factories import (
    BECAUSE,
    complete_answers,
    make_entry,
    make_filing,
    make_inspection,
    make_officer,
    make_provider,
    make_user,
    owned,
    owner_of,
)
from filing_portal.tests.releases import release_notice
from filings import workflow as filings
from filings.models import Filing
from inspections import workflow as inspections
from inspections.models import Inspection
from providers import workflow as providers
from providers.models import Provider
from registry import imports
from registry.models import Entry
from registry.workflow import issue, take_over
from reviews import workflow as reviews

ACTS: list[ParameterSet] = []


def act(noun, verb):
    """Register a function that prepares the verb on a row of the noun and returns what carries it out."""

    def registered(prepare):
        ACTS.append(pytest.param(noun, verb, prepare, id=f"{noun._meta.model_name}-{prepare.__name__}"))
        return prepare

    return registered


@act(Provider, "register")
def register():
    user = make_user()
    return lambda: make_provider(user)


@act(Provider, "amend")
def amend():
    provider = make_provider()
    return lambda: providers.amend(provider.pk, by=owner_of(provider), person={}, name="更名有限公司")


@act(Filing, "start")
def start():
    owner = owner_of(make_provider())
    return lambda: filings.start(uuid.uuid4(), by=owner)


@act(Filing, "start")
def start_again():
    filing = make_filing(status="withdrawn")
    return lambda: filings.start_again(filing.pk, uuid.uuid4(), by=owner_of(filing.provider))


@act(Filing, "save_answers")
def save_answers():
    filing = make_filing()
    answers = complete_answers(filing.provider, started_on=clock.today() - timedelta(days=5))
    return lambda: filings.save_answers(filing.pk, by=owner_of(filing.provider), **answers)


@act(Filing, "discard")
def discard():
    filing = make_filing()
    return lambda: filings.discard(filing.pk, by=owner_of(filing.provider))


@act(Filing, "submit")
def submit():
    filing = make_filing()
    return lambda: filings.submit(filing.pk, 1, by=owner_of(filing.provider))


@act(Filing, "submit")
def submit_again():
    filing = make_filing(status="returned")
    return lambda: filings.submit(filing.pk, 2, by=owner_of(filing.provider))


@act(Filing, "withdraw")
def withdraw():
    filing = make_filing(status="submitted")
    return lambda: filings.withdraw(filing.pk, by=owner_of(filing.provider))


@act(Filing, "lapse")
def lapse():
    filing = make_filing(status="returned")
    return lambda: factories.lapse(filing)


@act(Filing, "move_deadline")
def move_deadline_of_filing():
    filing = make_filing(status="submitted")
    release_notice((terms.calendar().add(clock.today(), 1), "holiday"))
    return lambda: notify_moved_of(Filing, filing.pk)


def decision(verb, *reasons):
    filing = make_filing(status="submitted")
    officer = make_officer(filing.province)
    return lambda: verb(filing.pk, 1, *reasons, by=officer)


@act(Provider, "verify")
@act(Filing, "accept")
def accept():
    return decision(reviews.accept)


@act(Filing, "send_back")
def send_back():
    return decision(reviews.send_back, BECAUSE)


@act(Filing, "refuse")
def refuse():
    return decision(reviews.refuse, BECAUSE)


@act(Entry, "issue")
def issue_number():
    filing = make_filing(status="filed")
    return lambda: issue(filing.pk)


@act(Entry, "import")
def import_list():
    rows = listed("京网信备1101082276223860002X号,,,")
    return lambda: take_over(rows, source="list.csv")


@act(Entry, "supplement")
def supplement_from_list():
    import_list()()
    rows = listed("京网信备1101082276223860002X号,链证,测试主体,")
    return lambda: take_over(rows, source="list.csv")


def listed(*lines):
    return list(imports.read("\n".join(["number,service,provider,url", *lines]).encode()))


def corrected():
    """Return an inspection whose answer corrects the entry."""
    inspection = make_inspection()
    inspections.answer(
        inspection.pk, by=owner_of(owned(inspection.entry)), corrections={"description": "为测试提供存证与核验。"}
    )
    return inspection


@act(Entry, "correct")
@act(Entry, "pass_inspection")
@act(Inspection, "pass_inspection")
def pass_inspection():
    inspection = corrected()
    officer = make_officer(inspection.province)
    return lambda: inspections.pass_inspection(inspection.pk, by=officer)


@act(Entry, "fail_inspection")
@act(Inspection, "fail_inspection")
def fail_inspection():
    inspection = make_inspection(status="answered")
    officer = make_officer(inspection.province)
    return lambda: inspections.fail_inspection(inspection.pk, by=officer, finding="网站已无法打开。")


@act(Inspection, "fail_inspection")
def fail_overdue_inspection():
    inspection = make_inspection(status="overdue")
    officer = make_officer(inspection.province)
    return lambda: inspections.fail_inspection(inspection.pk, by=officer, finding="未答复。")


@act(Inspection, "open")
def open_inspection():
    entry = make_entry()
    Entry.objects.update(inspected_on=date(2020, 1, 2))
    return lambda: inspections.open_inspection(entry.pk, clock.today())


@act(Inspection, "answer")
def answer():
    inspection = make_inspection()
    return lambda: inspections.answer(inspection.pk, by=owner_of(owned(inspection.entry)), corrections={})


@act(Inspection, "fall_due")
def fall_due():
    inspection = make_inspection()
    factories.pass_its_due_day(inspection, clock.today() - timedelta(days=1))
    return lambda: inspections.fall_due(inspection.pk)


@act(Inspection, "fall_back")
def fall_back():
    inspection = make_inspection(status="overdue")
    factories.pass_its_due_day(inspection, clock.today() + timedelta(days=7))
    return lambda: inspections.fall_back(inspection.pk)


@act(Inspection, "move_deadline")
def move_deadline_of_inspection():
    inspection = make_inspection()
    release_notice((terms.calendar().add(clock.today(), 1), "holiday"))
    return lambda: notify_moved_of(Inspection, inspection.pk)
