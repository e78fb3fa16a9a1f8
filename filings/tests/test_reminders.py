from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail

from filing_portal.letters.models import Letter
from filing_portal.letters.tasks import send_letter
from filing_portal.schedule.models import ScheduleRun
from filing_portal.terms import workflow as terms
from filing_portal.terms.models import Notice, Recomputation, Shift, Term
from filing_portal.tests.factories import make_filing, make_officer, make_provider, make_user, owner_of
from filings import tasks, workflow
from filings.models import Filing

pytestmark = pytest.mark.django_db


def at(moment):
    return time_machine.travel(f"{moment}+08:00", tick=False)


def remind_on(day, clock="09:00"):
    with at(f"{day}T{clock}"):
        tasks.remind()


def draft(language="en", **answers):
    """Return a draft whose time to file ends on Thursday 26 November 2026."""
    with at("2026-11-16T10:00"):
        provider = make_provider(make_user(language=language), province="11")
        return make_filing(provider, started_on=date(2026, 11, 12), **answers)


def subjects(kind="filing_due"):
    return list(Letter.objects.filter(kind=kind).order_by("pk").values_list("subject", flat=True))


def test_in_a_month_of_days_each_term_has_three_letters():
    filing = draft(service_name="链证")
    assert filing.due_on == date(2026, 11, 26)
    sent = {}
    for number in range(31):
        day = date(2026, 11, 16) + timedelta(days=number)
        before = Letter.objects.count()
        remind_on(day, "08:00")
        remind_on(day)
        if Letter.objects.count() > before:
            sent[day.isoformat()] = subjects()[-1]
    assert sent == {
        "2026-11-23": "File “链证”: 3 working days left",
        "2026-11-25": "File “链证”: 1 working day left",
        "2026-11-26": "File “链证”: today is the last day",
    }
    letter = Letter.objects.filter(kind="filing_due").order_by("pk").first()
    assert "Submit the filing by Thursday 26 November 2026, 24:00 (3 working days left)" in letter.body
    assert letter.url == f"/en/filings/{filing.uuid}/"


def test_nothing_is_sent_before_eight():
    draft()
    remind_on("2026-11-23", "07:59")
    assert subjects() == []


def test_a_returned_filing_is_to_be_corrected_or_lapses():
    with at("2026-11-09T10:00"):
        provider = make_provider(make_user(language="zh-hans"), province="11")
        filing = make_filing(provider, "returned", service_name="链证")
    assert filing.due_on == date(2026, 11, 23)
    for day in ("2026-11-18", "2026-11-20", "2026-11-23"):
        remind_on(day)
    letters = Letter.objects.filter(kind="correction_due").order_by("pk")
    assert [letter.url for letter in letters] == [f"/filings/{filing.uuid}/detail/"] * 3
    reference = str(filing.reference)
    assert all(reference in letter.subject and "2026年11月23日（星期一）" in letter.body for letter in letters)


def test_what_the_authority_has_to_decide_does_not_trouble_the_provider():
    with at("2026-11-09T10:00"):
        filing = make_filing(make_provider(province="11"), "submitted")
    remind_on(filing.due_on)
    assert not Letter.objects.exclude(kind="received").exists()


def test_what_was_submitted_in_between_has_no_more_letters():
    filing = draft()
    remind_on("2026-11-23")
    with at("2026-11-24T10:00"):
        workflow.submit(filing.pk, 1, by=owner_of(filing.provider))
    remind_on("2026-11-25")
    remind_on("2026-11-26")
    assert len(subjects()) == 1


def test_what_was_submitted_while_the_round_ran_is_left_alone():
    filing = draft()
    with at("2026-11-23T09:00"):
        tasks.remind()
        Letter.objects.filter(kind="filing_due").delete()
        ScheduleRun.objects.filter(name="reminders-filings").update(finished_at=None)
        reminders = terms.open_reminders("reminders-filings")
        assert reminders is not None
        workflow.submit(filing.pk, 1, by=owner_of(filing.provider))
        terms.remind_of(Filing, filing.pk, reminders)
        terms.remind_of(Filing, 0, reminders)  # thrown away
    assert subjects() == []


def test_a_round_cut_short_goes_on_and_sends_nothing_twice():
    draft(service_name="链证")
    remind_on("2026-11-23")
    ScheduleRun.objects.filter(name="reminders-filings").update(finished_at=None)
    remind_on("2026-11-23", "10:00")
    assert subjects() == ["File “链证”: 3 working days left"]


def test_days_on_which_the_portal_was_down_are_caught_up_with_the_latest_stage():
    draft(service_name="链证")
    remind_on("2026-11-20")
    remind_on("2026-11-24")  # the 23rd was missed
    assert subjects() == ["File “链证”: 2 working days left"]
    remind_on("2026-11-26")  # and the 25th
    remind_on("2026-11-27")
    assert subjects()[1:] == ["File “链证”: today is the last day"]


def test_a_last_day_that_was_missed_is_told_with_the_days_over():
    draft(service_name="链证")
    remind_on("2026-11-20")
    remind_on("2026-11-30")
    assert subjects() == ["File “链证”: 2 working days over"]
    assert "The time to file ended on Thursday 26 November 2026" in Letter.objects.get(kind="filing_due").body


@pytest.mark.parametrize("was_open", [True, False])
def test_after_a_last_day_that_was_missed_it_is_told_whether_one_may_still_correct(was_open):
    with at("2026-11-09T10:00"):
        make_filing(make_provider(make_user(language="en"), province="11"), "returned", service_name="链证")
    remind_on("2026-11-20")
    if was_open:  # it lapses as soon as the sweep comes by
        ScheduleRun.objects.create(name=workflow.OPEN_DAY, slot="2026-11-24")
    remind_on("2026-11-25")
    bodies = Letter.objects.filter(kind="correction_due").order_by("pk").values_list("body", flat=True)[1:]
    sentence = "The time to correct “链证” ended on Monday 23 November 2026, 24:00, but you can still submit it"
    assert [body.splitlines()[2][: len(sentence)] for body in bodies] == ([] if was_open else [sentence])


def test_a_due_day_that_moved_has_reminders_of_its_own():
    filing = draft(service_name="链证")
    remind_on("2026-11-23")
    move(filing, date(2026, 11, 27))
    for number in range(24, 31):
        remind_on(date(2026, 11, number))
    assert subjects() == [
        "File “链证”: 3 working days left",
        "File “链证”: 3 working days left",
        "File “链证”: 1 working day left",
        "File “链证”: today is the last day",
    ]


def move(filing, due_on):
    """Move the term by a recomputation, as a release does."""
    notice = Notice.objects.latest("released_at")
    run = Recomputation.objects.get_or_create(notice=notice)[0]
    Shift.objects.create(recomputation=run, term=filing.term, before_on=filing.term.due_on, after_on=due_on)
    Term.objects.filter(pk=filing.term_id).update(due_on=due_on, announced_on=due_on)
    Filing.objects.filter(pk=filing.pk).update(due_on=due_on)


def test_a_provisional_day_says_so():
    with at("2026-12-21T10:00"):
        provider = make_provider(make_user(language="en"), province="11")
        filing = make_filing(provider, started_on=date(2026, 12, 15), service_name="链证")
    assert filing.term.is_provisional
    remind_on(filing.due_on)
    assert "The day is provisional" in Letter.objects.get(kind="filing_due").body


def test_a_draft_without_a_name_or_without_a_start_day_is_no_difficulty():
    draft(service_name="")
    with at("2026-11-16T10:00"):
        make_filing(make_provider(province="11"), started_on=None)
    remind_on("2026-11-23")
    assert subjects() == ["File your new service: 3 working days left"]


def test_accounts_that_are_closed_have_no_letter():
    filing = draft()
    owner = owner_of(filing.provider)
    owner.is_active = False
    owner.save()
    remind_on("2026-11-23")
    assert subjects() == []


def test_with_a_mail_server_the_letter_leaves_after_the_commit(settings, django_capture_on_commit_callbacks):
    draft(service_name="链证")
    settings.EMAIL_HOST = "mail.example.com"
    with at("2026-11-23T09:00"):
        with django_capture_on_commit_callbacks() as callbacks:
            tasks.remind()
        assert len(callbacks) == 1
        send_letter(Letter.objects.get(kind="filing_due").pk)
        send_letter(Letter.objects.get(kind="filing_due").pk)
    assert [letter.subject for letter in mail.outbox] == ["File “链证”: 3 working days left"]


def test_the_officers_of_the_province_are_not_written_to():
    make_officer("11")
    draft()
    remind_on("2026-11-23")
    assert Letter.objects.filter(to__post__isnull=False).count() == 0
