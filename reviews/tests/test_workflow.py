from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from filing_portal.ledger.models import Event
from filing_portal.letters.models import Letter
from filing_portal.lifecycle import NotAllowedNow
from filing_portal.tests.factories import BECAUSE, make_filing, make_officer, make_provider, owner_of
from filings import workflow as filings
from filings.models import Filing
from providers.models import Provider
from registry.models import Entry
from reviews import workflow
from reviews.models import Review
from reviews.workflow import Because

pytestmark = pytest.mark.django_db

DECISIONS = {
    "accept": (lambda filing, by: workflow.accept(filing.pk, 1, by=by), "filed"),
    "send_back": (lambda filing, by: workflow.send_back(filing.pk, 1, BECAUSE, by=by), "returned"),
    "refuse": (lambda filing, by: workflow.refuse(filing.pk, 1, BECAUSE, by=by), "refused"),
}


def submitted(**facts):
    return make_filing(make_provider(province="11", **facts), "submitted")


def at(moment):
    return time_machine.travel(f"{moment}+08:00", tick=False)


@pytest.mark.parametrize("verb", DECISIONS)
def test_a_decision_closes_the_round(verb):
    decide, outcome = DECISIONS[verb]
    filing, officer = submitted(), make_officer("11")
    filing = decide(filing, officer)
    review = Review.objects.get()
    assert (filing.status, review.outcome, review.reviewer) == (outcome, outcome, officer)
    assert (review.round, review.late_by) == (filing.rounds.get(), 0)
    assert review.decided_at == filing.decided_at
    assert review.round.term.met_on is not None
    assert [(event.actor, event.verb) for event in Event.objects.about(filing)][-1] == (officer, verb)


@pytest.mark.parametrize("first", DECISIONS)
@pytest.mark.parametrize("second", DECISIONS)
def test_whoever_comes_second_is_told(first, second):
    filing = submitted()
    DECISIONS[first][0](filing, make_officer("11"))
    letters = Letter.objects.count()
    with pytest.raises(NotAllowedNow):
        DECISIONS[second][0](filing, make_officer("11"))
    assert Review.objects.get().outcome == DECISIONS[first][1]
    assert Letter.objects.count() == letters


@pytest.mark.parametrize("verb", DECISIONS)
@pytest.mark.parametrize(
    "who",
    [
        lambda filing: make_officer("44"),
        lambda filing: make_officer("00"),
        lambda filing: make_officer("11", "auditor"),
        lambda filing: make_officer("11", "system_administrator"),
        lambda filing: owner_of(filing.provider),
    ],
    ids=["another province", "national office", "auditor", "system administrator", "provider"],
)
def test_only_a_reviewer_of_the_province_decides(verb, who):
    filing = submitted()
    with pytest.raises(PermissionDenied):
        DECISIONS[verb][0](filing, who(filing))
    assert Filing.objects.get().status == "submitted"
    assert not Review.objects.exists()
    assert Provider.objects.get(pk=filing.provider_id).status == "registered"


@pytest.mark.parametrize("verb", ["send_back", "refuse"])
@pytest.mark.parametrize("reasons", [[], [Because("art11", " \n")]], ids=["none", "blank"])
def test_no_return_and_no_refusal_without_a_reason(verb, reasons):
    filing = submitted()
    with pytest.raises(ValidationError):
        getattr(workflow, verb)(filing.pk, 1, reasons, by=make_officer("11"))
    assert Filing.objects.get().status == "submitted"


def test_the_provider_is_told_the_reasons():
    filing = submitted()
    workflow.refuse(
        filing.pk, 1, [Because("art11", "第一条理由"), Because("policy", "第二条理由")], by=make_officer("11")
    )
    letter = Letter.objects.get(kind="refused")
    assert letter.to == owner_of(filing.provider)
    assert "1. 第一条理由" in letter.body
    assert "2. 第二条理由" in letter.body
    assert [reason.text for reason in Review.objects.get().reasons.all()] == ["第一条理由", "第二条理由"]


def test_the_ledger_tells_the_grounds_and_not_what_was_written():
    filing = submitted()
    reasons = [Because("art11", "张三的地址不对"), Because("policy", "另一条"), Because("art11", "第三条")]
    workflow.send_back(filing.pk, 1, reasons, by=make_officer("11"))
    event = Event.objects.about(filing).last()
    assert (event.verb, event.after["grounds"]) == ("send_back", ["art11", "policy"])


def test_the_internal_note_reaches_nobody_outside():
    filing = submitted()
    workflow.send_back(filing.pk, 1, BECAUSE, by=make_officer("11"), note="只供内部")
    assert Review.objects.get().note == "只供内部"
    assert not Letter.objects.filter(body__contains="只供内部").exists()
    assert "只供内部" not in str(list(Event.objects.values()))


def test_a_page_of_an_older_round_decides_nothing():
    filing = submitted()
    officer = make_officer("11")
    workflow.send_back(filing.pk, 1, BECAUSE, by=officer)
    filings.submit(filing.pk, 2, by=owner_of(filing.provider))
    with pytest.raises(NotAllowedNow) as told:
        workflow.accept(filing.pk, 1, by=officer)
    assert "newer submission" in str(told.value) or "新" in str(told.value)
    assert Filing.objects.get().status == "submitted"
    assert workflow.accept(filing.pk, 2, by=officer).status == "filed"


@pytest.mark.parametrize(
    ("moment", "late_by"), [("2026-11-09T23:59:59.999", 0), ("2026-11-10T00:00", 1), ("2026-11-16T09:00", 5)]
)
def test_a_decision_after_its_limit_is_recorded_as_late(moment, late_by):
    with at("2026-10-12T09:00"):
        filing = submitted()
    with at(moment):
        workflow.accept(filing.pk, 1, by=make_officer("11"))
    assert Review.objects.get().late_by == late_by


def test_a_returned_filing_has_ten_working_days():
    with at("2026-09-22T09:00"):
        filing = submitted()
        filing = workflow.send_back(filing.pk, 1, BECAUSE, by=make_officer("11"))
    assert (filing.due_on, filing.term.limit.code) == (date(2026, 10, 13), "correct")


def test_the_first_accepted_filing_verifies_its_provider():
    filing = submitted()
    officer = make_officer("11")
    workflow.accept(filing.pk, 1, by=officer)
    other = make_filing(filing.provider, "submitted")
    workflow.accept(other.pk, 1, by=officer)
    assert Provider.objects.get(pk=filing.provider_id).status == "verified"
    assert Event.objects.filter(verb="verify").count() == 1


@pytest.mark.parametrize("nature", ["organisation", "individual"])
def test_of_two_providers_with_one_code_the_second_is_not_verified(nature):
    same = (
        {"credit_code": "91110108551385082Q"}
        if nature == "organisation"
        else {"document_kind": "passport", "document": "E12345678"}
    )
    first, second = (submitted(nature=nature, **same) for _ in range(2))
    officer = make_officer("11")
    workflow.accept(first.pk, 1, by=officer)
    with pytest.raises(NotAllowedNow):
        workflow.accept(second.pk, 1, by=officer)
    assert [filing.status for filing in Filing.objects.order_by("pk")] == ["filed", "submitted"]
    assert workflow.refuse(second.pk, 1, BECAUSE, by=officer).status == "refused"


def test_an_officer_of_another_province_does_not_learn_of_a_clash():
    first, second = (submitted(credit_code="91110108551385082Q") for _ in range(2))
    workflow.accept(first.pk, 1, by=make_officer("11"))
    with pytest.raises(PermissionDenied):
        workflow.accept(second.pk, 1, by=make_officer("44"))


def test_the_number_follows_the_commit_and_never_comes_before(django_capture_on_commit_callbacks):
    filing = submitted()
    with django_capture_on_commit_callbacks() as callbacks:
        workflow.accept(filing.pk, 1, by=make_officer("11"))
    assert len(callbacks) == 1
    assert not Entry.objects.exists()
