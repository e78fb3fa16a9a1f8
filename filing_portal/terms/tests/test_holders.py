"""What holds a term is found by its class, and answers all that the portal asks of it."""

from importlib import import_module

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from filing_portal.terms.duties import Duty
from filing_portal.terms.models import TermHolder, TermHolderQuerySet, holders
from filing_portal.tests.factories import make_entry, make_filing, make_inspection, make_provider, owner_of
from filings.models import Filing, Round
from inspections.models import Inspection

ASKED = ("to_do", "to_remind", "in_calendar", "in_office_calendar", "with_duty")


def test_holders_are_found_by_class_in_the_order_of_the_apps():
    assert [holder for holder in holders() if holder in (Inspection, Filing)] == [Filing, Inspection]
    # A round points to the term of its decision and has no day of its own.
    assert not issubclass(Round, TermHolder)


@pytest.mark.parametrize("holder", holders())
def test_every_holder_answers_for_itself_what_is_asked_of_its_terms(holder):
    inherited = [
        name
        for name in (*ASKED, "owned_by")
        if getattr(holder.objects._queryset_class, name) is getattr(TermHolderQuerySet, name)
    ]
    assert inherited == []
    assert [getattr(holder.objects, name)().model for name in ASKED] == [holder] * len(ASKED)


@pytest.mark.parametrize("holder", holders())
def test_every_holder_rings_for_its_reminders_and_moved_days(holder):
    tasks = import_module(f"{holder._meta.app_label}.tasks")
    assert (callable(tasks.remind.delay), callable(tasks.notify_moved.delay)) == (True, True)


@pytest.mark.django_db
@pytest.mark.parametrize("holder", holders())
def test_an_officer_needs_the_permission_that_django_makes_for_the_model(holder):
    app, codename = holder.view_permission().split(".")
    assert Permission.objects.filter(content_type__app_label=app, codename=codename).count() == 1


@pytest.mark.django_db
def test_the_rows_of_a_member_are_those_of_its_provider():
    own, other = make_provider(), make_provider()
    filing, inspection = make_filing(own), make_inspection(make_entry(own))
    make_filing(other)
    make_inspection(make_entry(other))
    found = [row for holder in holders() for row in holder.objects.owned_by(owner_of(own)).to_do()]
    assert found == [filing, inspection]
    assert [row.console_url for row in found] == [
        reverse("admin:filings_filing_change", args=[filing.pk]),
        reverse("admin:inspections_inspection_change", args=[inspection.pk]),
    ]


@pytest.mark.django_db
def test_a_duty_costs_no_further_question(django_assert_num_queries):
    make_filing(make_provider(), "submitted")
    make_inspection(make_entry(make_provider()))
    for holder in (Filing, Inspection):
        row = holder.objects.in_office_calendar().with_duty().get()
        with django_assert_num_queries(0):
            assert all((row.duty.heading, row.duty.summary, row.duty.office_summary, row.duty.number, row.term.length))


def test_a_duty_that_leaves_something_unsaid_cannot_be_asked():
    class Half(Duty):
        service = "链证"

    with pytest.raises(TypeError, match="abstract"):
        Half(None)  # type: ignore[abstract]  # that it cannot is what is asked
