from datetime import date

import pytest
from django.core.management import call_command
from django.db.models import F
from django.test import Client, override_settings

from benchmarks import numbering, provisional, reading, terms
from benchmarks.urls import BARE, EMPTY
from filing_portal.base.invariant import Finding, ask
from filing_portal.terms.invariants import DUE_DAYS
from filing_portal.tests.factories import make_filing, make_officer, make_provider
from filing_portal.tests.pages import PAGES
from filings.models import Filing
from registry.tasks import sweep_unnumbered


def test_every_main_page_is_in_the_table_of_pages():
    assert {(page.name, page.who) for page in reading.main_pages()} == set(reading.MAIN)
    assert set(reading.main_pages()) <= set(PAGES)


@pytest.fixture
def bench_urls():
    """Put the addresses of the benchmarks in place, and take them back afterwards."""
    with override_settings(ROOT_URLCONF="benchmarks.urls"):
        yield


@pytest.mark.django_db
def test_every_main_page_answers_the_demo_accounts(bench_urls):
    call_command("seed_demo", "--on", date(2026, 11, 23).isoformat())
    readings = list(reading.read_all(reading.demo_world(), readings=1))
    assert [each.page.name for each in readings[:2]] == [BARE, EMPTY]
    assert {each.page.label: each.status for each in readings if each.status != 200} == {}


@pytest.mark.django_db(transaction=True)
def test_a_lost_message_leaves_the_filing_to_the_sweep():
    officer = make_officer("33")
    filing = make_filing(status="submitted")
    numbering.decide_and_lose_the_message(filing, officer)
    assert list(Filing.objects.unnumbered()) == [filing]
    assert numbering.is_public(Client(), f"q={filing.service_name}", filing) is False
    sweep_unnumbered()
    assert numbering.is_public(Client(), f"q={filing.service_name}", filing) is True


@pytest.mark.django_db(transaction=True)
def test_one_open_term_in_twenty_moves_each_time_and_all_are_right_in_the_end():
    make_provider()
    runs = list(terms.move_terms(400, runs=2))
    assert [run.moved for run in runs] == [20, 20, 20, 20]
    assert Filing.objects.filter(due_on=F("term__due_on")).count() == 20
    assert terms.bare_update_of_all() > 0
    assert ask(DUE_DAYS) == Finding(400, 0, ())


@pytest.mark.django_db
def test_made_up_holidays_make_fewer_provisional_days_wrong():
    found = provisional.replay()
    assert (found.pairs, found.wrong, found.wrong_before) == (14_527, 2_219, 3_678)


@pytest.mark.django_db
def test_both_calendars_are_timed():
    counting = terms.count_terms(starts=3)
    assert counting.times == counting.theirs / counting.ours > 1
